// Handing one mail to an SMTP server, once. When to try again is the job's decision, not the connection's.
import { createTransport, type NodemailerError } from 'nodemailer'

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
  /** with its angle brackets; stays the same when the mail is sent again */
  messageId: string
}

export interface Smtp {
  /** Resolves when the server has taken the mail. @throws SmtpError when it has not, or nobody can know */
  send(message: Message): Promise<{ response: string }>
  /** Connects and logs in. @throws SmtpError */
  verify(): Promise<void>
  /** Mails on their way are finished; later ones fail as temporary. */
  close(): void
}

/** A mail was not accepted, as far as we know. */
export class SmtpError extends Error {
  /** true: the same mail may be accepted later; false: the server refused this mail for good */
  readonly temporary: boolean
  /** what the server said, or what happened instead */
  readonly response: string

  constructor(temporary: boolean, response: string, cause?: unknown) {
    super(response, { cause })
    this.name = 'SmtpError'
    this.temporary = temporary
    this.response = response
  }
}

// A server that trickles its replies resets the inactivity timeout for ever; the job's own limit is 60 s.
const sendMsMax = 45_000

/**
 * Opens a pool to an SMTP server; connections are made when there is something to send.
 *
 * `smtp://` upgrades by STARTTLS where the server offers it (`?requireTLS=true` insists), `smtps://` begins with TLS; certificates
 * are checked. Other settings of nodemailer go into the query too: `?socketTimeout=5000`, milliseconds.
 */
export function createSmtp(smtpUrl: string): Smtp {
  const transport = createTransport({
    pool: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    dnsTimeout: 10_000,
    socketTimeout: 20_000,
    // One call is one attempt: repeats are counted, spread out and shown by the job.
    maxRequeues: 0,
    // A mail is made of facts; nothing in it may make the server read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    url: smtpUrl,
  })
  // The pool reports a broken idle connection here as well; unheard, it would end the process.
  transport.on('error', () => {})

  return {
    async send({ from, to, ...message }) {
      const recipient = oneMailbox(to)
      try {
        const { response } = await transport.sendMail({
          ...message,
          from: oneMailbox(from),
          to: recipient,
          // Said here so that no header can add a recipient.
          envelope: { from: from.address, to: [recipient.address] },
          // RFC 3834: no vacation replies to a portal.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          signal: AbortSignal.timeout(sendMsMax),
        })
        return { response: response ?? '' }
      } catch (error) {
        throw toSmtpError(error as NodemailerError)
      }
    },
    async verify() {
      try {
        await transport.verify()
      } catch (error) {
        throw toSmtpError(error as NodemailerError)
      }
    },
    close: () => transport.close(),
  }
}

// One address: no list, no group, no comment, no line break, no address within the name's part.
const oneAddress = /^[^\s@<>()[\]\\,;:"\p{C}]+@[^\s@<>()\\,;:"\p{C}]+$/u

/** Header encoding escapes what is left of a name; a line break in it is refused a header of its own here already. */
function oneMailbox({ name, address }: Mailbox): Mailbox {
  if (!oneAddress.test(address)) throw new SmtpError(false, 'not one valid address')
  return { name: name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim(), address }
}

function toSmtpError(error: NodemailerError): SmtpError {
  const said =
    error.response || (error.code === 'ECONNECTION' ? 'the connection ended before the server answered' : error.message)
  return new SmtpError(!isRefusalForGood(error), said.replace(/\s+/g, ' ').trim().slice(0, 500), error)
}

/**
 * Only an answer about this very mail counts: a wrong SMTP password or an untrusted certificate is no fault of the mail, and
 * will be mended. 503 (bad sequence of commands) is about the session (RFC 5321, 4.2.1 and 4.3.2).
 */
function isRefusalForGood({ code, responseCode }: NodemailerError): boolean {
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return false
  return responseCode === undefined || (responseCode >= 500 && responseCode !== 503)
}
