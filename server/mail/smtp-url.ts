// What SMTP_URL says. A setting that is not known here is refused: some of nodemailer's would write the password into the log.
import { z } from 'zod'

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const count = z
  .string()
  .regex(/^[1-9]\d{0,6}$/)
  .transform(Number)

/** What may stand behind the question mark; times are milliseconds. */
const query = z.strictObject({
  /** no mail without TLS; without it STARTTLS is used where it is offered */
  requireTLS: flag.default(false),
  'tls.rejectUnauthorized': flag.default(true),
  'tls.servername': z.string().min(1).optional(),
  /** what this machine calls itself */
  name: z.string().min(1).optional(),
  maxConnections: count.default(5),
  connectionTimeout: count.default(10_000),
  greetingTimeout: count.default(10_000),
  dnsTimeout: count.default(10_000),
  socketTimeout: count.default(20_000),
})

/** How a mail server is reached, as nodemailer takes it. */
export type SmtpSettings = Omit<z.output<typeof query>, 'tls.rejectUnauthorized' | 'tls.servername'> & {
  host: string
  port: number
  /** begins with TLS */
  secure: boolean
  auth: { user: string; pass: string } | undefined
  tls: { rejectUnauthorized: boolean; servername?: string }
}

/** Reads an smtp:// or smtps:// address; or says what is wrong with it, without repeating it, to follow its name. */
export function readSmtpUrl(text: string): SmtpSettings | { problem: string } {
  const url = new URL(text)
  const secure = url.protocol === 'smtps:'
  const port = Number(url.port) || (secure ? 465 : 587)
  if (port === 465 && !secure) return { problem: 'has port 465, which begins with TLS: write smtps:// instead.' }
  if (url.pathname.length > 1 || url.hash) return { problem: 'must end after the port, or with settings after a “?”.' }
  const auth = readLogin(url)
  if (auth && 'problem' in auth) return auth
  const read = query.safeParse(Object.fromEntries(url.searchParams))
  if (!read.success) return { problem: problemOf(read.error.issues[0]!) }
  const { 'tls.rejectUnauthorized': rejectUnauthorized, 'tls.servername': servername, ...others } = read.data
  return {
    ...others,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    secure,
    auth,
    tls: { rejectUnauthorized, ...(servername ? { servername } : {}) },
  }
}

function readLogin({ username, password }: URL): SmtpSettings['auth'] | { problem: string } {
  if (!username && !password) return undefined
  if (!username || !password) return { problem: 'names a user or a password alone; give both, or neither.' }
  try {
    return { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  } catch {
    return { problem: 'has a user or a password with a bare “%”; write it as %25.' }
  }
}

function problemOf(issue: z.core.$ZodIssue): string {
  const names = Object.keys(query.shape).join(', ')
  if (issue.code === 'unrecognized_keys')
    return `has the setting ${issue.keys[0]}, which is unknown; these are: ${names}.`
  return `has a value for ${issue.path.join('.')} that cannot be read: set true or false, or a whole number above 0.`
}
