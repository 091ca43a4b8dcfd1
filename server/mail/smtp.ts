// Handing one mail to an SMTP server, once. When to try again is the job's decision, not the connection's.
import { createTransport, type NodemailerError } from 'nodemailer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailServer } from '#server/features/emails/schema.ts'
import { readSmtpUrl, type SmtpSettings } from './smtp-url.ts'

export interface Mailbox {
  name: string
  address: string
}

export interface Message {
  from: Mailbox
  to: Mailbox
  subject: string
  html: string
  text: string
  /** what the HTML shows as `cid:logo`; goes along with the mail */
  logo?: { content: Buffer; contentType: string } | undefined
  /** with its angle brackets; stays the same when the mail is sent again */
  messageId: string
}

export interface Smtp {
  /** Resolves when the server has taken the mail. @throws SmtpError when it has not, or nobody can know */
  send(message: Message): Promise<{ response: string }>
  /** Connects and logs in, within 15 s. @throws SmtpError */
  verify(): Promise<{ response: string }>
  /** how it is reached, without secrets */
  server: MailServer
  /** Mails on their way are finished; later ones fail as temporary. */
  close(): void
}

/** A mail was not accepted, as far as we know. */
export class SmtpError extends Error {
  /** true: the same mail may be accepted later; false: the server refused this mail for good */
  readonly temporary: boolean
  /** what the server said, or what happened instead */
  readonly response: string
  readonly fault: 'log-in' | 'certificate' | 'connection'

  constructor(temporary: boolean, response: string, fault: SmtpError['fault'] = 'connection') {
    super(response)
    this.name = 'SmtpError'
    this.temporary = temporary
    this.response = response
    this.fault = fault
  }
}

// A server that trickles its replies resets the inactivity timeout for ever; the job's own limit is 60 s.
const sendMsMax = 45_000
/** Somebody waits for it. */
const verifyMsMax = 15_000

/**
 * Opens a pool to an SMTP server; connections are made when there is something to send.
 *
 * `smtp://` upgrades by STARTTLS where the server offers it (`?requireTLS=true` insists), `smtps://` begins with TLS; certificates
 * are checked. What else may be set stands in smtp-url.ts.
 */
export function createSmtp(smtpUrl: string): Smtp {
  const settings = readSmtpUrl(smtpUrl)
  if ('problem' in settings) throw new Error(`the address of the mail server ${settings.problem}`)
  const { host, port, secure, requireTLS, auth } = settings
  const transport = createTransport({
    ...settings,
    pool: true,
    // One call is one attempt: repeats are counted, spread out and shown by the job.
    maxRequeues: 0,
    // A mail is made of facts; nothing in it may make the server read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // The pool reports a broken idle connection here as well; unheard, it would end the process.
  transport.on('error', () => {})
  const strike = strikeOut(auth)

  return {
    server: {
      host,
      port,
      security: secure ? 'tls' : requireTLS ? 'starttls' : 'starttls if offered',
      user: auth?.user ?? null,
    },
    async send({ from, to, logo, ...message }) {
      const recipient = oneMailbox(to)
      try {
        const { response } = await transport.sendMail({
          ...message,
          from: oneMailbox(from),
          to: recipient,
          attachments: logo ? [{ ...logo, cid: 'logo', contentDisposition: 'inline', filename: false }] : [],
          // Said here so that no header can add a recipient.
          envelope: { from: from.address, to: [recipient.address] },
          // RFC 3834: no vacation replies to a portal.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          signal: AbortSignal.timeout(sendMsMax),
        })
        return { response: strike(response ?? '') }
      } catch (error) {
        throw toSmtpError(error as NodemailerError, strike)
      }
    },
    async verify() {
      try {
        return { response: strike(await logIn(settings)) }
      } catch (error) {
        throw toSmtpError(error as NodemailerError, strike)
      }
    },
    close: () => transport.close(),
  }
}

/** Opens a connection of its own, logs in as a mail would, and answers the server's last word. */
function logIn(settings: SmtpSettings): Promise<string> {
  const connection = new SMTPConnection(settings)
  return new Promise<string>((resolve, reject) => {
    const fail = (error: Error) => {
      reject(error)
      clearTimeout(timer)
      connection.close()
    }
    const succeed = () => {
      connection.quit()
      resolve(String(connection.lastServerResponse || ''))
    }
    const timer = setTimeout(() => fail(new Error(`no answer within ${verifyMsMax / 1_000} s`)), verifyMsMax)
    connection.once('error', fail)
    connection.once('end', () => fail(new Error('the connection ended before the server answered')))
    connection.once('end', () => clearTimeout(timer))
    connection.connect((error) => {
      if (error) fail(error)
      else if (settings.auth && connection.allowsAuth)
        connection.login(settings.auth, (refused) => (refused ? fail(refused) : succeed()))
      else succeed()
    })
  })
}

/** Servers repeat commands that they do not understand, and a log-in is one: what is shown and logged never has its password. */
function strikeOut(auth: SmtpSettings['auth']): (text: string) => string {
  if (!auth) return (text) => text
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const secrets = [base64(`\0${auth.user}\0${auth.pass}`), base64(auth.pass), auth.pass]
  return (text) => secrets.reduce((struck, secret) => struck.replaceAll(secret, '…'), text)
}

// One address: no list, no group, no comment, no line break, no address within the name's part.
const oneAddress = /^[^\s@<>()[\]\\,;:"\p{C}]+@[^\s@<>()\\,;:"\p{C}]+$/u

/** Header encoding escapes what is left of a name; a line break in it is refused a header of its own here already. */
function oneMailbox({ name, address }: Mailbox): Mailbox {
  if (!oneAddress.test(address)) throw new SmtpError(false, 'not one valid address')
  return { name: name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim(), address }
}

/** Without its cause, which repeats everything that was said. */
function toSmtpError(error: NodemailerError, strike: (text: string) => string): SmtpError {
  const said =
    error.response || (error.code === 'ECONNECTION' ? 'the connection ended before the server answered' : error.message)
  const isCertificate = !error.response && /certificate|altnames/i.test(error.message)
  const fault = error.code === 'EAUTH' ? 'log-in' : isCertificate ? 'certificate' : 'connection'
  return new SmtpError(!isRefusalForGood(error), strike(said).replace(/\s+/g, ' ').trim().slice(0, 500), fault)
}

/**
 * Only an answer about this very mail counts: a wrong SMTP password, an untrusted certificate or a sender who may not send is no
 * fault of the mail, and will be mended. 503 (bad sequence of commands) is about the session (RFC 5321, 4.2.1 and 4.3.2).
 */
function isRefusalForGood({ code, command, responseCode }: NodemailerError): boolean {
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return false
  if (code === 'EENVELOPE' && command === 'MAIL FROM') return false
  return responseCode === undefined || (responseCode >= 500 && responseCode !== 503)
}
