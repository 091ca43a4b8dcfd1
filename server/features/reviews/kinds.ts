// What a kind of review adds to the queue. A fourth kind costs one file like registrations/review.ts and a line below.
import type { Db, Tx } from '#db/database.ts'
import type { StoredFacts } from '#server/features/emails/commands.ts'
import { accessReview } from '#server/features/access/review.ts'
import { organizationReview } from '#server/features/organizations/review.ts'
import { registrationReview } from '#server/features/registrations/review.ts'
import type { AboutOf, ReviewFacts, RowOf, ReviewKind } from './schema.ts'

/** A review as its kind sees it when it is decided, undone or reopened. */
export type DecidedReview = ReviewFacts & {
  id: string
  reason: string | null
  subjectId: string
  requesterId: string
  undoUntil: Date | null
  decisionId: string
}
export type Decided<K extends ReviewKind> = Extract<DecidedReview, { kind: K }>

/** What its kind says of a review. */
type Said<K extends ReviewKind> = Extract<ReviewFacts, { kind: K }>

/** A mail to a requester, before it has its links. */
export type Letter = {
  [N in 'registration-rejected' | 'organization-rejected' | 'access-rejected' | 'review-question']: {
    template: N
    facts: StoredFacts<N>
  }
}['registration-rejected' | 'organization-rejected' | 'access-rejected' | 'review-question']

/** What an admin may choose beside a plain yes. */
export interface ApproveOptions {
  /** of an organization request: another name than the one asked for */
  organizationName?: string | undefined
  /** of a request for access: another plan than the one asked for */
  planId?: string | undefined
}

/** Effects run in the transaction of the decision and only write their own tables and mails. */
export interface ReviewKindRules<K extends ReviewKind> {
  approve(tx: Tx, review: Decided<K>, options: ApproveOptions): Promise<void>
  reject(tx: Tx, review: Decided<K>): Promise<void>
  /** Takes the effects of the decision back, and whatever the requester won by it (sessions). */
  undo(tx: Tx, review: Decided<K>): Promise<void>
  reopen(tx: Tx, review: Decided<K>): Promise<void>
  /** What follows when it is withdrawn, or settled by an invitation, instead of decided. */
  close?(tx: Tx, review: { id: string; requesterId: string }, state: 'withdrawn' | 'approved'): Promise<void>
  /** What the requester is told when it is rejected. */
  rejection(review: Said<K>, reason: string): Letter
  /** What a question is about, in a sentence, and the page where it is answered; null: the page of the status token. */
  asking(review: Said<K>): { subjectLabel: string; path: string | null }
  /** Tells whoever else sees that a question is open, or answered. */
  askedOrAnswered?(tx: Tx, review: Said<K>): Promise<void>
  describe(db: Db, review: RowOf<K>): Promise<AboutOf<K>>
}

const kinds: { [K in ReviewKind]: ReviewKindRules<K> } = {
  registration: registrationReview,
  organization: organizationReview,
  access: accessReview,
}

/** The rules of a kind, for a review of that kind. */
export function rulesOf<K extends ReviewKind>(kind: K): ReviewKindRules<K> {
  return kinds[kind]
}
