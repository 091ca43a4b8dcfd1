import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { hashPassword } from '#server/features/auth/passwords.ts'
import {
  clientOf,
  insertDeveloper,
  insertStaff,
  openStarted,
  openTab,
  signIn,
  staffClient,
  startPortal,
  type PersonFacts,
  type Portal,
} from '#tests/setup/portal.ts'
import { callRaw, mutateRaw, refusalIn, type RawAnswer } from '#tests/setup/raw-call.ts'

const password = 'correct horse battery'
let portal: Portal
let passwordHash: string

beforeAll(async () => {
  // Believes forwarded addresses, so that a test can come from anywhere.
  portal = await startPortal({ http: { ...readConfig({ PORT: '0' }).http, trustedProxies: ['127.0.0.1'] } })
  passwordHash = await hashPassword(password)
})
afterAll(() => portal.end())
beforeEach(async () => {
  await portal.database.sql`delete from rate_limits`
  await portal.database.sql`update settings set sign_in_enabled = true`
})

const person = (facts: PersonFacts = {}) => insertDeveloper(portal, { passwordHash, ...facts })
const logIn = (email: string, attempt = password, from?: string, cookie = ''): Promise<RawAnswer> =>
  callRaw(portal, '/trpc/portal.session.logIn', {
    body: JSON.stringify({ email, password: attempt }),
    headers: { cookie, 'x-forwarded-for': from },
  })
const me = (cookie: string) => clientOf(portal, cookie).portal.session.me.query()

describe('a log-in', () => {
  test('opens a session whose secret only the cookie has', async () => {
    const { id, email } = await person()
    const answer = await logIn(email)
    expect([answer.status, answer.text.includes('gatehouse')]).toEqual([200, false])
    const [header] = answer.headers.getSetCookie()
    expect(header).toMatch(/^gatehouse=\w{30,}; .*HttpOnly; SameSite=Lax/)
    const secret = answer.cookies[0]!.split('=')[1]!
    const [session] = await portal.database.sql`select * from sessions where account_id = ${id}`
    expect(session!.id).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(session)).not.toContain(secret)
    expect(await me(answer.cookies[0]!)).toMatchObject({ id })
    expect(await me(`gatehouse=${session!.id}`)).toBeNull()
  })

  test('finds the account whatever case and Unicode form the address is typed in', async () => {
    const { email } = await person()
    for (const typed of [email.toUpperCase(), ` ${email} `, email.replace('dev.example', 'dev.ｅxample')]) {
      expect((await logIn(typed)).status).toBe(200)
    }
  })

  test('takes the place of the session that the browser had, and closes its sockets', async () => {
    const { email } = await person()
    const first = (await logIn(email)).cookies[0]!
    const tab = await openStarted(portal, first)
    const second = (await logIn(email, password, undefined, first)).cookies[0]!
    expect(await tab.closedWith).toBe(4401)
    expect(await me(first)).toBeNull()
    expect(await me(second)).toMatchObject({ email })
  })

  test.each<[string, PersonFacts, string | undefined]>([
    ['active', {}, undefined],
    ['active, address unconfirmed', { confirmed: false }, undefined],
    ['waiting for approval', { approved: false }, 'WAITING_FOR_APPROVAL'],
    ['deactivated', { deactivated: true }, 'ACCOUNT_DEACTIVATED'],
  ])('%s: the right password tells why not, a wrong one never', async (_, facts, reason) => {
    const { id, email } = await person(facts)
    const right = await logIn(email)
    expect(refusalIn(right)).toBe(reason)
    const wrong = await logIn(email, 'a wrong password')
    const unknown = await logIn('nobody@dev.example', 'a wrong password')
    expect(refusalIn(wrong)).toBe('WRONG_CREDENTIALS')
    const bare = ({ json, ...answer }: RawAnswer) => {
      const { reference: _reference, ...error } = json.error.data
      return [answer.status, json.error.message, error, answer.cookies]
    }
    expect(bare(wrong)).toEqual(bare(unknown))
    const sessions = await portal.database.sql`select 1 from sessions where account_id = ${id}`
    expect(sessions).toHaveLength(reason ? 0 : 1)
  })

  test('of a rejected applicant says so only to the right password', async () => {
    const { id, email } = await person({ approved: false })
    await portal.database.sql`update accounts set rejected_at = now() where id = ${id}`
    expect(refusalIn(await logIn(email))).toBe('REGISTRATION_REJECTED')
    expect(refusalIn(await logIn(email, 'a wrong password'))).toBe('WRONG_CREDENTIALS')
  })

  test('of somebody without a password is a wrong one', async () => {
    const { email } = await person({ passwordHash: null as never })
    expect(refusalIn(await logIn(email))).toBe('WRONG_CREDENTIALS')
  })

  test('that meets a changed password while it is being checked leaves no session behind', async () => {
    const { id, email } = await person()
    const other = await hashPassword('another long password')
    const { sql } = portal.database
    // Holds the account as a change of the password does; the log-in has read the old hash by the time it gets the lock.
    const change = portal.database.inTransaction(async (tx) => {
      await tx`update accounts set password_hash = ${other} where id = ${id}`
      const attempt = logIn(email)
      await expect.poll(() => sql`select 1 from pg_stat_activity where wait_event_type = 'Lock'`).toHaveLength(1)
      return { attempt }
    })
    expect(refusalIn(await (await change).attempt)).toBe('WRONG_CREDENTIALS')
    expect(await sql`select 1 from sessions where account_id = ${id}`).toHaveLength(0)
  })
})

