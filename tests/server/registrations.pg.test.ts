import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clientOf, insertDeveloper, openTab, requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { mutateRaw, refusalIn, refusalOf, tokenInMail } from '#tests/setup/raw-call.ts'
import { rounds } from '#tests/setup/rounds.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>

beforeAll(async () => {
  portal = await startPortal()
  ana = await staffClient(portal, 'approver')
})
afterAll(() => portal.end())

beforeEach(async () => {
  await portal.database.sql`delete from rate_limits`
  await portal.database.sql`
    update settings set register_enabled = true, auto_approve_registrations = false, undo_seconds = 0`
})

let applicants = 0
const applicant = (over: object = {}) => ({
  requestId: requestId(),
  email: `applicant${++applicants}@nordpay.example`,
  firstName: 'Maria',
  lastName: 'Lindqvist',
  password: 'correct horse battery',
  ...over,
})
const register = (input: object, cookie?: string) => mutateRaw(portal, 'portal.registrations.register', input, cookie)
const statusOf = (cookie: string) => clientOf(portal, cookie).portal.registrations.status.query()
const logIn = (email: string, password: string) => mutateRaw(portal, 'portal.session.logIn', { email, password })
const confirm = (token: string) => mutateRaw(portal, 'portal.registrations.confirm', { token })

async function accountOf(email: string) {
  const [account] = await portal.database.sql`select * from accounts where email_key = ${email.toLowerCase()}`
  return account!
}
const mailsTo = async (email: string) =>
  (await portal.database.sql`select template from mails where to_address = ${email} order by created_at`).map(({ template }) => template as string)

/** The review of the newest application, and the decision on it. */
async function reviewOf(email: string) {
  const { id } = await accountOf(email)
  const [review] = await portal.database.sql<{ id: string; version: number; state: string; facts: { earlier: number } }[]>`
    select id, version, state, facts from reviews where requester_id = ${id} order by requested_at desc limit 1`
  return review!
}
async function decide(email: string, verdict: 'approve' | 'reject') {
  const { id, version } = await reviewOf(email)
  const decision = { id, version, requestId: requestId() }
  if (verdict === 'approve') return ana.admin.reviews.approve.mutate(decision)
  return ana.admin.reviews.reject.mutate({ ...decision, reason: 'Not a customer.' })
}

describe('register', () => {
  test('writes account, team, review, status token, mails, audit entry and events, and only then answers', async () => {
    const input = applicant()
    const answer = await register(input)
    expect(answer.json.result.data).toEqual({ outcome: 'sent' })
    const { sql } = portal.database
    const account = await accountOf(input.email)
    expect(account).toMatchObject({ kind: 'user', organizationRole: 'team_member', approvedAt: null, emailConfirmedAt: null })
    const teams = await sql`select teams.is_default from team_members join teams on teams.id = team_id where account_id = ${account.id}`
    expect(teams).toEqual([{ isDefault: true }])
    const review = await reviewOf(input.email)
    expect(review).toMatchObject({ state: 'pending', facts: { earlier: 0 } })
    expect(await mailsTo(input.email)).toEqual(['confirm-address', 'registration-received'])
    const audit = await sql`select action from audit_entries where subject_id = ${review.id}`
    expect(audit.map(({ action }) => action)).toEqual(['review.submitted'])
    const events = await sql`select audience from events where kind = 'review.submitted' and payload #>> '{review,id}' = ${review.id}`
    expect(events.map(({ audience }) => audience)).toEqual(['admins'])
    expect(await statusOf(answer.cookies[0]!)).toMatchObject({ reviewId: review.id, state: 'pending' })
    const secrets = await sql`
      select concat(audit.detail::text, key.result::text, event.payload::text) as text
        from audit_entries audit, idempotency_keys key, events event where key.key = ${input.requestId}`
    for (const { text } of secrets) expect(text).not.toContain(input.password)
  })

  test('with auto-approval opens the log-in at once, tells admins, and sends no mail about waiting', async () => {
    await portal.database.sql`update settings set auto_approve_registrations = true`
    const input = applicant()
    const answer = await register(input)
    expect(answer.json.result.data).toEqual({ outcome: 'registered' })
    expect((await logIn(input.email, input.password)).status).toBe(200)
    expect(await mailsTo(input.email)).toEqual(expect.arrayContaining(['confirm-address', 'registration-approved']))
    expect(await mailsTo(input.email)).not.toContain('registration-received')
  })

  test('switched off is refused, sets no cookie and leaves nothing behind', async () => {
    await portal.database.sql`update settings set register_enabled = false`
    const input = applicant()
    const answer = await register(input)
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
    const answer = await register(applicant(over))
    expect(answer.status).toBe(400)
    expect(answer.cookies).toEqual([])
  })
})

