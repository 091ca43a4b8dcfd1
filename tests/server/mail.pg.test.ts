import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { queueMail } from '#server/features/emails/commands.ts'
import { jobs } from '#server/jobs/registry.ts'
import { applicant } from '#tests/setup/applicants.ts'
import {
  insertDeveloper,
  insertRegistration,
  insertStaff,
  requestId,
  staffClient,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'
import { mutateRaw } from '#tests/setup/raw-call.ts'
import { startSmtpSink, type SinkAnswer, type SmtpSink } from '#tests/setup/smtp-sink.ts'

interface StoredMail {
  id: string
  template: string
  state: string
  attempts: number
  response: string | null
  subject: string | null
  html: string | null
  bodyText: string | null
}

const mailsTo = (portal: Portal, address: string) => portal.database.sql<StoredMail[]>`
  select id, template, state, attempts, response, subject, html, body_text from mails where to_address = ${address} order by created_at`
const stateOf = async (portal: Portal, address: string) => (await mailsTo(portal, address))[0]?.state
const jobsOf = (portal: Portal, mailId: string) =>
  portal.database.sql`select state from pgboss.job where name = 'mail.send' and data ->> 'mailId' = ${mailId}`
/** Lets the jobs that wait for their next attempt, or for their slot, run now. */
const hurry = (portal: Portal, job: string) => portal.database.sql`
  update pgboss.job set start_after = now() where name = ${job} and state in ('created', 'retry')`

async function queueConfirmation(portal: Portal) {
  const { id, email } = await insertDeveloper(portal, { confirmed: false })
  await portal.database.inTransaction((tx) =>
    queueMail(tx, 'confirm-address', { accountId: id, name: 'Dev Eloper', address: email }, { firstName: 'Dev' }),
  )
  return { id, email }
}
const confirm = (portal: Portal, token: string) => mutateRaw(portal, 'portal.registrations.confirm', { token })
const tokenIn = (text: string | null | undefined) => /confirm\?token=([\w-]+)/.exec(text ?? '')![1]!

describe('without an SMTP server', () => {
  let portal: Portal
  let ana: Awaited<ReturnType<typeof staffClient>>
  beforeAll(async () => {
    portal = await startPortal()
    ana = await staffClient(portal, 'approver')
  })
  afterAll(() => portal.end())

  test('a mail of a transaction that is rolled back has neither row nor job', async () => {
    const { id, email } = await insertDeveloper(portal)
    let mailId = ''
    const failed = portal.database.inTransaction(async (tx) => {
      await queueMail(tx, 'registration-received', { accountId: id, name: 'Dev', address: email }, { firstName: 'Dev' })
      const [mail] = await tx<{ id: string }[]>`select id from mails where to_address = ${email}`
      mailId = mail!.id
      expect(await tx`select 1 from pgboss.job where data ->> 'mailId' = ${mailId}`).toHaveLength(1)
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    expect(await mailsTo(portal, email)).toEqual([])
    expect(await jobsOf(portal, mailId)).toEqual([])
  })

  test('a mail is kept with its body, and its link works', async () => {
    const { id, email } = await queueConfirmation(portal)
    await expect.poll(() => stateOf(portal, email), { timeout: 10_000 }).toBe('sent')
    const [mail] = await mailsTo(portal, email)
    expect(mail).toMatchObject({
      attempts: 1,
      response: 'kept here: no SMTP server is set',
      html: expect.stringContaining('<html'),
    })
    expect((await confirm(portal, tokenIn(mail!.bodyText))).status).toBe(200)
    const [account] = await portal.database.sql`select email_confirmed_at from accounts where id = ${id}`
    expect(account!.emailConfirmedAt).not.toBeNull()
  })

  test('no token stands in a row of a mail, a job, an event or an audit entry before or after', async () => {
    const { email } = await queueConfirmation(portal)
    await expect.poll(() => stateOf(portal, email), { timeout: 10_000 }).toBe('sent')
    const [mail] = await mailsTo(portal, email)
    const token = tokenIn(mail!.bodyText)
    const [found] = await portal.database.sql`
      select (select count(*)::int from mails where facts::text || coalesce(subject, '') || coalesce(response, '') like ${`%${token}%`}) as mails,
             (select count(*)::int from pgboss.job where data::text || coalesce(output::text, '') like ${`%${token}%`}) as jobs,
             (select count(*)::int from events where payload::text like ${`%${token}%`}) as events,
             (select count(*)::int from audit_entries where detail::text like ${`%${token}%`}) as audit,
             (select count(*)::int from mail_tokens where token_hash = ${token}) as tokens`
    expect(found).toEqual({ mails: 0, jobs: 0, events: 0, audit: 0, tokens: 0 })
  })

  test('the mail of a decision leaves when the decision can no longer be undone', async () => {
    await portal.database.sql`update settings set undo_seconds = 1`
    const { id, version } = await insertRegistration(portal)
    await ana.admin.reviews.approve.mutate({ id, version, requestId: requestId() })
    const find = async () =>
      (
        await portal.database.sql<{ waitedMs: number | null }[]>`
      select (extract(epoch from sent_at - undo_until) * 1000)::float8 as waited_ms
        from mails join reviews on reviews.id = review_id where review_id = ${id}`
      )[0]!.waitedMs
    await expect.poll(find, { timeout: 10_000 }).not.toBeNull()
    // The tolerance is for pg-boss, whose clock is the beginning of its transaction.
    expect(await find()).toBeGreaterThan(-1_000)
  })

  test('an undone decision is never told, though its job runs', async () => {
    await portal.database.sql`update settings set undo_seconds = 10`
    const { id, version, facts } = await insertRegistration(portal)
    const approved = await ana.admin.reviews.approve.mutate({ id, version, requestId: requestId() })
    expect(await stateOf(portal, facts.email)).toBe('waiting')
    await ana.admin.reviews.undo.mutate({ id, version: approved.version, requestId: requestId() })
    const [mail] = await mailsTo(portal, facts.email)
    expect(mail!.state).toBe('cancelled')
    await hurry(portal, 'mail.send')
    await expect.poll(() => jobsOf(portal, mail!.id), { timeout: 10_000 }).toEqual([{ state: 'completed' }])
    expect((await mailsTo(portal, facts.email))[0]).toMatchObject({ state: 'cancelled', attempts: 0, subject: null })
  })

  test('staff are told in one mail per five minutes of all that wait', async () => {
    const { sql } = portal.database
    const [{ email }] = await sql<[{ email: string }]>`
      select email from accounts where id = ${await insertStaff(portal, 'owner', 'Olga')}`
    await insertStaff(portal, 'auditor')
    // As if nobody had registered for a while.
    await sql`update reviews set announced_at = now()`
    await sql`delete from pgboss.job where name = 'reviews.announce'`
    const register = async () => {
      const input = applicant()
      expect((await mutateRaw(portal, 'portal.registrations.register', input)).status).toBe(200)
      return input.email
    }
    const told = async () => {
      const mails = await sql<{ facts: { reviews: { email: string }[] } }[]>`
        select facts from mails where template = 'reviews-waiting' and to_address = ${email} order by created_at`
      return mails.map(({ facts }) => facts.reviews.map((review) => review.email))
    }
    const slotOf = () => Math.floor(Date.now() / 300_000)
    const slot = slotOf()
    const first = await register()
    await expect.poll(told, { timeout: 10_000 }).toEqual([[first]])
    const later = [await register(), await register(), await register()]
    // Unless five minutes began just now, which are the clock's and not this test's.
    if (slotOf() === slot) expect(await told()).toHaveLength(1)
    await hurry(portal, 'reviews.announce')
    await expect.poll(async () => (await told()).flat(), { timeout: 10_000 }).toEqual([first, ...later])
    if (slotOf() === slot) expect(await told()).toEqual([[first], later])
    const auditors = await sql`
      select 1 from mails join accounts on accounts.id = account_id where template = 'reviews-waiting' and staff_role = 'auditor'`
    expect(auditors).toHaveLength(0)
  })
})

describe('with an SMTP server', () => {
  let portal: Portal
  let sink: SmtpSink
  let script: SinkAnswer[] = []
  beforeAll(async () => {
    sink = await startSmtpSink({ respond: () => script.shift() ?? 'accept' })
    portal = await startPortal({ mail: { smtpUrl: sink.url } })
  })
  afterAll(async () => {
    await portal.end()
    await sink.close()
  })
  beforeEach(() => {
    sink.mails.length = 0
    script = []
  })
  // A mail that waits for another attempt would come in the middle of the next test.
  afterEach(
    async () =>
      void (await portal.database.sql`update mails set state = 'cancelled' where state in ('waiting', 'sending')`),
  )

  test('a mail is sent, its body is not kept, and its link works', async () => {
    const { email } = await queueConfirmation(portal)
    const [mail] = await sink.waitFor(1)
    expect(mail!.to).toEqual([email])
    await expect.poll(() => stateOf(portal, email)).toBe('sent')
    const [row] = await mailsTo(portal, email)
    expect(row).toMatchObject({ html: null, bodyText: null, attempts: 1, response: expect.stringMatching(/^250/) })
    expect(mail!.parsed).toMatchObject({ subject: row!.subject, messageId: `<${row!.id}@localhost>` })
    expect((await confirm(portal, tokenIn(mail!.parsed.text))).status).toBe(200)
  })

  test('one that is refused for now waits with the server’s words, and is sent at the next attempt', async () => {
    script = [{ code: 450, at: 'recipient' }]
    const { email } = await queueConfirmation(portal)
    await expect
      .poll(async () => (await mailsTo(portal, email))[0], { timeout: 10_000 })
      .toMatchObject({
        state: 'waiting',
        attempts: 1,
        response: expect.stringContaining('450'),
      })
    await expect
      .poll(() => hurry(portal, 'mail.send').then(() => stateOf(portal, email)), { timeout: 10_000 })
      .toBe('sent')
    expect((await mailsTo(portal, email))[0]).toMatchObject({ attempts: 2, response: expect.stringMatching(/^250/) })
    expect(sink.mails).toHaveLength(1)
  })

  test('of two copies of one mail the newer’s link works, and both have one Message-ID', async () => {
    // The server has taken the mail, and nobody could know.
    script = ['close-after-data']
    const { email } = await queueConfirmation(portal)
    await sink.waitFor(1)
    await expect
      .poll(() => hurry(portal, 'mail.send').then(() => stateOf(portal, email)), { timeout: 10_000 })
      .toBe('sent')
    const [first, second] = sink.mails
    expect(second!.parsed.messageId).toBe(first!.parsed.messageId)
    expect((await confirm(portal, tokenIn(first!.parsed.text))).status).toBe(404)
    expect((await confirm(portal, tokenIn(second!.parsed.text))).status).toBe(200)
  })

  test('one that is refused for good is given up at once, with the server’s words', async () => {
    script = [{ code: 550, at: 'recipient' }]
    const { email } = await queueConfirmation(portal)
    await expect.poll(() => stateOf(portal, email), { timeout: 10_000 }).toBe('gave_up')
    expect((await mailsTo(portal, email))[0]).toMatchObject({ attempts: 1, response: expect.stringContaining('550') })
  })

  test('one that is refused until the last attempt is given up, and staff see it', async () => {
    script = Array<SinkAnswer>(10).fill({ code: 450, at: 'data' })
    const { email } = await queueConfirmation(portal)
    await expect.poll(() => stateOf(portal, email), { timeout: 10_000 }).toBe('waiting')
    const [mail] = await mailsTo(portal, email)
    await expect.poll(() => jobsOf(portal, mail!.id)).toEqual([{ state: 'retry' }])
    const last = jobs['mail.send'].retry.limit - 1
    await portal.database.sql`
      update pgboss.job set start_after = now(), retry_count = ${last} where name = 'mail.send' and data ->> 'mailId' = ${mail!.id}`
    await expect.poll(() => stateOf(portal, email), { timeout: 10_000 }).toBe('gave_up')
    const [told] = await portal.database.sql`
      select payload #>> '{mail,state}' as state from events
       where kind = 'mail.updated' and payload #>> '{mail,id}' = ${mail!.id} order by id desc limit 1`
    expect(told).toEqual({ state: 'gave_up' })
  })
})
