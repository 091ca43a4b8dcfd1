import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '#server/features/auth/actor.ts'
import { register } from '#server/features/registrations/commands.ts'
import { reopenReview } from '#server/features/reviews/commands.ts'
import { applicant, createApplicants } from '#tests/setup/applicants.ts'
import { clientOf, insertStaff, requestId, startPortal, type Portal } from '#tests/setup/portal.ts'
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

describe('applying again after a rejection', () => {
  async function rejected() {
    const first = applicant()
    await people.register(first)
    await people.decide(first.email, 'reject')
    return first
  }

  test('reuses the row and shows the earlier application', async () => {
    const first = await rejected()
    const { id } = await people.accountOf(first.email)
    const old = await people.reviewOf(first.email)
    const answer = await people.register({ ...applicant(), email: first.email })
    expect(await people.accountOf(first.email)).toMatchObject({ id, rejectedAt: null })
    const review = await people.reviewOf(first.email)
    expect(review).toMatchObject({ state: 'pending', facts: { earlier: 1 } })
    const { earlierReviews } = await people.ana.admin.reviews.get.query({ id: review.id })
    expect(earlierReviews).toMatchObject([{ id: old.id, state: 'rejected', reason: 'Not a customer.' }])
    expect(await people.statusOf(answer.cookies[0]!)).toMatchObject({ reviewId: review.id, state: 'pending' })
  })

  test('the new password counts from the confirmation of the address on, and ends what was open with the old one', async () => {
    const first = await rejected()
    await people.register({ ...applicant(), email: first.email, password: 'the second password' })
    await people.decide(first.email, 'approve')
    expect(refusalIn(await people.logIn(first.email, 'the second password'))).toBe('WRONG_CREDENTIALS')
    const session = (await people.logIn(first.email, first.password)).cookies[0]!
    const { id } = await people.reviewOf(first.email)
    const find = async () =>
      (
        await portal.database.sql<{ bodyText: string }[]>`
        select body_text from mails where review_id = ${id} and template = 'confirm-address' and state = 'sent'`
      )[0]?.bodyText
    await expect.poll(find, { timeout: 10_000 }).toBeDefined()
    expect((await people.confirm(/token=([\w-]+)/.exec((await find())!)![1]!)).status).toBe(200)
    expect((await people.logIn(first.email, 'the second password')).status).toBe(200)
    expect(refusalIn(await people.logIn(first.email, first.password))).toBe('WRONG_CREDENTIALS')
    expect(await clientOf(portal, session).portal.session.me.query()).toBeNull()
    const kept = await portal.database
      .sql`select 1 from registrations where review_id = ${id} and password_hash is not null`
    expect(kept).toHaveLength(0)
  })

  test('is not waved through by auto-approval', async () => {
    const first = await rejected()
    await portal.database.sql`update settings set auto_approve_registrations = true`
    const answer = await people.register({ ...applicant(), email: first.email })
    expect(answer.json.result.data).toEqual({ outcome: 'registered' })
    expect(await people.reviewOf(first.email)).toMatchObject({ state: 'pending' })
    expect(await people.accountOf(first.email)).toMatchObject({ approvedAt: null })
  })

  test('with a twin of the address sends to the address that was there', async () => {
    await people.register(applicant({ email: 'twin@example.com' }))
    await people.decide('twin@example.com', 'reject')
    await people.register(applicant({ email: 'twin@ｅxample.com' }))
    const { id } = await people.reviewOf('twin@example.com')
    const mails = await portal.database.sql`select distinct to_address from mails where review_id = ${id}`
    expect(mails).toEqual([{ toAddress: 'twin@example.com' }])
  })

  test('many at once open one review', async () => {
    const first = await rejected()
    await Promise.all(Array.from({ length: 20 }, () => people.register({ ...applicant(), email: first.email })))
    const { id } = await people.accountOf(first.email)
    const reviews = await portal.database
      .sql`select state from reviews where requester_id = ${id} order by requested_at`
    expect(reviews.map(({ state }) => state)).toEqual(['rejected', 'pending'])
  })

  test('while an admin reopens the rejection: one open review, nobody sees an error', async () => {
    const admin = { accountId: await insertStaff(portal, 'approver') } as Actor
    for (let round = 0; round < rounds(15, 300); round++) {
      await people.reset()
      const first = await rejected()
      const { id, version } = await people.reviewOf(first.email)
      // Below the router, where hashing would keep the two apart.
      const again = { ...first, passwordHash: 'none' }
      const [reopened, applied] = await Promise.allSettled([
        portal.database.inTransaction((tx) => reopenReview(tx, admin, { id, version })),
        portal.database.inTransaction((tx) => register(tx, again, requestId())),
      ])
      expect(applied).toMatchObject({ status: 'fulfilled', value: { outcome: 'sent' } })
      if (reopened.status === 'rejected')
        expect(reopened.reason).toMatchObject({ cause: { code: 'REVIEW_SUPERSEDED' } })
      const { id: accountId, rejectedAt } = await people.accountOf(first.email)
      const open = await portal.database
        .sql`select 1 from reviews where requester_id = ${accountId} and state = 'pending'`
      expect([open.length, rejectedAt]).toEqual([1, null])
    }
  })
})
