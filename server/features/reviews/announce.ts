import type { Tx } from '#db/database.ts'
import type { EventKind } from '#server/realtime/events.ts'
import { publish } from '#server/realtime/publish.ts'
import { findReview } from './queries.ts'
import type { ReviewRow } from './schema.ts'

type ReviewEvent = Extract<EventKind, `review.${string}`>

/** Says what happened to a review, to the admins and to whoever follows this one; called last in its transaction. */
export async function announceReview(tx: Tx, id: string, kind: ReviewEvent): Promise<ReviewRow> {
  const review = (await findReview(tx, id))!
  await publish(tx, 'admins', { kind, review })
  await publish(tx, `review:${id}`, {
    kind: 'review-status.changed',
    status: {
      reviewId: id,
      state: review.state,
      reason: review.reason,
      version: review.version,
      emailConfirmed: review.facts.emailConfirmed,
    },
  })
  return review
}
