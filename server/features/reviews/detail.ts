import type { Db } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { rulesOf } from './kinds.ts'
import { findReview, listEarlierReviews, listReviewHistory } from './queries.ts'
import type { ReviewDetail } from './schema.ts'

/** Gathers all that is needed to decide one review; undefined when there is none. */
export async function describeReview(db: Db, actor: Actor, id: string): Promise<ReviewDetail | undefined> {
  const review = await findReview(db, id)
  if (!review) return undefined
  const [earlierReviews, history, described] = await Promise.all([
    listEarlierReviews(db, id),
    listReviewHistory(db, id),
    rulesOf(review.kind).describe(db, review),
  ])
  return { ...review, earlierReviews, history, ...described, canDecide: actor.staffRole !== 'auditor' }
}
