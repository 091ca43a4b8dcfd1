import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { applicant, createApplicants } from '#tests/setup/applicants.ts'
import { insertDeveloper, startPortal, type Portal } from '#tests/setup/portal.ts'
import { refusalIn } from '#tests/setup/raw-call.ts'
import { rounds } from '#tests/setup/rounds.ts'

vi.setConfig({ testTimeout: rounds(15_000, 180_000) })

let portal: Portal
let people: Awaited<ReturnType<typeof createApplicants>>

beforeAll(async () => {
  portal = await startPortal()
  people = await createApplicants(portal)
})
afterAll(() => portal.end())
beforeEach(() => people.reset())

describe('register', () => {
  test('writes account, team, review, status token, mails, audit entry and events, and only then answers', async () => {
    const input = applicant()
    const answer = await people.register(input)
    expect(answer.json.result.data).toEqual({ outcome: 'sent' })
    const { sql } = portal.database
    const account = await people.accountOf(input.email)
    expect(account).toMatchObject({
      kind: 'user',
      organizationRole: 'team_member',
      approvedAt: null,
      emailConfirmedAt: null,
    })
    const teams =
      await sql`select teams.is_default from team_members join teams on teams.id = team_id where account_id = ${account.id}`
    expect(teams).toEqual([{ isDefault: true }])
    const review = await people.reviewOf(input.email)
    expect(review).toMatchObject({ state: 'pending', facts: { earlier: 0 } })
    expect(await people.mailsTo(input.email)).toEqual(['confirm-address', 'registration-received'])
    const audit = await sql`select action from audit_entries where subject_id = ${review.id}`
    expect(audit.map(({ action }) => action)).toEqual(['review.submitted'])
    const events =
      await sql`select audience from events where kind = 'review.submitted' and payload #>> '{review,id}' = ${review.id}`
    expect(events.map(({ audience }) => audience)).toEqual(['admins'])
    expect(await people.statusOf(answer.cookies[0]!)).toMatchObject({ reviewId: review.id, state: 'pending' })
    const secrets = await sql`
      select concat(audit.detail::text, key.result::text, event.payload::text) as text
        from audit_entries audit, idempotency_keys key, events event where key.key = ${input.requestId}`
    for (const { text } of secrets) expect(text).not.toContain(input.password)
  })

  test('with auto-approval opens the log-in at once, tells admins, and sends no mail about waiting', async () => {
    await portal.database.sql`update settings set auto_approve_registrations = true`
    const input = applicant()
    const answer = await people.register(input)
    expect(answer.json.result.data).toEqual({ outcome: 'registered' })
    expect((await people.logIn(input.email, input.password)).status).toBe(200)
    expect(await people.mailsTo(input.email)).toEqual(
      expect.arrayContaining(['confirm-address', 'registration-approved']),
    )
    expect(await people.mailsTo(input.email)).not.toContain('registration-received')
  })

  test('switched off is refused, sets no cookie and leaves nothing behind', async () => {
    await portal.database.sql`update settings set register_enabled = false`
    const input = applicant()
    const answer = await people.register(input)
    expect(refusalIn(answer)).toBe('REGISTRATION_OFF')
    expect(answer.cookies).toEqual([])
    expect(await portal.database.sql`select 1 from accounts where email = ${input.email}`).toHaveLength(0)
    expect(await portal.database.sql`select 1 from idempotency_keys where key = ${input.requestId}`).toHaveLength(0)
  })

  test.each([
    ['a control character in a name', { firstName: 'Ma\u0000ria' }],
    ['half a surrogate pair in a name', { lastName: 'Lind\ud800qvist' }],
    ['a link in a name', { firstName: 'see https://evil.example' }],
    ['a text direction override in a name', { firstName: 'a\u202eb' }],
    ['a non-ASCII local part', { email: 'jösé@example.com' }],
    ['two addresses', { email: 'a@example.com,b@example.com' }],
    ['an invisible character in the domain', { email: 'a@exa\u200bmple.com' }],
    ['half a surrogate pair in the domain', { email: 'a@exa\udc00mple.com' }],
    ['a short password', { password: 'too short' }],
    ['a common password', { password: 'password1234' }],
    ['a password made of the name', { password: 'maria.lindqvist!' }],
    ['a key that is none', { requestId: 'again' }],
  ])('refuses %s with a sentence, not with an error', async (_, over) => {
    const answer = await people.register(applicant(over))
    expect(answer.status).toBe(400)
    expect(answer.cookies).toEqual([])
  })
})