describe('a known address', () => {
  test.each([false, true])('is answered exactly as a new one (auto-approval: %s)', async (isAutoApproved) => {
    await portal.database.sql`update settings set auto_approve_registrations = ${isAutoApproved}`
    const { email } = await insertDeveloper(portal)
    const known = await register(applicant({ email }))
    const fresh = await register(applicant())
    expect(known.json).toEqual(fresh.json)
    expect(known.status).toBe(fresh.status)
    const shape = (cookies: string[]) => cookies.map((cookie) => cookie.replace(/=.+/, (value) => `=${value.length}`))
    expect(shape(known.cookies)).toEqual(shape(fresh.cookies))
    const [knownStatus, freshStatus] = await Promise.all(
      [known, fresh].map(({ cookies }) => statusOf(cookies[0]!).catch((error: { data: object }) => ({ ...error.data, reference: '' }))),
    )
    const { reviewId: knownId, ...knownRest } = knownStatus as { reviewId?: string }
    const { reviewId: freshId, ...freshRest } = freshStatus as { reviewId?: string }
    expect(knownRest).toEqual(freshRest)
    const form = (id?: string) => id?.replace(/[0-9a-f]/g, 'x').replace(/^(.{14}).(.{4})./, '$1v$2n')
    expect(form(knownId)).toBe(form(freshId))
    expect((await statusOf(known.cookies[0]!).catch(() => undefined))?.reviewId).toBe(knownId)
  })

  test('a waiting registration of the same address looks as a new one too, and the first stays as it was', async () => {
    const first = applicant()
    await register(first)
    const second = await register({ ...applicant(), email: first.email, firstName: 'Mallory', password: 'another long password' })
    expect(second.json.result.data).toEqual({ outcome: 'sent' })
    await decide(first.email, 'approve')
    expect(await statusOf(second.cookies[0]!)).toMatchObject({ state: 'pending' })
    expect(await accountOf(first.email)).toMatchObject({ firstName: 'Maria' })
    expect(refusalIn(await logIn(first.email, 'another long password'))).toBe('WRONG_CREDENTIALS')
    expect((await logIn(first.email, first.password)).status).toBe(200)
  })

  test('its owner is told by mail, at most three times an hour, whoever asks', async () => {
    const { email } = await insertDeveloper(portal)
    for (let n = 0; n < 5; n++) expect((await register(applicant({ email }))).json.result.data).toEqual({ outcome: 'sent' })
    expect(await mailsTo(email)).toEqual(Array(3).fill('registration-known-address'))
  })

  test('of staff is answered alike and stays staff', async () => {
    const [{ email }] = (await portal.database.sql`select email from accounts where kind = 'staff' limit 1`) as never as [{ email: string }]
    expect((await register(applicant({ email }))).json.result.data).toEqual({ outcome: 'sent' })
    expect(await accountOf(email)).toMatchObject({ kind: 'staff', organizationId: null })
  })

  test.each([
    ['another case', 'Foo@Example.com', 'foo@eXAMPLE.COM'],
    ['another Unicode form of the domain', 'bar@example.com', 'bar@ｅxample.com'],
    ['a composed and a decomposed letter in the domain', 'baz@caf\u00e9.example', 'baz@cafe\u0301.example'],
  ])('in %s makes no second account', async (_, first, twin) => {
    await register(applicant({ email: first }))
    await register(applicant({ email: twin }))
    const rows = await portal.database.sql`select email from accounts where email in (${first}, ${twin})`
    expect(rows.map(({ email }) => email)).toEqual([first])
  })

  test('with a plus is another address', async () => {
    for (const email of ['plus@example.com', 'plus+one@example.com', 'plus+two@example.com']) await register(applicant({ email }))
    const [row] = await portal.database.sql`select count(*)::int as count from accounts where email like 'plus%@example.com'`
    expect(row!.count).toBe(3)
  })

  test(`registered many times at once makes one account, one review and at most three rounds of mail`, async () => {
    const email = 'race@example.com'
    const inputs = Array.from({ length: rounds(100, 1_000) }, () => applicant({ email }))
    await portal.database.sql`
      insert into rate_limits (key, points, expires_at) values ('registerByAddress:127.0.0.1', -100000, now() + interval '1 hour')`
    const answers = await Promise.all(inputs.map((input) => register(input)))
    for (const answer of answers) expect(answer.json.result?.data).toEqual({ outcome: 'sent' })
    const { id } = await accountOf(email)
    const [reviews] = await portal.database.sql`select count(*)::int as count from reviews where requester_id = ${id}`
    expect(reviews!.count).toBe(1)
    expect((await mailsTo(email)).sort()).toEqual(['confirm-address', 'registration-known-address', 'registration-known-address', 'registration-received'])
  })
})

