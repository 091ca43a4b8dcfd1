import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { createSmtp, SmtpError, type Message } from '#server/mail/smtp.ts'
import { startSmtpSink, type SmtpSinkOptions } from '#tests/setup/smtp-sink.ts'

const message: Message = {
  from: { name: 'Polder APIs', address: 'portal@polder.example' },
  to: { name: 'Maria Lindqvist', address: 'maria@nordpay.example' },
  subject: 'Wilkommen, Übermütige',
  html: '<p>Hello Maria — “quoted”</p>',
  text: 'Hello Maria — “quoted”\n.\nA line of one point',
  messageId: '<7d1f@polder.example>',
}

let closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function connect(options: SmtpSinkOptions = {}, query = '') {
  const sink = await startSmtpSink(options)
  const smtp = createSmtp(sink.url + query)
  closing = [() => smtp.close(), () => sink.close()]
  return { sink, smtp }
}

const failure = (sent: Promise<unknown>) =>
  sent.then(
    () => expect.fail('was sent'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(SmtpError)
      return error as SmtpError
    },
  )

test('hands a mail over whole, to its one recipient, under its own Message-ID', async () => {
  const { sink, smtp } = await connect()
  const { response } = await smtp.send(message)
  expect(response).toMatch(/^250 /)
  const [mail] = sink.mails
  expect(mail).toMatchObject({ from: 'portal@polder.example', to: ['maria@nordpay.example'], acknowledged: true })
  const { subject, html, text, messageId, from, to, headers } = mail!.parsed
  expect({ subject, messageId, from, to }).toMatchObject({
    subject: message.subject,
    messageId: message.messageId,
    from: message.from,
    to: [message.to],
  })
  expect(html?.trim()).toBe(message.html)
  expect(text?.trim()).toBe(message.text)
  expect(headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }))
})

test('a name can add neither a recipient nor a header', async () => {
  const { sink, smtp } = await connect()
  const name = 'Eve" <eve@evil.example>, x\r\nBcc: other@evil.example\r\n\r\n<h1>hi</h1>'
  const subject = 'Hello\r\nBcc: other@evil.example'
  await smtp.send({ ...message, subject, from: { ...message.from, name }, to: { ...message.to, name } })
  const [mail] = sink.mails
  expect(mail!.to).toEqual(['maria@nordpay.example'])
  expect(mail!.parsed.bcc).toBeUndefined()
  expect(mail!.parsed.to).toEqual([{ address: 'maria@nordpay.example', name: expect.stringContaining('Eve') }])
  expect(mail!.parsed.from).toMatchObject({ address: 'portal@polder.example' })
})

test.each([
  'a@b.example\nBcc: x@evil.example',
  'a@b.example, c@d.example',
  'Eve <a@b.example>',
  'g: a@b.example;',
  'a@b@c',
  'a',
  '',
])('refuses %j as a recipient for good, before anything is sent', async (address) => {
  const { sink, smtp } = await connect()
  expect(await failure(smtp.send({ ...message, to: { name: 'x', address } }))).toMatchObject({ temporary: false })
  expect(sink.attempts()).toBe(0)
})

test.each([
  [421, 'recipient', true],
  [450, 'recipient', true],
  [550, 'recipient', false],
  [452, 'data', true],
  [503, 'data', true],
  // About whoever sends, which is a setting that will be mended.
  [550, 'sender', true],
  [553, 'sender', true],
  [554, 'data', false],
] as const)('%i at the %s is temporary: %s', async (code, at, temporary) => {
  const { sink, smtp } = await connect({ respond: () => ({ code, at }) })
  const { temporary: isTemporary, response } = await failure(smtp.send(message))
  expect(isTemporary).toBe(temporary)
  expect(response).toContain(`scripted answer ${code}`)
  expect(sink.attempts()).toBe(1)
})

