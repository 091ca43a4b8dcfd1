// Closing open reviews for another reason than a decision: settled by an invitation, withdrawn with their requester.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { announceReview } from './announce.ts'
import { rulesOf } from './kinds.ts'
import type { ReviewKind } from './schema.ts'

/** Approves the open registration of somebody who is invited: the invitation is the answer, so no other mail, and no undo. */
export async function settleReview(tx: Tx, actor: Actor, requesterId: string): Promise<void> {
  const settled = await tx<{ id: string }[]>`
    update reviews
       set state = 'approved', decided_by = ${actor.accountId}, decided_at = clock_timestamp(), undo_until = null, question = null,
           decision_id = gen_random_uuid(), version = version + 1
     where requester_id = ${requesterId} and kind = 'registration' and state in ('pending', 'needs_information')
    returning id`
  for (const { id } of settled) {
    await rulesOf('registration').close?.(tx, { id, requesterId }, 'approved')
    await recordAudit(tx, actor.accountId, 'review.approved', { kind: 'review', id }, { by: 'invitation' })
    await announceReview(tx, id, 'review.approved')
  }
}

/** Withdraws whatever a person still asks for, or all of one kind; returns how many those were. */
export async function withdrawReviews(
  tx: Tx,
  actorId: string,
  requesterId: string,
  kind?: ReviewKind,
): Promise<number> {
  const withdrawn = await tx<{ id: string; kind: ReviewKind }[]>`
    update reviews set state = 'withdrawn', question = null, version = version + 1
     where requester_id = ${requesterId} and state in ('pending', 'needs_information') ${kind ? tx`and kind = ${kind}` : tx``}
    returning id, kind`
  for (const { id, kind } of withdrawn) {
    await rulesOf(kind).close?.(tx, { id, requesterId }, 'withdrawn')
    await recordAudit(tx, actorId, 'review.withdrawn', { kind: 'review', id })
    await announceReview(tx, id, 'review.withdrawn')
  }
  return withdrawn.length
}
