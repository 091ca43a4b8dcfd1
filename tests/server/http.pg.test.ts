import { request } from 'node:http'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { clientOf, insertDeveloper, insertStaff, signIn, startPortal, type Portal } from '#tests/setup/portal.ts'
import { callRaw, mutateRaw, refusalIn } from '#tests/setup/raw-call.ts'

let portal: Portal
let owner: string
let auditor: string
let developer: string

beforeAll(async () => {
  portal = await startPortal()
  owner = await signIn(portal, await insertStaff(portal, 'owner'))
  auditor = await signIn(portal, await insertStaff(portal, 'auditor'))
  developer = await signIn(portal, (await insertDeveloper(portal)).id)
})
afterAll(() => portal.end())

const logOut = '/trpc/portal.session.logOut'
const isSignedIn = async (cookie: string) => (await clientOf(portal, cookie).portal.session.me.query()) !== null

describe('a write', () => {
  test.each([
    ['another Origin', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://localhost:1' }],
    ['an Origin that only begins like ours', { origin: 'http://localhost.evil.example' }],
    ['another scheme', { origin: 'https://localhost' }],
    ['Origin null, as a sandboxed frame has', { origin: 'null' }],
    ['no Origin at all', { origin: undefined }],
    ['no Origin, from another site', { origin: undefined, 'sec-fetch-site': 'cross-site' }],
    ['no Origin, from another host of the site', { origin: undefined, 'sec-fetch-site': 'same-site' }],
    ['text/plain, which needs no preflight', { 'content-type': 'text/plain' }],
    ['multipart, which needs no preflight', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['a form, which needs no preflight', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no content type', { 'content-type': '' }],
    ['JSON only in a parameter', { 'content-type': 'text/plain; application/json' }],
  ])('is refused with %s, and nothing happens', async (_, headers) => {
    const cookie = await signIn(portal, (await insertDeveloper(portal)).id)
    const answer = await callRaw(portal, logOut, { body: '{}', headers: { cookie, ...headers } })
    expect(answer.status).toBe(403)
    expect(await isSignedIn(cookie)).toBe(true)
  })

  test('is taken from our own pages, whichever header the browser says it with', async () => {
    for (const headers of [{}, { origin: undefined, 'sec-fetch-site': 'same-origin' }]) {
      const cookie = await signIn(portal, (await insertDeveloper(portal)).id)
      expect((await callRaw(portal, logOut, { body: '{}', headers: { cookie, ...headers } })).status).toBe(200)
      expect(await isSignedIn(cookie)).toBe(false)
    }
  })

  test('cannot be made by GET', async () => {
    const cookie = await signIn(portal, (await insertDeveloper(portal)).id)
    expect((await callRaw(portal, logOut, { method: 'GET', headers: { cookie } })).status).toBe(405)
    expect(await isSignedIn(cookie)).toBe(true)
  })

  test.each(['PUT', 'DELETE', 'PATCH'])('is not answered for %s', async (method) => {
    const { status } = await callRaw(portal, logOut, {
      method,
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect([404, 405]).toContain(status)
  })
})

describe('too much', () => {
  const guesses = (count: number) =>
    Array.from({ length: count }, () => ({ email: 'nobody@example.com', password: 'guess' }))

  test.each([11, 500])('of %i log-ins in one batch none is looked at', async (count) => {
    await portal.database.sql`delete from rate_limits`
    const path = `/trpc/${Array(count).fill('portal.session.logIn').join(',')}?batch=1`
    const answer = await callRaw(portal, path, { body: JSON.stringify({ ...guesses(count) }) })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await portal.database.sql`select 1 from rate_limits`).toHaveLength(0)
  })

  test('a body of more than a megabyte is 413', async () => {
    const answer = await mutateRaw(portal, 'portal.session.logIn', {
      email: 'a@example.com',
      password: 'x'.repeat(1 << 20),
    })
    expect(answer.status).toBe(413)
  })

  test.each([
    ['not JSON', '{"email":'],
    ['half a surrogate pair', '{"email":"a@example.com","password":"\\ud800"}'],
    ['a NUL', '{"email":"a@example.com","password":"a\\u0000b"}'],
    ['another shape', '[1]'],
    ['nothing', ''],
    ['nested deeply', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['a prototype', '{"__proto__":{"email":"a@example.com"},"password":"x"}'],
  ])('a body that is %s is 4xx without a stack', async (_, body) => {
    const answer = await callRaw(portal, '/trpc/portal.session.logIn', { body })
    expect([400, 401, 413]).toContain(answer.status)
    expect(answer.text).not.toMatch(/\bat \w+.*\(|node_modules|\.ts:/)
  })
})

describe('the Host', () => {
  /** fetch sets Host itself; a rebound name arrives like this. */
  function callAs(host: string, origin?: string): Promise<{ status: number | undefined; text: string }> {
    const { port } = new URL(portal.url)
    return new Promise((resolve, reject) => {
      const sent = request(
        { port, host: '127.0.0.1', path: '/healthz', headers: { host, ...(origin && { origin }) } },
        async (answer) => {
          resolve({ status: answer.statusCode, text: (await answer.toArray()).join('') })
        },
      )
      sent.on('error', reject).end()
    })
  }

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', 'localhost@evil.example', '10.0.0.1'])(
    '%s is not answered, or any page could reach us by DNS rebinding',
    async (host) => {
      const { status, text } = await callAs(host, `http://${host}`)
      expect(status).toBe(421)
      expect(text).toContain('PUBLIC_URL')
    },
  )

  test.each(['localhost', 'localhost:3000', '127.0.0.1:8080', '[::1]:3000'])('%s is this machine', async (host) => {
    expect((await callAs(host)).status).toBe(200)
  })
})

describe('headers', () => {
  test.each(['/', '/admin/queue', '/auth/confirm?token=abc', '/healthz', '/trpc/portal.settings.get', '/nothing.js'])(
    'of %s',
    async (path) => {
      const { headers } = await callRaw(portal, path, { method: 'GET' })
      const policy = headers.get('content-security-policy')!
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(headers.get('strict-transport-security')).toBeNull()
      expect(headers.get('access-control-allow-origin')).toBeNull()
    },
  )

  test('of the API forbid keeping answers, refusals too', async () => {
    for (const path of ['portal.settings.get', 'admin.settings.get', 'nothing']) {
      const { headers } = await callRaw(portal, `/trpc/${path}`, { method: 'GET' })
      expect(headers.get('cache-control')).toBe('no-store')
    }
  })

  test('over https ask for https, and cookies are __Host- and Secure', async () => {
    const http = { ...portal.config.http, publicUrl: 'https://developers.example.com', loopbackOnly: false }
    const secure = await startPortal({ http, databaseUrl: portal.databaseUrl })
    onTestFinished(() => secure.stop())
    const body = JSON.stringify({
      requestId: randomUUID(),
      email: 'new@example.com',
      firstName: 'A',
      lastName: 'B',
      password: 'correct horse battery',
    })
    const send = (origin: string) =>
      callRaw(secure, '/trpc/portal.registrations.register', { body, headers: { origin } })
    expect((await send(secure.url)).status).toBe(403)
    const answer = await send('https://developers.example.com')
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-gatehouse-status=[\w-]+; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
  })
})

describe('what nobody expected', () => {
  test('is answered with a reference that the log has too, and nothing else', async () => {
    const lines: { reference?: string }[] = []
    const log = Object.assign(Object.create(portal.log), { error: (facts: object) => lines.push(facts) })
    const broken = await startPortal({ databaseUrl: portal.databaseUrl })
    onTestFinished(() => broken.stop())
    Object.assign(broken.log, { error: log.error })
    const { sql } = portal.database
    await sql`alter table settings rename to settings_away`
    onTestFinished(async () => void (await sql`alter table if exists settings_away rename to settings`))
    const viaApi = await callRaw(broken, '/trpc/portal.settings.get', { method: 'GET' })
    const beside = await callRaw(broken, `/mails/${randomUUID()}/body`, { method: 'GET', headers: { cookie: owner } })
    await sql`alter table settings_away rename to settings`
    expect([viaApi.status, beside.status]).toEqual([500, 500])
    expect(viaApi.json.error).toMatchObject({ message: 'Something went wrong on our side.', data: { httpStatus: 500 } })
    for (const { text } of [viaApi, beside]) expect(text).not.toMatch(/settings|relation|select|\.ts|node_modules/)
    const references = [viaApi.json.error.data.reference, /Reference: ([0-9a-f-]{36})$/.exec(beside.text)?.[1]]
    expect(lines.map(({ reference }) => reference)).toEqual(references)
  })

  test('of an address is a plain refusal', async () => {
    for (const path of ['//', '/%', '/%00', '/..%2f..%2fetc/passwd', '/trpc/%', '/mails/-/body']) {
      const { status, text } = await callRaw(portal, path, { method: 'GET' })
      expect(status, path).toBeLessThan(500)
      expect(text, path).not.toMatch(/root:|node_modules|\.ts:/)
    }
  })

  test('of the database for a moment ends calls, not the server', async () => {
    await portal.database.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`
    await expect
      .poll(() => callRaw(portal, '/readyz', { method: 'GET' }).then(({ status }) => status), { timeout: 5_000 })
      .toBe(200)
    await expect.poll(() => isSignedIn(owner), { timeout: 5_000 }).toBe(true)
  })
})

describe('health', () => {
  test('says alive and ready to anybody, and nothing more', async () => {
    const [alive, ready] = await Promise.all(
      ['/healthz', '/readyz'].map((path) => callRaw(portal, path, { method: 'GET' })),
    )
    expect([alive!.status, alive!.text, ready!.status, ready!.text]).toEqual([200, 'alive', 200, 'ready'])
  })
})

describe('a kept mail', () => {
  async function insertMail(): Promise<string> {
    const body =
      'Press http://localhost/auth/confirm?token=secret_token-1 or http://localhost/x?a=1&amp;token=secret_token-2.'
    const [mail] = await portal.database.sql<{ id: string }[]>`
      insert into mails (template, to_name, to_address, state, html, body_text)
      values ('confirm-address', 'A', 'a@example.com', 'sent', ${`<p style="color:red">${body}</p>`}, ${body}) returning id`
    return mail!.id
  }
  const bodyOf = (id: string, cookie = '') =>
    callRaw(portal, `/mails/${id}/body`, { method: 'GET', headers: { cookie } })

  test('is shown to staff only, and not told from one that is not there', async () => {
    const id = await insertMail()
    expect((await bodyOf(id)).status).toBe(401)
    expect((await bodyOf(id, 'gatehouse=nonsense')).status).toBe(401)
    expect((await bodyOf(id, developer)).status).toBe(403)
    expect((await bodyOf(randomUUID(), developer)).status).toBe(403)
    expect((await bodyOf(id, auditor)).status).toBe(200)
    expect((await bodyOf(randomUUID(), auditor)).status).toBe(404)
    for (const wrong of ['-'.repeat(36), 'nothing', "'"]) expect((await bodyOf(wrong, auditor)).status).toBe(404)
  })

  test('runs nothing, loads nothing and is framed by nobody else', async () => {
    const { headers } = await bodyOf(await insertMail(), owner)
    const policy = headers.get('content-security-policy')!
    for (const part of ["default-src 'none'", "frame-ancestors 'self'", 'sandbox']) expect(policy).toContain(part)
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin|script-src|https?:/)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('shows the tokens of its links to owners only, in the frame and in the API', async () => {
    const id = await insertMail()
    const get = (cookie: string) => clientOf(portal, cookie).admin.emails.get.query({ id })
    const [forAuditor, forOwner] = [await get(auditor), await get(owner)]
    expect([forAuditor.linksHidden, forOwner.linksHidden]).toEqual([true, false])
    for (const text of [forAuditor.html, forAuditor.bodyText, (await bodyOf(id, auditor)).text])
      expect(text).not.toContain('secret_token')
    for (const text of [forOwner.html, forOwner.bodyText, (await bodyOf(id, owner)).text])
      expect(text).toContain('secret_token-2')
  })
})

test('a cookie of another shape is nobody', async () => {
  for (const cookie of [
    'gatehouse=',
    'gatehouse=%00',
    'gatehouse=a; gatehouse=b',
    '__proto__=x',
    'gatehouse-status=%ff',
    '=;;=',
  ]) {
    expect(await isSignedIn(cookie)).toBe(false)
    expect(
      refusalIn(await callRaw(portal, '/trpc/portal.registrations.status', { method: 'GET', headers: { cookie } })),
    ).toBe('NOT_FOUND')
  }
})
