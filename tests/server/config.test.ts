import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '#server/config.ts'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')
const DATABASE_URL = 'postgres://gatehouse@db.example.com/gatehouse'

describe('readConfig', () => {
  it('needs nothing: loopback, port 3000, an embedded database under .data', () => {
    expect(readConfig({})).toEqual({
      http: {
        host: '127.0.0.1',
        port: 3000,
        publicUrl: 'http://localhost:3000',
        loopbackOnly: true,
        trustedProxies: [],
      },
      dataDir: `${process.cwd()}/.data`,
      database: { url: undefined },
      mail: { smtpUrl: undefined },
      firstOwner: undefined,
      secretKeys: undefined,
      role: 'all',
      logLevel: 'info',
    })
  })

  it('takes an empty variable as unset', () => {
    const names = [
      'PORT',
      'HOST',
      'DATA_DIR',
      'DATABASE_URL',
      'PUBLIC_URL',
      'SMTP_URL',
      'SECRET_KEYS',
      'ROLE',
      'LOG_LEVEL',
    ]
    const empty = Object.fromEntries([...names, 'ADMIN_EMAIL', 'ADMIN_PASSWORD'].map((name) => [name, '']))
    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  it('takes PUBLIC_URL as an origin, and then any host', () => {
    const { http } = readConfig({ HOST: '0.0.0.0', PUBLIC_URL: 'https://Developers.example.com/' })
    expect(http).toMatchObject({ host: '0.0.0.0', publicUrl: 'https://developers.example.com', loopbackOnly: false })
  })

  it('takes addresses and ranges as trusted proxies', () => {
    expect(readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, ::1,fd00::/8' }).http.trustedProxies).toEqual([
      '10.0.0.0/8',
      '::1',
      'fd00::/8',
    ])
  })

  it('takes secret keys newest first, whatever their order', () => {
    const { secretKeys } = readConfig({ SECRET_KEYS: `1:${key(1)},3:${key(3)},2:${key(2)}` })
    expect(secretKeys?.map(({ version }) => version)).toEqual([3, 2, 1])
    expect(secretKeys?.[0]?.key).toEqual(Buffer.alloc(32, 3))
  })

  it('migrates with the same database unless told otherwise', () => {
    const env = { DATABASE_URL, SECRET_KEYS: `1:${key(1)}`, ROLE: 'worker' }
    expect(readConfig(env)).toMatchObject({ database: { url: DATABASE_URL }, role: 'worker' })
  })

  it.each([
    ['a host open to the network without an address', { HOST: '0.0.0.0' }, /^HOST=0\.0\.0\.0 .*PUBLIC_URL/],
    ['a host name open to the network', { HOST: '127.example.com' }, /PUBLIC_URL/],
    ['a database without keys', { DATABASE_URL }, /SECRET_KEYS must be set.*openssl/],
    ['a worker on the embedded database', { ROLE: 'worker' }, /^ROLE=worker needs DATABASE_URL/],
    ['an unknown role', { ROLE: 'api' }, /^ROLE=api is unknown; set one of all, web, worker\./],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL=loud is unknown/],
    ['a port with a letter', { PORT: '3000x' }, /^PORT=3000x is not a port/],
    ['a port too high', { PORT: '65536' }, /0 to 65535/],
    ['a public address with a path', { PUBLIC_URL: 'https://a.example/portal' }, /PUBLIC_URL=https:\/\/a\.example\./],
    ['a public address without a scheme', { PUBLIC_URL: 'a.example' }, /^PUBLIC_URL must be a full address/],
    ['another kind of database', { DATABASE_URL: 'mysql://db/x' }, /^DATABASE_URL must .* postgres:\/\//],
    ['a mail server without a scheme', { SMTP_URL: 'mail.example.com:25' }, /^SMTP_URL must/],
    ['a port that begins with TLS', { SMTP_URL: 'smtp://mail.example.com:465' }, /^SMTP_URL has port 465.*smtps:/],
    ['a path behind a mail server', { SMTP_URL: 'smtp://mail.example.com/x' }, /^SMTP_URL must end/],
    ['a log-in of half', { SMTP_URL: 'smtp://portal@mail.example.com' }, /^SMTP_URL names a user or a password alone/],
    ['a password with a bare %', { SMTP_URL: 'smtp://portal:50%@mail.example.com' }, /^SMTP_URL has .*%25/],
    // It would write every line of the log-in to the console.
    ['a setting that nobody knows', { SMTP_URL: 'smtp://mail.example.com?logger=true' }, /logger, which is unknown/],
    [
      'a setting that is no number',
      { SMTP_URL: 'smtp://mail.example.com?socketTimeout=5s' },
      /socketTimeout that cannot/,
    ],
    ['a setting of neither sort', { SMTP_URL: 'smtp://mail.example.com?requireTLS=treu' }, /requireTLS that cannot/],
    ['half an owner', { ADMIN_EMAIL: 'ann@example.com' }, /set both, or neither/],
    ['a short password', { ADMIN_EMAIL: 'ann@example.com', ADMIN_PASSWORD: 'short' }, /12 to 256 characters/],
    ['a wrong address', { ADMIN_EMAIL: 'ann', ADMIN_PASSWORD: 'long enough for it' }, /^ADMIN_EMAIL=ann is not/],
    ['a proxy by name', { TRUSTED_PROXIES: 'nginx' }, /^TRUSTED_PROXIES contains nginx/],
    ['a range too long', { TRUSTED_PROXIES: '10.0.0.0/33' }, /TRUSTED_PROXIES contains/],
    ['everybody as a proxy', { TRUSTED_PROXIES: '0.0.0.0/0' }, /lets anybody forge/],
    ['a key too short', { SECRET_KEYS: '1:c2hvcnQ=' }, /^SECRET_KEYS must be like/],
    ['a key version twice', { SECRET_KEYS: `1:${key(1)},1:${key(2)}` }, /each version once/],
  ])('refuses %s', (_what, env, sentence) => {
    expect(() => readConfig(env)).toThrow(ConfigError)
    expect(() => readConfig(env)).toThrow(sentence)
  })

  it.each([
    { SMTP_URL: 'http://user:hunter2hunter2@mail' },
    { SMTP_URL: 'smtp://user:hunter2hunter2@mail?hunter=1' },
    { SMTP_URL: 'smtp://user:hunter2hunter2%@mail' },
    { DATABASE_URL: 'mysql://u:hunter2hunter2@db/x' },
    { SECRET_KEYS: '1:hunter2hunter2' },
    { ADMIN_EMAIL: 'a@b.example', ADMIN_PASSWORD: 'hunter2' },
  ])('never repeats a secret in its sentence: %o', (env) => {
    expect(() => readConfig(env)).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hunter2') }))
  })
})
