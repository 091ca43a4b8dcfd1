import { z } from 'zod'

export const reviewKinds = ['registration', 'organization', 'access'] as const
export type ReviewKind = (typeof reviewKinds)[number]
export type ReviewState = 'pending' | 'needs_information' | 'approved' | 'rejected' | 'withdrawn'

/** What a registration shows in the list. Other kinds add theirs. */
export interface RegistrationFacts {
  firstName: string
  lastName: string
  email: string
  emailConfirmed: boolean
  /** in the queue only once the address is confirmed (a setting) */
  awaitsConfirmation?: boolean
  /** how many earlier applications of this address were decided */
  earlier: number
}

/** One row of the queue; also what its events carry. Instants are ISO strings. */
export interface ReviewRow {
  id: string
  kind: ReviewKind
  state: ReviewState
  version: number
  facts: RegistrationFacts
  requestedAt: string
  decidedAt: string | null
  decidedBy: { id: string; name: string } | null
  reason: string | null
  /** until then the decision can be undone and its mails wait */
  undoUntil: string | null
}

/** An earlier application of the same person. */
export type EarlierReview = Pick<ReviewRow, 'id' | 'state' | 'requestedAt' | 'decidedAt' | 'decidedBy' | 'reason'>

/** One line of a review's history: who (null: the requester or the portal itself) did what and when. */
export interface ReviewHistoryEntry {
  at: string
  action: string
  actor: { id: string; name: string } | null
  reason: string | null
}

/** All that is needed to decide. */
export interface ReviewDetail extends ReviewRow {
  earlierReviews: EarlierReview[]
  history: ReviewHistoryEntry[]
  /** what approving will do, as facts for the words on the client */
  approving: { organizationName: string; teamName: string; mails: number }
  /** other accounts of the same mail domain (none for domains that anybody can get an address at), and of the same name */
  sameDomain: number
  sameName: number
  /** whether the asking admin may decide it: auditors may not, and nobody decides their own */
  canDecide: boolean
}

/** How many are pending, with the position in the order of commits at which they were counted. */
export interface ReviewCounts {
  all: number
  registration: number
  organization: number
  access: number
  position: { xid: string; id: string }
}

/** What an applicant may know of their own review; a decoy is always pending. */
export interface ReviewStatus {
  reviewId: string
  state: ReviewState
  reason: string | null
  version: number
  emailConfirmed: boolean
}

export const reviewListInput = z.object({
  kind: z.enum(reviewKinds).optional(),
  state: z.enum(['pending', 'decided']).default('pending'),
  /** the last row of the page before */
  after: z.object({ at: z.iso.datetime(), id: z.uuid() }).optional(),
})
export type ReviewListInput = z.infer<typeof reviewListInput>

/** Pages of 50; `next` is the cursor of the following page, null at the end. */
export interface ReviewPage {
  rows: ReviewRow[]
  next: { at: string; id: string } | null
}

/** A decision carries the version it was made on, and a UUID so that repeating it after a lost answer does no harm. */
const decision = { id: z.uuid(), version: z.int(), requestId: z.uuid() }
export const approveInput = z.object(decision)
export const rejectInput = z.object({
  ...decision,
  reason: z.string().trim().min(1, 'Enter a reason; the applicant reads it.').max(2000, 'At most 2,000 characters.'),
})
export const undoInput = z.object(decision)
export const reopenInput = z.object(decision)
/** What a command needs; the UUID is the router's affair. */
export type DecisionInput = Omit<z.infer<typeof approveInput>, 'requestId'>
export type RejectInput = Omit<z.infer<typeof rejectInput>, 'requestId'>
