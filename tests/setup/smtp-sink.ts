// A scripted SMTP server on the loopback address: it keeps what it is sent, and fails in the ways real ones do.
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

/**
 * What the sink does with a mail: `accept`; a code as the answer to the sender, or to the recipient (421 also hangs up); the same
 * after DATA; never answer after DATA; hang up before DATA, or after it has the mail but before it says so.
 */
export type SinkAnswer =
  'accept' | { code: number; at: 'sender' | 'recipient' | 'data' } | 'hang' | 'close-before-data' | 'close-after-data'

export interface SunkMail {
  /** the envelope, which is where it really goes */
  from: string
  to: string[]
  raw: string
  parsed: Email
  /** false: the sink has it, the sender was never told */
  acknowledged: boolean
}

export interface SmtpSinkOptions {
  /** n counts attempts from 1 */
  respond?: (n: number) => SinkAnswer
  /** instead, for one recipient */
  respondTo?: (address: string) => SinkAnswer | undefined
  /** waited for before a sender is answered, with what comes after it */
  hold?: () => Promise<void> | undefined
  /** what a connection hears first: a code that turns it away, or nothing */
  greet?: () => 'welcome' | 'silence' | number
  /** the same port again after an outage; by default any free one */
  port?: number
  tls?: 'none' | 'starttls' | 'implicit'
  login?: { user: string; password: string }
  /** a server that repeats what it does not understand, the log-in too */
  repeatsLogin?: boolean
}

export interface SmtpSink {
  url: string
  port: number
  /** every mail that was received whole, in the order of arrival */
  mails: SunkMail[]
  attempts(): number
  /** Resolves when `count` mails have arrived. @throws Error after `timeoutMs`, 5 s by default */
  waitFor(count: number, timeoutMs?: number): Promise<SunkMail[]>
  close(): Promise<void>
}

/** Starts a sink; it lets go of every connection when closed. */
export async function startSmtpSink(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const {
    respond = () => 'accept',
    respondTo = () => undefined,
    greet = () => 'welcome',
    hold = () => undefined,
  } = options
  const { port = 0, tls = 'none', login, repeatsLogin } = options
  const mails: SunkMail[] = []
  const sockets = new Map<number, Socket>()
  const answers = new Map<string, SinkAnswer>()
  const arrivals = new EventTarget()
  let attempts = 0

  const hangUp = (session: SMTPServerSession) => sockets.get(session.remotePort)?.destroy()
  const answerWith = (code: number, words = `scripted answer ${code}`) =>
    Object.assign(new Error(words), { responseCode: code })

  const handlers: SMTPServerOptions = {
    onConnect(_session, done) {
      const greeting = greet()
      if (greeting === 'welcome') done()
      else if (greeting !== 'silence') done(answerWith(greeting))
    },
    onMailFrom(_address, session, done) {
      const answer = respond(++attempts)
      answers.set(session.id, answer)
      void Promise.resolve(hold()).then(() => {
        if (typeof answer === 'object' && answer.at === 'sender') done(answerWith(answer.code))
        else done()
      })
    },
    onRcptTo({ address }, session, done) {
      const answer = respondTo(address) ?? answers.get(session.id)!
      answers.set(session.id, answer)
      if (answer === 'close-before-data') return hangUp(session)
      if (typeof answer === 'string' || answer.at !== 'recipient') return done()
      done(answerWith(answer.code))
      if (answer.code === 421) setImmediate(hangUp, session)
    },
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- it answers through `done`
    async onData(stream, session, done) {
      // A sender that gives up in the middle is no failure of the sink.
      const raw = await buffer(stream).catch(() => undefined)
      if (!raw) return
      const answer = answers.get(session.id)!
      const isKept = answer === 'accept' || answer === 'close-after-data'
      if (isKept) {
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: raw.toString('utf8'),
          parsed: await PostalMime.parse(raw),
          acknowledged: answer === 'accept',
        })
      }
      if (answer === 'accept') done()
      else if (answer === 'close-after-data') hangUp(session)
      else if (typeof answer === 'object') done(answerWith(answer.code))
      if (isKept) arrivals.dispatchEvent(new Event('mail'))
    },
    onAuth({ username, password }, _session, done) {
      if (repeatsLogin) {
        const said = Buffer.from(`\0${username}\0${password}`).toString('base64')
        done(answerWith(500, `What is AUTH PLAIN ${said}, or ${password}?`))
      } else if (username === login?.user && password === login?.password) done(null, { user: username })
      else done(answerWith(535))
    },
  }

  const server = new SMTPServer({
    ...handlers,
    secure: tls === 'implicit',
    disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 1,
    // Said outright, because only that keeps the built-in test certificate from writing a warning.
    logger: false,
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket
    sockets.set(remotePort!, socket)
    socket.on('error', () => {}).once('close', () => sockets.delete(remotePort!))
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')

  const bound = (server.server.address() as AddressInfo).port
  const credentials = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : ''
  return {
    url: `${tls === 'implicit' ? 'smtps' : 'smtp'}://${credentials}127.0.0.1:${bound}`,
    port: bound,
    mails,
    attempts: () => attempts,
    async waitFor(count, timeoutMs = 5_000) {
      const signal = AbortSignal.timeout(timeoutMs)
      while (mails.length < count) {
        await once(arrivals, 'mail', { signal }).catch(() => {
          throw new Error(`${mails.length} of ${count} mails arrived within ${timeoutMs} ms`)
        })
      }
      return mails
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets.values()) socket.destroy()
      await closed
    },
  }
}
