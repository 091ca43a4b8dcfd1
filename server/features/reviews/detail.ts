import type { Db } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { rulesOf } from './kinds.ts'
import { findReview, listEarlierReviews, listMessages, listReviewHistory } from './queries.ts'
import type { ReviewDetail, RowOf, ReviewKind } from './schema.ts'

const describe = <K extends ReviewKind>(db: Db, review: RowOf<K>) => rulesOf<K>(review.kind).describe(db, review)

/** Gathers all that is needed to decide one review; undefined when there is none. */
export async function describeReview(db: Db, actor: Actor, id: string): Promise<ReviewDetail | undefined> {
  const review = await findReview(db, id)
  if (!review) return undefined
  const [earlierReviews, history, messages, about] = await Promise.all([
    listEarlierReviews(db, id),
    listReviewHistory(db, id),
    listMessages(db, id),
    describe(db, review),
  ])
  const detail = { ...review, earlierReviews, history, messages, about, canDecide: actor.staffRole !== 'auditor' }
  return detail as ReviewDetail
}
