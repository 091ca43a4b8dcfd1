import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { applicant, createApplicants } from '#tests/setup/applicants.ts'
import { insertCode } from '#tests/setup/invite-codes.ts'
import { clientOf, openStarted, requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { mutateRaw, refusalIn, refusalOf, tokenInMail } from '#tests/setup/raw-call.ts'
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

describe('the link that confirms an address', () => {
  async function registered() {
    const input = applicant()
    await people.register(input)
    return { ...input, token: await tokenInMail(portal, 'confirm-address', input.email) }
  }

  test('is spent once, of eight presses at the same moment', async () => {
    for (let round = 0; round < rounds(5, 100); round++) {
      const { email, token } = await registered()
      await portal.database.sql`delete from rate_limits`
      const answers = await Promise.all(Array.from({ length: 8 }, () => people.confirm(token)))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(404)])
      expect(
        answers.filter(({ status }) => status === 404).every((answer) => refusalIn(answer) === 'LINK_EXPIRED'),
      ).toBe(true)
      const { id, facts } = await people.reviewOf(email)
      expect(facts.emailConfirmed).toBe(true)
      const audit = await portal.database
        .sql`select 1 from audit_entries where subject_id = ${id} and action = 'review.address-confirmed'`
      expect(audit).toHaveLength(1)
    }
  })

  test('disowned: the account that a stranger made is gone, with its session, its review and the place of its code', async () => {
    const { id: codeId, code } = await insertCode(portal)
    await portal.database.sql`update invite_codes set skips_approval = false where id = ${codeId}`
    const input = applicant({ inviteCode: code })
    await people.register(input)
    const token = await tokenInMail(portal, 'confirm-address', input.email)
    expect((await mutateRaw(portal, 'portal.registrations.disown', { token })).status).toBe(200)
    expect(await people.accountOf(input.email)).toBeUndefined()
    const [after] = await portal.database.sql`select used from invite_codes where id = ${codeId}`
    expect(after).toEqual({ used: 0 })
    expect(refusalIn(await people.confirm(token))).toBe('LINK_EXPIRED')
    expect((await people.register({ ...input, requestId: requestId() })).status).toBe(200)
  })

  test('disowned by somebody whose address was confirmed before: only the new application goes', async () => {
    const input = await registered()
    await people.confirm(input.token)
    await people.decide(input.email, 'reject')
    const again = applicant({ email: input.email, password: 'a strangers password' })
    await people.register(again)
    await expect
      .poll(
        () => portal.database.sql`
      select 1 from mails where to_address = ${input.email} and template = 'confirm-address' and state = 'sent'`,
      )
      .toHaveLength(2)
    const token = await tokenInMail(portal, 'confirm-address', input.email)
    expect((await mutateRaw(portal, 'portal.registrations.disown', { token })).status).toBe(200)
    expect(await people.reviewOf(input.email)).toMatchObject({ state: 'withdrawn' })
    expect(refusalIn(await people.logIn(input.email, input.password))).toBe('REGISTRATION_REJECTED')
    expect(refusalIn(await people.logIn(input.email, again.password))).toBe('WRONG_CREDENTIALS')
  })

  test('is not spent by opening its page, as mail scanners do', async () => {
    const { email, token } = await registered()
    for (const method of ['GET', 'HEAD']) await fetch(`${portal.url}/auth/confirm?token=${token}`, { method })
    await fetch(
      `${portal.url}/trpc/portal.registrations.confirm?input=${encodeURIComponent(JSON.stringify({ token }))}`,
    )
    expect(await people.accountOf(email)).toMatchObject({ emailConfirmedAt: null })
    expect((await people.confirm(token)).status).toBe(200)
  })

  test('dies after its time, by the database’s clock', async () => {
    const { token } = await registered()
    await portal.database.sql`update mail_tokens set expires_at = now() - interval '1 second'`
    expect(refusalIn(await people.confirm(token))).toBe('LINK_EXPIRED')
  })

  test('dies when a newer one is sent', async () => {
    const { email, token } = await registered()
    const { id } = await people.accountOf(email)
    const [mail] = await portal.database
      .sql`select id from mails where to_address = ${email} and template = 'confirm-address'`
    await portal.database
      .sql`update mails set state = 'waiting', send_after = now(), body_text = null where id = ${mail!.id}`
    const { enqueue } = await import('#server/jobs/enqueue.ts')
    await portal.database.inTransaction((tx) => enqueue(tx, 'mail.send', { mailId: mail!.id }))
    const newer = await tokenInMail(portal, 'confirm-address', email)
    expect(newer).not.toBe(token)
    expect(refusalIn(await people.confirm(token))).toBe('LINK_EXPIRED')
    expect((await people.confirm(newer)).status).toBe(200)
    expect(await portal.database.sql`select 1 from mail_tokens where account_id = ${id}`).toHaveLength(0)
  })

  test('pressed while an admin decides: both happen, or the admin is asked to look again', async () => {
    for (let round = 0; round < rounds(10, 200); round++) {
      const { email, token } = await registered()
      await portal.database.sql`delete from rate_limits`
      const { id, version } = await people.reviewOf(email)
      const [decided, confirmed] = await Promise.all([
        refusalOf(people.ana.admin.reviews.approve.mutate({ id, version, requestId: requestId() })),
        people.confirm(token),
      ])
      expect(confirmed.status).toBe(200)
      expect(['no refusal', 'REVIEW_CHANGED']).toContain(decided)
    }
  })
})

