import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { prepareFirstOwner } from '#server/first-owner.ts'
import { insertDeveloper, startPortal, type Portal } from '#tests/setup/portal.ts'
import { mutateRaw, refusalIn } from '#tests/setup/raw-call.ts'

const fromEnvironment = { email: 'Owner@Portal.example', password: 'correct horse battery' }
let portal: Portal
beforeAll(async () => void (portal = await startPortal()))
afterAll(() => portal.end())
// As on a first start.
beforeEach(async () => {
  for (const table of ['accounts', 'setup_tokens', 'rate_limits'])
    await portal.database.sql`delete from ${portal.database.sql(table)}`
})

const owners = () =>
  portal.database
    .sql`select email, password_hash, approved_at, email_confirmed_at from accounts where staff_role = 'owner'`
const withEnvironment = (firstOwner = fromEnvironment) => ({ ...portal, config: { ...portal.config, firstOwner } })
const logIn = (email: string, password: string) => mutateRaw(portal, 'portal.session.logIn', { email, password })
const tokenOf = (url: string | undefined) => new URL(url!).searchParams.get('token')!
const setUp = (token: string, over: object = {}) =>
  mutateRaw(portal, 'portal.setup.create', {
    token,
    email: 'owner@portal.example',
    firstName: 'Olga',
    lastName: 'Owner',
    password: 'correct horse battery',
    ...over,
  })

describe('with ADMIN_EMAIL and ADMIN_PASSWORD', () => {
  test('the first start makes the owner, whose password counts as their own', async () => {
    expect(await prepareFirstOwner(withEnvironment())).toBeUndefined()
    const answer = await logIn('owner@portal.example', fromEnvironment.password)
    expect(answer.status).toBe(200)
    const me = await mutateRaw(portal, 'portal.session.logOut', undefined, answer.cookies[0])
    expect(me.status).toBe(200)
    const audit = await portal.database
      .sql`select action, detail::text from audit_entries where action = 'owner.created'`
    expect(audit.at(-1)).toEqual({ action: 'owner.created', detail: '{}' })
  })

  test('later starts change nothing, whatever the variables say then', async () => {
    await prepareFirstOwner(withEnvironment())
    const before = await owners()
    await prepareFirstOwner(withEnvironment({ email: 'other@portal.example', password: 'another long password' }))
    await prepareFirstOwner(withEnvironment({ ...fromEnvironment, password: 'another long password' }))
    expect(await prepareFirstOwner(portal)).toBeUndefined()
    expect(await owners()).toEqual(before)
  })

  test('two processes that start at once make one owner', async () => {
    await Promise.all([
      prepareFirstOwner(withEnvironment()),
      prepareFirstOwner(withEnvironment({ ...fromEnvironment, email: 'b@portal.example' })),
    ])
    expect(await owners()).toHaveLength(1)
  })

  test('of somebody who is here already, the start is refused with the sentence that mends it', async () => {
    const { email } = await insertDeveloper(portal)
    await expect(prepareFirstOwner(withEnvironment({ ...fromEnvironment, email }))).rejects.toThrow(
      /^ADMIN_EMAIL belongs to an account .* set another address/,
    )
    expect(await owners()).toEqual([])
  })
})

describe('without them', () => {
  test('a link makes the owner, once', async () => {
    const url = await prepareFirstOwner(portal)
    expect(url).toMatch(/^http:\/\/localhost:\d+\/setup\?token=[\w-]{32}$/)
    expect((await setUp(tokenOf(url))).status).toBe(200)
    expect((await logIn('owner@portal.example', 'correct horse battery')).status).toBe(200)
    expect(refusalIn(await setUp(tokenOf(url), { email: 'second@portal.example' }))).toBe('LINK_EXPIRED')
    expect(await owners()).toHaveLength(1)
    expect(await prepareFirstOwner(portal)).toBeUndefined()
  })

  test('only a hash of its token is kept', async () => {
    const token = tokenOf(await prepareFirstOwner(portal))
    const rows = await portal.database.sql`select token_hash from setup_tokens`
    expect(rows).toEqual([{ tokenHash: expect.stringMatching(/^[0-9a-f]{64}$/) }])
    expect(rows[0]!.tokenHash).not.toContain(token)
  })

  test('the link of an older start is dead', async () => {
    const old = tokenOf(await prepareFirstOwner(portal))
    const fresh = tokenOf(await prepareFirstOwner(portal))
    expect(refusalIn(await setUp(old))).toBe('LINK_EXPIRED')
    expect((await setUp(fresh)).status).toBe(200)
  })

  test('opening the page does not spend it', async () => {
    const url = (await prepareFirstOwner(portal))!
    for (const method of ['GET', 'HEAD']) await fetch(url.replace(/^http:\/\/[^/]+/, portal.url), { method })
    expect((await setUp(tokenOf(url))).status).toBe(200)
  })

  test('of eight who press at the same moment one becomes the owner', async () => {
    const token = tokenOf(await prepareFirstOwner(portal))
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => setUp(token, { email: `owner${n}@portal.example` })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(404)])
    expect(await owners()).toHaveLength(1)
  })

  test('of the link and the variables at the same moment one makes the owner', async () => {
    const token = tokenOf(await prepareFirstOwner(portal))
    const [answer] = await Promise.all([
      setUp(token),
      prepareFirstOwner(withEnvironment({ ...fromEnvironment, email: 'b@portal.example' })),
    ])
    expect([200, 404]).toContain(answer.status)
    expect(await owners()).toHaveLength(1)
  })

  test('an address that is taken is said, and the link still works with another', async () => {
    const { email } = await insertDeveloper(portal)
    const token = tokenOf(await prepareFirstOwner(portal))
    expect(refusalIn(await setUp(token, { email }))).toBe('EMAIL_TAKEN')
    expect((await setUp(token)).status).toBe(200)
  })

  test('a common password is refused, and the link still works', async () => {
    const token = tokenOf(await prepareFirstOwner(portal))
    expect(refusalIn(await setUp(token, { password: 'password1234' }))).toBe('PASSWORD_TOO_COMMON')
    expect((await setUp(token)).status).toBe(200)
  })

  test('a guessed token is nothing', async () => {
    await prepareFirstOwner(portal)
    expect(refusalIn(await setUp('x'.repeat(32)))).toBe('LINK_EXPIRED')
    expect(await owners()).toEqual([])
  })
})
