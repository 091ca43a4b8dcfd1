import type { Db } from '#db/database.ts'
import type { ReviewStatus } from '#server/features/reviews/schema.ts'

/** What a status token reads; without a review it is a decoy. */
export interface FoundStatus extends Omit<ReviewStatus, 'reviewId'> {
  reviewId: string | null
}

interface StatusRow extends Omit<FoundStatus, 'state' | 'version' | 'emailConfirmed'> {
  state: ReviewStatus['state'] | null
  version: number | null
  emailConfirmed: boolean | null
}

/**
 * Finds what a status token may read: its review until 30 days after the decision. A decoy reads as pending for as long,
 * since a page that stays "sent" is all a stranger may learn of a known address.
 */
export async function findStatus(db: Db, tokenHash: string): Promise<FoundStatus | undefined> {
  const [row] = await db<StatusRow[]>`
    select reviews.id as review_id, reviews.reason, reviews.question,
           -- One that waits for its address to be confirmed looks as the decoy does, whose address nobody will confirm.
           case when reviews.state = 'needs_information' and facts ? 'awaitsConfirmation' then 'pending' else reviews.state end as state,
           reviews.version,
           (reviews.facts ->> 'emailConfirmed')::boolean as email_confirmed
      from status_tokens left join reviews on reviews.id = status_tokens.review_id
     where token_hash = ${tokenHash}
       and coalesce(reviews.decided_at, case when reviews.id is null then status_tokens.created_at else now() end)
           > now() - interval '30 days'`
  return (
    row && {
      reviewId: row.reviewId,
      state: row.state ?? 'pending',
      reason: row.reason,
      question: row.question,
      version: row.version ?? 1,
      emailConfirmed: row.emailConfirmed ?? false,
    }
  )
}