describe('a known address', () => {
  test.each([false, true])('is answered exactly as a new one (auto-approval: %s)', async (isAutoApproved) => {
    await portal.database.sql`update settings set auto_approve_registrations = ${isAutoApproved}`
    const { email } = await insertDeveloper(portal)
    const known = await people.register(applicant({ email }))
    const fresh = await people.register(applicant())
    expect(known.json).toEqual(fresh.json)
    expect(known.status).toBe(fresh.status)
    const shape = (cookies: string[]) => cookies.map((cookie) => cookie.replace(/=.+/, (value) => `=${value.length}`))
    expect(shape(known.cookies)).toEqual(shape(fresh.cookies))
    const [knownStatus, freshStatus] = await Promise.all(
      [known, fresh].map(({ cookies }) =>
        people.statusOf(cookies[0]!).catch((error: { data: object }) => ({ ...error.data, reference: '' })),
      ),
    )
    const { reviewId: knownId, ...knownRest } = knownStatus as { reviewId?: string }
    const { reviewId: freshId, ...freshRest } = freshStatus as { reviewId?: string }
    expect(knownRest).toEqual(freshRest)
    const form = (id?: string) => id?.replace(/[0-9a-f]/g, 'x').replace(/^(.{14}).(.{4})./, '$1v$2n')
    expect(form(knownId)).toBe(form(freshId))
    expect((await people.statusOf(known.cookies[0]!).catch(() => undefined))?.reviewId).toBe(knownId)
  })

  test('is not told by the time: no answer comes before its time', async () => {
    const { email } = await insertDeveloper(portal)
    for (const over of [{ email }, {}]) {
      const from = performance.now()
      await people.register(applicant(over))
      expect(performance.now() - from).toBeGreaterThan(195)
    }
  })

  test('a waiting registration of the same address looks as a new one too, and the first stays as it was', async () => {
    const first = applicant()
    await people.register(first)
    const second = await people.register({
      ...applicant(),
      email: first.email,
      firstName: 'Mallory',
      password: 'another long password',
    })
    expect(second.json.result.data).toEqual({ outcome: 'sent' })
    await people.decide(first.email, 'approve')
    expect(await people.statusOf(second.cookies[0]!)).toMatchObject({ state: 'pending' })
    expect(await people.accountOf(first.email)).toMatchObject({ firstName: 'Maria' })
    expect(refusalIn(await people.logIn(first.email, 'another long password'))).toBe('WRONG_CREDENTIALS')
    expect((await people.logIn(first.email, first.password)).status).toBe(200)
  })

  test('its owner is told by mail, at most three times an hour, whoever asks', async () => {
    const { email } = await insertDeveloper(portal)
    for (let n = 0; n < 5; n++)
      expect((await people.register(applicant({ email }))).json.result.data).toEqual({ outcome: 'sent' })
    expect(await people.mailsTo(email)).toEqual(Array(3).fill('registration-known-address'))
  })

  test('of staff is answered alike and stays staff', async () => {
    const [{ email }] = (await portal.database
      .sql`select email from accounts where kind = 'staff' limit 1`) as never as [{ email: string }]
    expect((await people.register(applicant({ email }))).json.result.data).toEqual({ outcome: 'sent' })
    expect(await people.accountOf(email)).toMatchObject({ kind: 'staff', organizationId: null })
  })

  test.each([
    ['another case', 'Foo@Example.com', 'foo@eXAMPLE.COM'],
    ['another Unicode form of the domain', 'bar@example.com', 'bar@ｅxample.com'],
    ['a composed and a decomposed letter in the domain', 'baz@caf\u00e9.example', 'baz@cafe\u0301.example'],
  ])('in %s makes no second account', async (_, first, twin) => {
    await people.register(applicant({ email: first }))
    await people.register(applicant({ email: twin }))
    const rows = await portal.database.sql`select email from accounts where email in (${first}, ${twin})`
    expect(rows.map(({ email }) => email)).toEqual([first])
  })

  test('with a plus is another address', async () => {
    for (const email of ['plus@example.com', 'plus+one@example.com', 'plus+two@example.com'])
      await people.register(applicant({ email }))
    const [row] = await portal.database
      .sql`select count(*)::int as count from accounts where email like 'plus%@example.com'`
    expect(row!.count).toBe(3)
  })

  test(`registered many times at once makes one account, one review and at most three rounds of mail`, async () => {
    const email = 'race@example.com'
    const inputs = Array.from({ length: rounds(100, 1_000) }, () => applicant({ email }))
    await portal.database.sql`
      insert into rate_limits (key, points, expires_at) values ('registerByAddress:127.0.0.1', -100000, now() + interval '1 hour')`
    const answers = await Promise.all(inputs.map((input) => people.register(input)))
    for (const answer of answers) expect(answer.json.result?.data).toEqual({ outcome: 'sent' })
    const { id } = await people.accountOf(email)
    const [reviews] = await portal.database.sql`select count(*)::int as count from reviews where requester_id = ${id}`
    expect(reviews!.count).toBe(1)
    expect((await people.mailsTo(email)).sort()).toEqual([
      'confirm-address',
      'registration-known-address',
      'registration-known-address',
      'registration-received',
    ])
  })
})

describe('a request that is repeated after a lost answer', () => {
  test('answers as the first, sets the same cookie and changes nothing', async () => {
    const input = applicant()
    const answers = await Promise.all(Array.from({ length: 4 }, () => people.register(input)))
    for (const answer of answers) {
      expect(answer.json).toEqual(answers[0]!.json)
      expect(answer.cookies).toEqual(answers[0]!.cookies)
    }
    expect(await people.mailsTo(input.email)).toEqual(['confirm-address', 'registration-received'])
  })

  test('with another input is refused, without a cookie', async () => {
    const input = applicant()
    await people.register(input)
    for (const over of [{ email: 'other@nordpay.example' }, { password: 'another long password' }]) {
      const answer = await people.register({ ...input, ...over })
      expect(refusalIn(answer)).toBe('REQUEST_REUSED')
      expect(answer.cookies).toEqual([])
    }
  })

  test('after the keys were tidied away is a registration of a known address, and reads the first status', async () => {
    const input = applicant()
    const { cookies } = await people.register(input)
    await portal.database.sql`delete from idempotency_keys`
    const again = await people.register(input)
    expect([again.status, again.cookies]).toEqual([200, cookies])
    expect(await people.statusOf(again.cookies[0]!)).toMatchObject({
      reviewId: (await people.reviewOf(input.email)).id,
    })
  })
})