test('a server that never answers is given up in time, and may answer later', async () => {
  const { smtp } = await connect({ respond: () => 'hang' }, '?socketTimeout=200')
  expect(await failure(smtp.send(message))).toMatchObject({ temporary: true })
})

test.each(['close-before-data', 'close-after-data'] as const)(
  '%s is temporary, and tried once only',
  async (answer) => {
    const { sink, smtp } = await connect({ respond: () => answer })
    expect(await failure(smtp.send(message))).toMatchObject({ temporary: true })
    expect(sink.attempts()).toBe(1)
    expect(sink.mails.map(({ acknowledged }) => acknowledged)).toEqual(answer === 'close-after-data' ? [false] : [])
  },
)

test('goes on over a new connection after each of these', async () => {
  const script = ['close-before-data', { code: 421, at: 'recipient' }, 'close-after-data', 'accept', 'accept'] as const
  const { sink, smtp } = await connect({ respond: (n) => script[n - 1]! })
  for (const _ of [1, 2, 3]) await failure(smtp.send(message))
  await smtp.send(message)
  await smtp.send(message)
  expect(sink.mails.map(({ acknowledged }) => acknowledged)).toEqual([false, true, true])
})

test('an outage is temporary; the same pool sends when the server is back', async () => {
  const { sink, smtp } = await connect()
  await smtp.send(message)
  await sink.close()
  // The first finds the pooled connection dead, the next that nobody listens.
  expect(await failure(smtp.send(message))).toMatchObject({ temporary: true })
  expect(await failure(smtp.send(message))).toMatchObject({
    temporary: true,
    response: expect.stringContaining('ECONNREFUSED'),
  })
  const again = await startSmtpSink({ port: sink.port })
  onTestFinished(() => again.close())
  await smtp.send(message)
  expect(again.mails).toHaveLength(1)
})

test('sends many at once over few connections', async () => {
  const { sink, smtp } = await connect()
  await Promise.all(Array.from({ length: 30 }, (_, n) => smtp.send({ ...message, messageId: `<${n}@polder.example>` })))
  expect(new Set(sink.mails.map(({ parsed }) => parsed.messageId)).size).toBe(30)
})

test('a wrong SMTP password is no fault of the mail: it waits until somebody mends it', async () => {
  const { sink } = await connect({ login: { user: 'portal', password: 'p@ss/word' } })
  const wrong = createSmtp(sink.url.replace('p%40ss', 'wrong'))
  closing.unshift(() => wrong.close())
  expect(await failure(wrong.send(message))).toMatchObject({
    temporary: true,
    response: expect.stringContaining('535'),
  })
  expect(await failure(wrong.verify())).toMatchObject({ temporary: true })
})

test('logs in with what the URL says, percent-decoded', async () => {
  const { sink, smtp } = await connect({ login: { user: 'portal', password: 'p@ss/word' } })
  await smtp.verify()
  await smtp.send(message)
  expect(sink.mails).toHaveLength(1)
})

test.each(['starttls', 'implicit'] as const)(
  '%s: refuses a certificate that nobody vouches for, unless told otherwise',
  async (tls) => {
    const { sink, smtp } = await connect({ tls })
    expect(await failure(smtp.send(message))).toMatchObject({
      temporary: true,
      response: expect.stringMatching(/certificate/i),
    })
    const trusting = createSmtp(`${sink.url}?tls.rejectUnauthorized=false`)
    closing.unshift(() => trusting.close())
    await trusting.send(message)
    expect(sink.mails).toHaveLength(1)
  },
)

test('insists on TLS when the URL does', async () => {
  const { sink, smtp } = await connect({}, '?requireTLS=true')
  expect(await failure(smtp.send(message))).toMatchObject({ temporary: true })
  expect(await failure(smtp.verify())).toMatchObject({ temporary: true, fault: 'connection' })
  expect(sink.mails).toEqual([])
})