describe('the status of a registration', () => {
  const decided = ({ events }: { events: { kind: string }[] }) =>
    events.some(({ kind }) => kind === 'review-status.changed')

  test('reaches the applicant’s page live, and nobody else', async () => {
    const input = applicant()
    const { cookies } = await people.register(input)
    const other = await people.register(applicant())
    const decoy = await people.register({ ...applicant(), email: input.email })
    const cookiesOf = [cookies[0], other.cookies[0], decoy.cookies[0], '']
    const tabs = await Promise.all(cookiesOf.map((cookie) => openStarted(portal, cookie)))
    await people.decide(input.email, 'reject')
    const [own, ...strangers] = tabs
    await own!.until(decided)
    expect(own!.events.at(-1)).toMatchObject({ status: { state: 'rejected', reason: 'Not a customer.' } })
    // Said to everyone after the decision: whoever has heard it has heard all that was for them before.
    const owner = await staffClient(portal, 'owner')
    const settings = await owner.admin.settings.get.query()
    await owner.admin.settings.save.mutate({ ...settings, portalName: 'Polder' })
    const { id } = await people.reviewOf(input.email)
    for (const tab of strangers) {
      await tab.until(({ events }) => events.some(({ kind }) => kind === 'public-settings.saved'))
      // One may still hear of its own registration: it was opened before the feed had read so far.
      expect(JSON.stringify(tab.events)).not.toContain(id)
    }
    await Promise.all(tabs.map((tab) => tab.close()))
  })

  test('is opened by the link of the mail, again and again, with a cookie that pages cannot read', async () => {
    const input = applicant()
    await people.register(input)
    const token = await tokenInMail(portal, 'registration-received', input.email)
    for (let n = 0; n < 2; n++) {
      const answer = await mutateRaw(portal, 'portal.registrations.openStatus', { token })
      expect(answer.headers.getSetCookie()[0]).toMatch(/HttpOnly/)
      expect(await people.statusOf(answer.cookies[0]!)).toMatchObject({ state: 'pending' })
    }
  })

  test('can be read until 30 days after the decision', async () => {
    const input = applicant()
    const { cookies } = await people.register(input)
    const { id } = await people.reviewOf(input.email)
    const token = await tokenInMail(portal, 'registration-received', input.email)
    await people.decide(input.email, 'approve')
    await portal.database.sql`update reviews set decided_at = now() - interval '29 days 23 hours' where id = ${id}`
    expect(await people.statusOf(cookies[0]!)).toMatchObject({ state: 'approved' })
    await portal.database.sql`update reviews set decided_at = now() - interval '30 days 1 minute' where id = ${id}`
    expect(await refusalOf(people.statusOf(cookies[0]!))).toBe('NOT_FOUND')
    expect(refusalIn(await mutateRaw(portal, 'portal.registrations.openStatus', { token }))).toBe('LINK_EXPIRED')
  })

  test('opens nothing but itself', async () => {
    const input = applicant()
    const { cookies } = await people.register(input)
    const client = clientOf(portal, cookies[0])
    expect(await client.portal.session.me.query()).toBeNull()
    expect(await refusalOf(client.admin.reviews.list.query({}))).toBe('NOT_SIGNED_IN')
  })
})
