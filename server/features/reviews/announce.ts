import type { Tx } from '#db/database.ts'
import type { EventKind } from '#server/realtime/events.ts'
import { publish } from '#server/realtime/publish.ts'
import { endClaim } from './claims.ts'
import { findReview, toOwnReview } from './queries.ts'
import type { ReviewRow } from './schema.ts'

type ReviewEvent = Extract<EventKind, `review.${string}`>

/** Says what happened to a review, to the admins and to its requester; called last in its transaction. */
export async function announceReview(tx: Tx, id: string, kind: ReviewEvent): Promise<ReviewRow> {
  const review = (await findReview(tx, id))!
  // Nobody is at what is closed.
  if (review.state !== 'pending' && review.state !== 'needs_information') await endClaim(tx, id)
  await publish(tx, 'admins', { kind, review })
  const { state, reason, question, version } = review
  if (review.kind === 'registration') {
    const { emailConfirmed } = review.facts
    const status = { reviewId: id, state, reason, question, version, emailConfirmed }
    await publish(tx, `review:${id}`, { kind: 'review-status.changed', status })
  } else {
    await publish(tx, `user:${review.requesterId}`, { kind: 'own-review.changed', ownReview: toOwnReview(review) })
  }
  return review
}