describe('the limiter', () => {
  const points = async () => {
    const [row] = await portal.database.sql<
      { points: number }[]
    >`select points from rate_limits where key like 'logInByAddress:%'`
    return row?.points
  }

  test('counts calls, not requests, and before the password is looked at', async () => {
    const { email } = await person()
    const path = `/trpc/${Array(10).fill('portal.session.logIn').join(',')}?batch=1`
    const body = JSON.stringify(
      Object.fromEntries(Array.from({ length: 10 }, (_, n) => [n, { email, password: `wrong ${n}` }])),
    )
    const answers = [await callRaw(portal, path, { body }), await callRaw(portal, path, { body })].flatMap(
      ({ json }) => json,
    )
    const codes = answers.map((answer) => answer.error.data.refusal.code)
    expect(codes.filter((code) => code === 'WRONG_CREDENTIALS')).toHaveLength(10)
    expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(10)
    expect(await points()).toBe(20)
    const right = await logIn(email)
    expect(refusalIn(right)).toBe('TOO_MANY_ATTEMPTS')
    expect(right.json.error.data.refusal.detail.retryAfterSeconds).toBeGreaterThan(0)
  })

  test('answers for a known and an unknown account alike', async () => {
    const { email } = await person()
    const answersOf = async (address: string) => {
      const codes: (string | undefined)[] = []
      for (let n = 0; n < 12; n++) codes.push(refusalIn(await logIn(address, 'a wrong password')))
      return codes
    }
    expect(await answersOf(email)).toEqual(await answersOf('nobody@dev.example'))
  })

  test('does not lock the owner out: the right password from elsewhere gets in', async () => {
    const { email } = await person()
    for (let n = 0; n < 12; n++) await logIn(email, 'a wrong password', '198.51.100.7')
    expect(refusalIn(await logIn(email, password, '198.51.100.7'))).toBe('TOO_MANY_ATTEMPTS')
    expect((await logIn(email, password, '203.0.113.9')).status).toBe(200)
  })

  test('counts an IPv6 network as one caller, for everybody has 2^64 addresses', async () => {
    const { email } = await person()
    for (let n = 0; n < 10; n++) await logIn(email, 'a wrong password', `2001:db8:0:7::${n}`)
    expect(refusalIn(await logIn(email, password, '2001:db8:0:7:ffff::1'))).toBe('TOO_MANY_ATTEMPTS')
    expect((await logIn(email, password, '2001:db8:0:8::1')).status).toBe(200)
  })

  test('lets somebody try again when the window has passed, by the database’s clock', async () => {
    const { email } = await person()
    for (let n = 0; n < 11; n++) await logIn(email, 'a wrong password')
    await portal.database.sql`update rate_limits set expires_at = now() - interval '1 second'`
    expect((await logIn(email)).status).toBe(200)
  })
})

describe('sign-in switched off', () => {
  test('ends the sessions and sockets of developers at once, while staff stay', async () => {
    const { id, email } = await person()
    const cookie = await signIn(portal, id)
    const staffCookie = await signIn(portal, await insertStaff(portal, 'auditor'))
    const [tab, staffTab] = await Promise.all([openStarted(portal, cookie), openStarted(portal, staffCookie)])
    const owner = await staffClient(portal, 'owner')
    const settings = await owner.admin.settings.get.query()
    const open = portal.sockets.count()
    await owner.admin.settings.save.mutate({ ...settings, signInEnabled: false })
    // Gone by the time of the answer; the goodbye takes a moment to arrive.
    expect(portal.sockets.count()).toBe(open - 1)
    expect(await tab.closedWith).toBe(4401)
    expect(await me(cookie)).toBeNull()
    expect(refusalIn(await logIn(email))).toBe('PORTAL_DISABLED')
    expect(refusalIn(await logIn(email, 'a wrong password'))).toBe('WRONG_CREDENTIALS')
    await staffTab.until(({ events }) => events.some(({ kind }) => kind === 'settings.saved'))
    expect(await me(staffCookie)).toMatchObject({ kind: 'staff' })
    await staffTab.close()
  })

  test('serves no session that was opened in the same moment', async () => {
    const { id } = await person()
    const cookie = await signIn(portal, id)
    await portal.database.sql`update settings set sign_in_enabled = false`
    expect(await me(cookie)).toBeNull()
    expect(await openTab(portal, cookie).closedWith).not.toBe(1000)
  })
})

