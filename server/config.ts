// Every setting, read once from the environment. Nothing else of ours looks at process.env.
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { readSmtpUrl } from './mail/smtp-url.ts'
import { parseSecretKeys, type SecretKey } from './secret-keys.ts'

/** A wrong or dangerous setting, in one sentence that mends it; the start ends with it. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

export const ROLES = ['all', 'web', 'worker'] as const
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export interface Config {
  http: {
    /** HOST, an address. Default 127.0.0.1: a first start on a laptop or a server must not be open to the network. */
    host: string
    /** PORT, a TCP port. Default 3000, what people try first; 0 takes any free one, for tests. */
    port: number
    /** PUBLIC_URL, an origin without a path. What links in mails begin with and what Origin headers must equal.
     *  Default: the loopback address with PORT. */
    publicUrl: string
    /** Whether PUBLIC_URL is unset. Then only loopback Host headers are served, or any page could reach us by DNS rebinding. */
    loopbackOnly: boolean
    /** TRUSTED_PROXIES, addresses or CIDR ranges, comma separated; for Fastify's trustProxy. Default none: a forwarded
     *  address is whatever its sender wrote, and the limiter counts by address. */
    trustedProxies: string[]
  }
  /** DATA_DIR, a folder. Default .data below the working directory, so that deleting a checkout deletes everything. */
  dataDir: string
  database: {
    /** DATABASE_URL. Default unset: the embedded Postgres under DATA_DIR, so that one command starts everything. */
    url: string | undefined
  }
  mail: {
    /** SMTP_URL, with what `mail/smtp-url.ts` knows in its query. Default unset: mails are kept and shown in the admin, so that
     *  nothing needs a mail server to be tried. */
    smtpUrl: string | undefined
  }
  /** ADMIN_EMAIL and ADMIN_PASSWORD (12 to 256 characters): the first owner. Default unset: the start prints a one-time
   *  link instead. Both are ignored once there is an owner. */
  firstOwner: { email: string; password: string } | undefined
  /** SECRET_KEYS, `version:base64 of 32 bytes`, comma separated; the highest version seals, all open. Default unset:
   *  made on the first start and kept in DATA_DIR/keys. Required with DATABASE_URL, for several machines must agree. */
  secretKeys: SecretKey[] | undefined
  /** ROLE: what this process does. Default all: one process is enough until measured otherwise. */
  role: (typeof ROLES)[number]
  /** LOG_LEVEL. Default info: starts, ends and failures, no line per request of the happy path. */
  logLevel: (typeof LOG_LEVELS)[number]
}