describe('applying again after a rejection', () => {
  async function rejected() {
    const first = applicant()
    await register(first)
    await decide(first.email, 'reject')
    return first
  }

  test('reuses the row and shows the earlier application', async () => {
    const first = await rejected()
    const { id } = await accountOf(first.email)
    const old = await reviewOf(first.email)
    const answer = await register({ ...applicant(), email: first.email })
    expect(await accountOf(first.email)).toMatchObject({ id, rejectedAt: null })
    const review = await reviewOf(first.email)
    expect(review).toMatchObject({ state: 'pending', facts: { earlier: 1 } })
    const { earlierReviews } = await ana.admin.reviews.get.query({ id: review.id })
    expect(earlierReviews).toMatchObject([{ id: old.id, state: 'rejected', reason: 'Not a customer.' }])
    expect(await statusOf(answer.cookies[0]!)).toMatchObject({ reviewId: review.id, state: 'pending' })
  })

  test('the new password counts from the confirmation of the address on, and ends what was open with the old one', async () => {
    const first = await rejected()
    await register({ ...applicant(), email: first.email, password: 'the second password' })
    await decide(first.email, 'approve')
    expect(refusalIn(await logIn(first.email, 'the second password'))).toBe('WRONG_CREDENTIALS')
    const session = (await logIn(first.email, first.password)).cookies[0]!
    const { id } = await reviewOf(first.email)
    const find = async () =>
      (await portal.database.sql<{ bodyText: string }[]>`
        select body_text from mails where review_id = ${id} and template = 'confirm-address' and state = 'sent'`)[0]?.bodyText
    await expect.poll(find, { timeout: 5_000 }).toBeDefined()
    expect((await confirm(/token=([\w-]+)/.exec((await find())!)![1]!)).status).toBe(200)
    expect((await logIn(first.email, 'the second password')).status).toBe(200)
    expect(refusalIn(await logIn(first.email, first.password))).toBe('WRONG_CREDENTIALS')
    expect(await clientOf(portal, session).portal.session.me.query()).toBeNull()
    const kept = await portal.database.sql`select 1 from registrations where review_id = ${id} and password_hash is not null`
    expect(kept).toHaveLength(0)
  })

  test('is not waved through by auto-approval', async () => {
    const first = await rejected()
    await portal.database.sql`update settings set auto_approve_registrations = true`
    const answer = await register({ ...applicant(), email: first.email })
    expect(answer.json.result.data).toEqual({ outcome: 'registered' })
    expect(await reviewOf(first.email)).toMatchObject({ state: 'pending' })
    expect(await accountOf(first.email)).toMatchObject({ approvedAt: null })
  })

  test('with a twin of the address sends to the address that was there', async () => {
    await register(applicant({ email: 'twin@example.com' }))
    await decide('twin@example.com', 'reject')
    await register(applicant({ email: 'twin@ｅxample.com' }))
    const { id } = await reviewOf('twin@example.com')
    const mails = await portal.database.sql`select distinct to_address from mails where review_id = ${id}`
    expect(mails).toEqual([{ toAddress: 'twin@example.com' }])
  })

  test('many at once open one review', async () => {
    const first = await rejected()
    await Promise.all(Array.from({ length: 20 }, () => register({ ...applicant(), email: first.email })))
    const { id } = await accountOf(first.email)
    const reviews = await portal.database.sql`select state from reviews where requester_id = ${id} order by requested_at`
    expect(reviews.map(({ state }) => state)).toEqual(['rejected', 'pending'])
  })

  test('while an admin reopens the rejection: one open review, nobody sees an error', async () => {
    for (let round = 0; round < rounds(10, 200); round++) {
      const first = await rejected()
      await portal.database.sql`delete from rate_limits`
      const { id, version } = await reviewOf(first.email)
      const [reopened, applied] = await Promise.all([
        refusalOf(ana.admin.reviews.reopen.mutate({ id, version, requestId: requestId() })),
        register({ ...applicant(), email: first.email }),
      ])
      expect(applied.status).toBe(200)
      expect(['no refusal', 'REVIEW_SUPERSEDED']).toContain(reopened)
      const { id: accountId, rejectedAt } = await accountOf(first.email)
      const open = await portal.database.sql`select 1 from reviews where requester_id = ${accountId} and state = 'pending'`
      expect([open.length, rejectedAt]).toEqual([1, null])
    }
  })
})