describe('a session', () => {
  const lifetimes = (cookie: string) => portal.database.sql<{ idleDays: number; absoluteDays: number }[]>`
    select extract(epoch from expires_at - now())::float8 / 86400 as idle_days,
           extract(epoch from absolute_expires_at - now())::float8 / 86400 as absolute_days
      from sessions where id = encode(sha256(${cookie.split('=')[1]!}), 'hex')`

  test('dies after seven idle days, by the database’s clock', async () => {
    const cookie = await signIn(portal, (await person()).id)
    const [fresh] = await lifetimes(cookie)
    expect(fresh!.idleDays).toBeCloseTo(7, 1)
    await portal.database.sql`update sessions set expires_at = now() - interval '1 ms'`
    expect(await me(cookie)).toBeNull()
  })

  test('lives on while it is used, but never beyond thirty days', async () => {
    const cookie = await signIn(portal, (await person()).id)
    await portal.database.sql`update sessions set expires_at = now() + interval '3 days'`
    await me(cookie)
    const [used] = await lifetimes(cookie)
    expect(used!.idleDays).toBeCloseTo(7, 1)
    await portal.database
      .sql`update sessions set expires_at = now() + interval '1 day', absolute_expires_at = now() + interval '2 days'`
    await me(cookie)
    const [late] = await lifetimes(cookie)
    expect(late!.idleDays).toBeCloseTo(2, 1)
    expect(late!.absoluteDays).toBeCloseTo(2, 1)
  })

  test('that is ended closes its sockets before the answer, and only its own', async () => {
    const { id } = await person()
    const [cookie, other] = [await signIn(portal, id), await signIn(portal, id)]
    const [tab, otherTab] = await Promise.all([openStarted(portal, cookie), openStarted(portal, other)])
    const open = portal.sockets.count()
    const answer = await mutateRaw(portal, 'portal.session.logOut', undefined, cookie)
    expect(portal.sockets.count()).toBe(open - 1)
    expect(await tab.closedWith).toBe(4401)
    expect(answer.headers.getSetCookie()[0]).toMatch(/^gatehouse=; .*Max-Age=0/)
    expect(await me(cookie)).toBeNull()
    expect(await otherTab.api.portal.session.me.query()).toMatchObject({ id })
    await otherTab.close()
  })

  test('can be ended twice', async () => {
    const cookie = await signIn(portal, (await person()).id)
    for (let n = 0; n < 2; n++)
      expect((await mutateRaw(portal, 'portal.session.logOut', undefined, cookie)).status).toBe(200)
  })
})

describe('a person who is deactivated', () => {
  test('is noticed within two seconds by the sockets of every process, whoever did it', async () => {
    const second = await startPortal({ databaseUrl: portal.databaseUrl })
    const { id } = await person()
    const cookie = await signIn(portal, id)
    const tabs = [await openStarted(portal, cookie), await openStarted(second, cookie)]
    // Behind the back of both processes: no commit of theirs tells them.
    await portal.database.sql`update accounts set deactivated_at = now() where id = ${id}`
    const from = performance.now()
    expect(await me(cookie)).toBeNull()
    expect(await Promise.all(tabs.map(({ closedWith }) => closedWith))).toEqual([4401, 4401])
    expect(performance.now() - from).toBeLessThan(2_000)
    expect(await openTab(second, cookie).closedWith).not.toBe(1000)
    await second.stop()
  })

  test('is not served by a socket that is still open', async () => {
    const staffId = await insertStaff(portal, 'owner')
    const tab = await openStarted(portal, await signIn(portal, staffId))
    expect(await tab.api.admin.settings.get.query()).toBeDefined()
    await portal.database.sql`update accounts set deactivated_at = now() where id = ${staffId}`
    await expect(tab.api.admin.settings.get.query()).rejects.toThrow()
    await tab.closedWith
  })
})
