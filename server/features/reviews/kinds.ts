// What a kind of review adds to the queue. A fourth kind costs one file like registrations/review.ts and a line below.
import type { Db, Tx } from '#db/database.ts'
import { registrationReview } from '#server/features/registrations/review.ts'
import type { ReviewDetail, ReviewKind, ReviewRow } from './schema.ts'

/** A review as its kind sees it when it is decided, undone or reopened. */
export interface DecidedReview extends Pick<ReviewRow, 'id' | 'kind' | 'facts' | 'reason'> {
  subjectId: string
  requesterId: string
  undoUntil: Date | null
  decisionId: string
}

/** Effects run in the transaction of the decision and only write their own tables and mails. */
export interface ReviewKindRules {
  approve(tx: Tx, review: DecidedReview): Promise<void>
  reject(tx: Tx, review: DecidedReview): Promise<void>
  /** Takes the effects of the decision back, and whatever the requester won by it (sessions). */
  undo(tx: Tx, review: DecidedReview): Promise<void>
  reopen(tx: Tx, review: DecidedReview): Promise<void>
  describe(db: Db, review: ReviewRow): Promise<Pick<ReviewDetail, 'approving' | 'sameDomain' | 'sameName'>>
}

const kinds: Partial<Record<ReviewKind, ReviewKindRules>> = { registration: registrationReview }

export function rulesOf(kind: ReviewKind): ReviewKindRules {
  const rules = kinds[kind]
  if (!rules) throw new Error(`no rules for reviews of kind ${kind}`)
  return rules
}