describe('a request that is repeated after a lost answer', () => {
  test('answers as the first, sets the same cookie and changes nothing', async () => {
    const input = applicant()
    const answers = await Promise.all(Array.from({ length: 4 }, () => register(input)))
    for (const answer of answers) {
      expect(answer.json).toEqual(answers[0]!.json)
      expect(answer.cookies).toEqual(answers[0]!.cookies)
    }
    expect(await mailsTo(input.email)).toEqual(['confirm-address', 'registration-received'])
  })

  test('with another input is refused, without a cookie', async () => {
    const input = applicant()
    await register(input)
    for (const over of [{ email: 'other@nordpay.example' }, { password: 'another long password' }]) {
      const answer = await register({ ...input, ...over })
      expect(refusalIn(answer)).toBe('REQUEST_REUSED')
      expect(answer.cookies).toEqual([])
    }
  })

  test('after the keys were tidied away is a registration of a known address, and reads the first status', async () => {
    const input = applicant()
    const { cookies } = await register(input)
    await portal.database.sql`delete from idempotency_keys`
    const again = await register(input)
    expect([again.status, again.cookies]).toEqual([200, cookies])
    expect(await statusOf(again.cookies[0]!)).toMatchObject({ reviewId: (await reviewOf(input.email)).id })
  })
})

describe('the link that confirms an address', () => {
  async function registered() {
    const input = applicant()
    await register(input)
    return { ...input, token: await tokenInMail(portal, 'confirm-address', input.email) }
  }

  test('is spent once, of eight presses at the same moment', async () => {
    for (let round = 0; round < rounds(5, 100); round++) {
      const { email, token } = await registered()
      await portal.database.sql`delete from rate_limits`
      const answers = await Promise.all(Array.from({ length: 8 }, () => confirm(token)))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(404)])
      expect(answers.filter(({ status }) => status === 404).every((answer) => refusalIn(answer) === 'LINK_EXPIRED')).toBe(true)
      const { id, facts } = (await reviewOf(email)) as unknown as { id: string; facts: { emailConfirmed: boolean } }
      expect(facts.emailConfirmed).toBe(true)
      const audit = await portal.database.sql`select 1 from audit_entries where subject_id = ${id} and action = 'review.address-confirmed'`
      expect(audit).toHaveLength(1)
    }
  })

  test('is not spent by opening its page, as mail scanners do', async () => {
    const { email, token } = await registered()
    for (const method of ['GET', 'HEAD']) await fetch(`${portal.url}/auth/confirm?token=${token}`, { method })
    await fetch(`${portal.url}/trpc/portal.registrations.confirm?input=${encodeURIComponent(JSON.stringify({ token }))}`)
    expect(await accountOf(email)).toMatchObject({ emailConfirmedAt: null })
    expect((await confirm(token)).status).toBe(200)
  })

  test('dies after its time, by the database’s clock', async () => {
    const { token } = await registered()
    await portal.database.sql`update mail_tokens set expires_at = now() - interval '1 second'`
    expect(refusalIn(await confirm(token))).toBe('LINK_EXPIRED')
  })

  test('dies when a newer one is sent', async () => {
    const { email, token } = await registered()
    const { id } = await accountOf(email)
    const [mail] = await portal.database.sql`select id from mails where to_address = ${email} and template = 'confirm-address'`
    await portal.database.sql`update mails set state = 'waiting', send_after = now(), body_text = null where id = ${mail!.id}`
    const { enqueue } = await import('#server/jobs/enqueue.ts')
    await portal.database.inTransaction((tx) => enqueue(tx, 'mail.send', { mailId: mail!.id }))
    const newer = await tokenInMail(portal, 'confirm-address', email)
    expect(newer).not.toBe(token)
    expect(refusalIn(await confirm(token))).toBe('LINK_EXPIRED')
    expect((await confirm(newer)).status).toBe(200)
    expect(await portal.database.sql`select 1 from mail_tokens where account_id = ${id}`).toHaveLength(0)
  })

  test('pressed while an admin decides: both happen, or the admin is asked to look again', async () => {
    for (let round = 0; round < rounds(10, 200); round++) {
      const { email, token } = await registered()
      await portal.database.sql`delete from rate_limits`
      const { id, version } = await reviewOf(email)
      const [decided, confirmed] = await Promise.all([
        refusalOf(ana.admin.reviews.approve.mutate({ id, version, requestId: requestId() })),
        confirm(token),
      ])
      expect(confirmed.status).toBe(200)
      expect(['no refusal', 'REVIEW_CHANGED']).toContain(decided)
    }
  })
})

