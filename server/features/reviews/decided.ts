// What a guarded statement on reviews hands to the rules of its kind, and why it touched nothing.
import type { Tx } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { refuse } from '#server/refusals.ts'
import { findReview } from './queries.ts'

export const decidedColumns = (tx: Tx) => tx`
  reviews.id, reviews.kind, reviews.subject_id, reviews.requester_id, reviews.facts, reviews.reason, reviews.undo_until,
  reviews.decision_id`

/** Says why nothing was decided. */
export async function refuseDecision(tx: Tx, actor: Pick<Actor, 'accountId'>, id: string): Promise<never> {
  const review = await findReview(tx, id)
  if (!review) return refuse('NOT_FOUND')
  const [own] = await tx`select 1 from reviews where id = ${id} and requester_id = ${actor.accountId}`
  if (own) refuse('OWN_REVIEW')
  const isOpen = review.state === 'pending' || review.state === 'needs_information'
  return refuse(isOpen ? 'REVIEW_CHANGED' : 'REVIEW_DECIDED', { review })
}