test.each(['starttls', 'implicit'] as const)('%s: logs in, once the line is private', async (tls) => {
  const { sink, smtp } = await connect(
    { tls, login: { user: 'portal', password: 'p@ss/word' } },
    '?tls.rejectUnauthorized=false',
  )
  expect((await smtp.verify()).response).toMatch(/^235 /)
  await smtp.send(message)
  expect(sink.mails).toHaveLength(1)
})

test('a server that offers STARTTLS and then refuses it never hears the password', async () => {
  const heard: string[] = []
  const answers: Record<string, string> = {
    EHLO: '250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN',
    STARTTLS: '454 not now',
  }
  const server = createServer((socket) => {
    socket.write('220 here\r\n')
    socket
      .on('error', () => {})
      .on('data', (line) => {
        heard.push(String(line))
        socket.write(`${answers[String(line).trim().split(' ')[0]!] ?? '221 bye'}\r\n`)
      })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const smtp = createSmtp(`smtp://portal:canary@127.0.0.1:${(server.address() as AddressInfo).port}`)
  closing = [() => smtp.close(), () => server.close()]
  expect(await failure(smtp.verify())).toMatchObject({ temporary: true, response: expect.stringContaining('454') })
  expect(await failure(smtp.send(message))).toMatchObject({ temporary: true })
  expect(heard.join('')).toContain('STARTTLS')
  expect(heard.join('')).not.toMatch(/AUTH|MAIL FROM/)
})

describe('a look at the connection', () => {
  test('says what the server said', async () => {
    const { sink, smtp } = await connect()
    expect((await smtp.verify()).response).toMatch(/^250/)
    expect(sink.attempts()).toBe(0)
  })

  test.each<[string, SmtpSinkOptions, string, object]>([
    ['a wrong log-in', { login: { user: 'portal', password: 'right' } }, '', { fault: 'log-in', response: /^535/ }],
    [
      'a certificate that nobody vouches for',
      { tls: 'implicit' },
      '',
      { fault: 'certificate', response: /certificate/ },
    ],
    ['the same, asked for later', { tls: 'starttls' }, '', { fault: 'certificate', response: /certificate/ }],
    ['a greeting that turns away for good', { greet: () => 554 }, '', { fault: 'connection', response: /554/ }],
    ['a greeting that turns away for now', { greet: () => 421 }, '', { fault: 'connection', response: /421/ }],
    ['no greeting', { greet: () => 'silence' }, '?greetingTimeout=200', { fault: 'connection', response: /never/ }],
  ])('tells %s', async (_, options, query, { fault, response }: { fault?: string; response?: RegExp }) => {
    const sink = await startSmtpSink(options)
    const smtp = createSmtp(sink.url.replace('right', 'wrong') + query)
    closing = [() => smtp.close(), () => sink.close()]
    expect(await failure(smtp.verify())).toMatchObject({ fault, response: expect.stringMatching(response!) })
    expect(await failure(smtp.send(message))).toMatchObject({ temporary: true })
  })

  test('tells a server that is not there', async () => {
    const { sink, smtp } = await connect()
    await sink.close()
    expect(await failure(smtp.verify())).toMatchObject({
      fault: 'connection',
      response: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test('never repeats the password, even when the server does', async () => {
    const password = 'canary/õ-7Kq'
    const { smtp } = await connect({ login: { user: 'portal', password }, repeatsLogin: true })
    const told = [await failure(smtp.verify()), await failure(smtp.send(message))]
    for (const error of told) {
      const everything = inspect(error, { depth: 9 }) + JSON.stringify(error) + String(error.cause)
      expect(everything).toContain('AUTH PLAIN …')
      expect(everything).not.toContain(password)
      expect(everything).not.toContain(Buffer.from(`\0portal\0${password}`).toString('base64'))
    }
    expect(JSON.stringify(smtp.server)).not.toContain('canary')
  })
})

test('after closing, a mail is refused for now', async () => {
  const { smtp } = await connect()
  smtp.close()
  expect(await failure(smtp.send(message))).toMatchObject({ temporary: true })
})
