// A job's start is counted from the beginning of its transaction, a mail's from the moment of the decision. A decision that
// had waited for a lock for over a second woke its job too early; the job found nothing due, ended well, and the mail was lost.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { approveReview } from '#server/features/reviews/commands.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { insertRegistration, insertStaff, startPortal, type Portal } from '#tests/setup/portal.ts'

let portal: Portal
beforeAll(async () => {
  portal = await startPortal()
  await portal.database.sql`update settings set undo_seconds = 3`
})
afterAll(() => portal.end())

test('the mail of a decision whose transaction had to wait is sent all the same', async () => {
  const { id, version } = await insertRegistration(portal)
  const actor = { accountId: await insertStaff(portal, 'owner') } as Actor
  await portal.database.inTransaction(async (tx) => {
    await tx`select pg_sleep(2.5)`
    await approveReview(tx, actor, { id, version })
  })
  const stateOf = async () =>
    (
      await portal.database.sql<{ state: string }[]>`select state from mails where template = 'registration-approved'`
    )[0]!.state
  await expect.poll(stateOf, { timeout: 6_000 }).toBe('sent')
})
