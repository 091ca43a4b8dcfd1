import type { Db } from '#db/database.ts'
import { decoyReviewId } from './rules.ts'
import type { ReviewStatus } from '#server/features/reviews/schema.ts'

interface StatusRow extends Omit<ReviewStatus, 'reviewId' | 'state' | 'version' | 'emailConfirmed'> {
  reviewId: string | null
  state: ReviewStatus['state'] | null
  version: number | null
  emailConfirmed: boolean | null
}

/**
 * Finds what a status token may read: its review until 30 days after the decision. A decoy reads as pending for as long,
 * since a page that stays "sent" is all a stranger may learn of a known address; it has an id like any other.
 */
export async function findStatus(db: Db, tokenHash: string): Promise<ReviewStatus | undefined> {
  const [row] = await db<StatusRow[]>`
    select reviews.id as review_id, reviews.state, reviews.reason, reviews.version,
           (reviews.facts ->> 'emailConfirmed')::boolean as email_confirmed
      from status_tokens left join reviews on reviews.id = status_tokens.review_id
     where token_hash = ${tokenHash}
       and coalesce(reviews.decided_at, case when reviews.id is null then status_tokens.created_at else now() end)
           > now() - interval '30 days'`
  return (
    row && {
      reviewId: row.reviewId ?? decoyReviewId(tokenHash),
      state: row.state ?? 'pending',
      reason: row.reason,
      version: row.version ?? 1,
      emailConfirmed: row.emailConfirmed ?? false,
    }
  )
}