/**
 * The configuration that these variables mean; an empty variable counts as unset, as compose files write it.
 *
 * @throws ConfigError at the first wrong or dangerous setting
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const read = (name: string) => env[name]?.trim() || undefined
  const databaseUrl = readUrl('DATABASE_URL', read('DATABASE_URL'), ['postgres:', 'postgresql:'])
  const role = readChoice('ROLE', read('ROLE'), ROLES, 'all')
  const secretKeys = readSecretKeys(read('SECRET_KEYS'))
  if (databaseUrl && !secretKeys) {
    throw new ConfigError(
      'With DATABASE_URL, SECRET_KEYS must be set and be the same for all processes; make it with: echo "1:$(openssl rand -base64 32)".',
    )
  }
  if (role !== 'all' && !databaseUrl) {
    throw new ConfigError(
      `ROLE=${role} needs DATABASE_URL, for the embedded Postgres serves one process only; set it, or unset ROLE.`,
    )
  }
  return {
    http: readHttp(read),
    dataDir: resolve(read('DATA_DIR') ?? '.data'),
    database: {
      url: databaseUrl,
    },
    mail: { smtpUrl: readSmtp(read('SMTP_URL')) },
    firstOwner: readFirstOwner(read('ADMIN_EMAIL'), env.ADMIN_PASSWORD || undefined),
    secretKeys,
    role,
    logLevel: readChoice('LOG_LEVEL', read('LOG_LEVEL'), LOG_LEVELS, 'info'),
  }
}

function readHttp(read: (name: string) => string | undefined): Config['http'] {
  const port = readPort(read('PORT'))
  const host = read('HOST') ?? '127.0.0.1'
  const publicUrl = readPublicUrl(read('PUBLIC_URL'))
  if (!publicUrl && !isLoopback(host)) {
    throw new ConfigError(
      `HOST=${host} opens Gatehouse to the network, so PUBLIC_URL must say at which address people reach it, for example PUBLIC_URL=https://developers.example.com.`,
    )
  }
  return {
    host,
    port,
    publicUrl: publicUrl ?? `http://localhost:${port}`,
    loopbackOnly: !publicUrl,
    trustedProxies: readProxies(read('TRUSTED_PROXIES')),
  }
}

function readPort(value = '3000'): number {
  const port = Number(value)
  if (/^\d+$/.test(value) && port <= 65_535) return port
  throw new ConfigError(`PORT=${value} is not a port; set a whole number from 0 to 65535.`)
}

function readPublicUrl(value: string | undefined): string | undefined {
  const address = readUrl('PUBLIC_URL', value, ['http:', 'https:'])
  if (address === undefined) return undefined
  const { origin, pathname, search, hash, username } = new URL(address)
  if (pathname === '/' && !search && !hash && !username) return origin
  throw new ConfigError(`PUBLIC_URL must be scheme and host only; set PUBLIC_URL=${origin}.`)
}

/** Never repeats the value: such addresses contain passwords. */
function readUrl(name: string, value: string | undefined, schemes: string[]): string | undefined {
  if (value === undefined) return undefined
  if (URL.canParse(value) && schemes.includes(new URL(value).protocol) && new URL(value).host) return value
  throw new ConfigError(`${name} must be a full address that begins with ${schemes.map((s) => `${s}//`).join(' or ')}.`)
}

function readSmtp(value: string | undefined): string | undefined {
  const url = readUrl('SMTP_URL', value, ['smtp:', 'smtps:'])
  const read = url === undefined ? undefined : readSmtpUrl(url)
  if (read && 'problem' in read) throw new ConfigError(`SMTP_URL ${read.problem}`)
  return url
}

function readFirstOwner(email: string | undefined, password: string | undefined): Config['firstOwner'] {
  if (!email && !password) return undefined
  if (!email || !password) {
    throw new ConfigError('ADMIN_EMAIL and ADMIN_PASSWORD make the first owner together; set both, or neither.')
  }
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && !/^[^\s@]+@localhost$/.test(email)) {
    throw new ConfigError(`ADMIN_EMAIL=${email} is not an email address; set one that you can read.`)
  }
  if (password.length < 12 || password.length > 256) {
    throw new ConfigError(
      'ADMIN_PASSWORD must be 12 to 256 characters long; set a longer one, or unset it and ADMIN_EMAIL.',
    )
  }
  return { email, password }
}

function readProxies(value: string | undefined): string[] {
  const ranges = (value ?? '').split(',').map((range) => range.trim())
  return ranges.filter(Boolean).map((range) => {
    const [address = '', bits, ...rest] = range.split('/')
    const bitsMax = isIP(address) === 6 ? 128 : 32
    if (!isIP(address) || rest.length > 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= bitsMax))) {
      throw new ConfigError(
        `TRUSTED_PROXIES contains ${range}; set addresses or CIDR ranges, for example 10.0.0.0/8,::1.`,
      )
    }
    if (bits !== undefined && Number(bits) === 0) {
      throw new ConfigError(
        `TRUSTED_PROXIES contains ${range}, which lets anybody forge an address; name the proxy's own.`,
      )
    }
    return range
  })
}

function readSecretKeys(value: string | undefined): SecretKey[] | undefined {
  if (value === undefined) return undefined
  const keys = parseSecretKeys(value)
  if (keys) return keys
  throw new ConfigError(
    'SECRET_KEYS must be like 1:KEY or 1:KEY,2:KEY, each version once, each KEY the base64 of 32 bytes from openssl rand -base64 32.',
  )
}

function readChoice<T extends string>(name: string, value: string | undefined, choices: readonly T[], preset: T): T {
  const chosen = choices.find((choice) => choice === (value ?? preset))
  if (chosen !== undefined) return chosen
  throw new ConfigError(`${name}=${value} is unknown; set one of ${choices.join(', ')}.`)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