describe('the status of a registration', () => {
  const decided = ({ events }: { events: { kind: string }[] }) => events.some(({ kind }) => kind === 'review-status.changed')

  test('reaches the applicant’s page live, and nobody else', async () => {
    const input = applicant()
    const { cookies } = await register(input)
    const other = await register(applicant())
    const decoy = await register({ ...applicant(), email: input.email })
    const tabs = [cookies[0], other.cookies[0], decoy.cookies[0], ''].map((cookie) => openTab(portal, cookie))
    await Promise.all(tabs.map((tab) => tab.until(({ messages }) => messages.length > 0)))
    await decide(input.email, 'reject')
    const [own, ...strangers] = tabs
    await own!.until(decided)
    expect(own!.events.at(-1)).toMatchObject({ status: { state: 'rejected', reason: 'Not a customer.' } })
    // Said to everyone after the decision: whoever has heard it has heard all that was for them before.
    const owner = await staffClient(portal, 'owner')
    const settings = await owner.admin.settings.get.query()
    await owner.admin.settings.save.mutate({ ...settings, portalName: 'Polder' })
    for (const tab of strangers) {
      await tab.until(({ events }) => events.length > 0)
      expect(tab.events.map(({ kind }) => kind)).toEqual(['public-settings.saved'])
    }
    await Promise.all(tabs.map((tab) => tab.close()))
  })

  test('is opened by the link of the mail, again and again, with a cookie that pages cannot read', async () => {
    const input = applicant()
    await register(input)
    const token = await tokenInMail(portal, 'registration-received', input.email)
    for (let n = 0; n < 2; n++) {
      const answer = await mutateRaw(portal, 'portal.registrations.openStatus', { token })
      expect(answer.headers.getSetCookie()[0]).toMatch(/HttpOnly/)
      expect(await statusOf(answer.cookies[0]!)).toMatchObject({ state: 'pending' })
    }
  })

  test('can be read until 30 days after the decision', async () => {
    const input = applicant()
    const { cookies } = await register(input)
    const { id } = await reviewOf(input.email)
    const token = await tokenInMail(portal, 'registration-received', input.email)
    await decide(input.email, 'approve')
    await portal.database.sql`update reviews set decided_at = now() - interval '29 days 23 hours' where id = ${id}`
    expect(await statusOf(cookies[0]!)).toMatchObject({ state: 'approved' })
    await portal.database.sql`update reviews set decided_at = now() - interval '30 days 1 minute' where id = ${id}`
    expect(await refusalOf(statusOf(cookies[0]!))).toBe('NOT_FOUND')
    expect(refusalIn(await mutateRaw(portal, 'portal.registrations.openStatus', { token }))).toBe('LINK_EXPIRED')
  })

  test('opens nothing but itself', async () => {
    const input = applicant()
    const { cookies } = await register(input)
    const client = clientOf(portal, cookies[0])
    expect(await client.portal.session.me.query()).toBeNull()
    expect(await refusalOf(client.admin.reviews.list.query({}))).toBe('NOT_SIGNED_IN')
  })
})
