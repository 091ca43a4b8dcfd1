import { z } from 'zod'
import type { AppVisibility } from '#server/features/apps/schema.ts'
import type { PlanFacts } from '#server/features/plans/schema.ts'
import { nameField, versionField, instantField } from '#server/features/users/schema.ts'

export const reviewKinds = ['registration', 'organization', 'access'] as const
export type ReviewKind = (typeof reviewKinds)[number]
export type ReviewState = 'pending' | 'needs_information' | 'approved' | 'rejected' | 'withdrawn'

/** What a registration shows in the list. */
export interface RegistrationFacts {
  firstName: string
  lastName: string
  email: string
  emailConfirmed: boolean
  /** in the queue only once the address is confirmed (a setting) */
  awaitsConfirmation?: boolean
  /** how many earlier applications of this address were decided */
  earlier: number
  /** the invite code it came with; `isLost`: reopened without one, because its places were gone */
  inviteCode?: { id: string; name: string; isLost?: true }
}

/** What an organization request shows in the list. */
export interface OrganizationFacts {
  /** the name asked for */
  name: string
  /** the name it was approved under, when that is another one */
  approvedName?: string
  firstName: string
  lastName: string
  email: string
  /** how many earlier requests of this person were decided */
  earlier: number
}

/** What a request for access shows in the list. */
export interface AccessFacts {
  /** the app's, when it was asked for */
  name: string
  appId: string
  organizationName: string
  catalogueName: string
  planName: string
  /** the plan it was approved with, when that is another one */
  approvedPlanName?: string
  /** names */
  products: string[]
  firstName: string
  lastName: string
  email: string
  /** how many earlier requests of this app were decided */
  earlier: number
}

/** What each kind shows in the list. */
export type ReviewFacts =
  | { kind: 'registration'; facts: RegistrationFacts }
  | { kind: 'organization'; facts: OrganizationFacts }
  | { kind: 'access'; facts: AccessFacts }

/** One row of the queue, of one kind. Instants are ISO strings. */
export type RowOf<K extends ReviewKind> = Extract<ReviewFacts, { kind: K }> & ReviewCommon
/** One row of the queue; also what its events carry. */
export type ReviewRow = RowOf<'registration'> | RowOf<'organization'> | RowOf<'access'>

interface ReviewCommon {
  id: string
  state: ReviewState
  version: number
  requesterId: string
  requestedAt: string
  decidedAt: string | null
  decidedBy: { id: string; name: string } | null
  /** of a rejection, for the requester to read */
  reason: string | null
  /** until then the decision can be undone and its mails wait */
  undoUntil: string | null
  /** what the requester is asked and has not answered yet */
  question: string | null
}

/** A soft claim of a review: who looks at it with the intention to decide it; null: nobody any more. */
export interface ReviewClaim {
  reviewId: string
  by: { id: string; name: string } | null
  /** ISO; the claim is none from then on */
  until: string | null
}

/** Somebody of the staff who has the queue open in a tab. */
export interface Present {
  id: string
  name: string
  /** the review that is open there */
  reviewId: string | null
}

/** A question or an answer, or what staff noted for themselves. */
export interface ReviewMessage {
  id: string
  kind: 'question' | 'answer' | 'note'
  /** null: deleted since; the requester, of an answer */
  author: { id: string; name: string } | null
  body: string
  at: string
}

/** An earlier application of the same person. */
export type EarlierReview = Pick<ReviewRow, 'id' | 'state' | 'requestedAt' | 'decidedAt' | 'decidedBy' | 'reason'> & {
  /** of an organization request the name asked for, of a request for access the app's */
  name: string | null
}

/** One line of a review's history: who (null: the requester or the portal itself) did what and when. */
export interface ReviewHistoryEntry {
  at: string
  action: string
  actor: { id: string; name: string } | null
  /** from whom a review was taken over */
  from?: { id: string; name: string }
  reason: string | null
}

/** What is known around a registration. */
export interface RegistrationAbout {
  kind: 'registration'
  /** what approving will do, as facts for the words on the client; `opens`: catalogues beyond the public ones */
  approving: { organizationName: string; teamName: string; opens: number; mails: number }
  /** other accounts of the same mail domain (none for domains that anybody can get an address at), and of the same name */
  sameDomain: number
  sameName: number
}

/** An organization that has to do with a request, with how many users it has. */
export interface NamedOrganization {
  id: string
  name: string
  members: number
}

/** What is known around an organization request. */
export interface OrganizationAbout {
  kind: 'organization'
  /** the organization that has the very name (case-insensitively); approving needs another one then */
  taken: NamedOrganization | null
  /** organizations with a similar name, most similar first, at most five */
  similar: NamedOrganization[]
  /** organizations with users of the requester's mail domain, largest first, at most five */
  sameDomain: NamedOrganization[]
  /** other open requests for a similar name */
  openRequests: { id: string; name: string; requester: string }[]
  requester: { memberSince: string; organization: { id: string; name: string }; teams: string[] }
  /** the organization that approving made, while it exists */
  made: { id: string; name: string } | null
  mails: number
}

/** What is known around a request for access. */
export interface AccessAbout {
  kind: 'access'
  /** null: deleted since */
  app: {
    id: string
    visibility: AppVisibility
    organization: { id: string; name: string; isDefault: boolean }
    /** of this very request: issued when its approval could no longer be undone */
    hasCredential: boolean
  } | null
  /** asked for, or approved with; null: deleted since */
  plan: PlanFacts | null
  /** those that it can be approved with instead */
  otherPlans: PlanFacts[]
  products: { id: string; name: string; state: 'draft' | 'published' | 'deprecated' }[]
  reason: string
  /** what the app holds already */
  has: { productName: string; planName: string | null }[]
  mails: number
}

export type AboutOf<K extends ReviewKind> = Extract<RegistrationAbout | OrganizationAbout | AccessAbout, { kind: K }>

/** All that is needed to decide one of a kind. */
export type DetailOf<K extends ReviewKind> = RowOf<K> & {
  earlierReviews: EarlierReview[]
  history: ReviewHistoryEntry[]
  /** oldest first */
  messages: ReviewMessage[]
  about: AboutOf<K>
  /** whether the asking admin may decide it: auditors may not, and nobody decides their own */
  canDecide: boolean
}
export type ReviewDetail = DetailOf<'registration'> | DetailOf<'organization'> | DetailOf<'access'>

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
  /** what the reviewer asks, while it waits for the answer */
  question: string | null
  version: number
  emailConfirmed: boolean
}

export const queueStates = ['pending', 'asked', 'decided'] as const
/** pending: to decide; asked: waits for an answer of its requester; decided */
export type QueueState = (typeof queueStates)[number]
export const queueSorts = ['oldest', 'newest'] as const
export type QueueSort = (typeof queueSorts)[number]

/** What a queue shows; it lives in the address, in saved views, and says what "all that match" are. */
export const reviewFilter = z.object({
  kind: z.enum(reviewKinds).optional(),
  state: z.enum(queueStates).default('pending'),
  /** words that the name, the address or what is asked for has, each somewhere */
  search: z.string().trim().max(100).default(''),
  /** of registrations: whether the address is confirmed; others always are */
  confirmed: z.boolean().optional(),
  /** has waited at least this long, by the thresholds of the settings */
  age: z.enum(['amber', 'red']).optional(),
  /** pending: claimed by nobody, or by who asks */
  claimed: z.enum(['nobody', 'me']).optional(),
  /** decided: by who asks */
  decidedBy: z.enum(['me']).optional(),
})
export type ReviewFilter = z.infer<typeof reviewFilter>
/** What a filter finds is counted so far; one more means that there are more. */
export const matchingMax = 10_000

export const reviewListInput = reviewFilter.extend({
  /** absent: oldest first of what waits, newest first of what is decided */
  sort: z.enum(queueSorts).optional(),
  /** the last row of the page before */
  after: z.object({ at: instantField, id: z.uuid() }).optional(),
})
export type ReviewListInput = z.input<typeof reviewListInput>

/** A request as its requester sees it, other than a registration. */
export type OwnReview = Exclude<ReviewFacts, { kind: 'registration' }> &
  Pick<ReviewCommon, 'id' | 'state' | 'version' | 'reason' | 'question' | 'requestedAt' | 'decidedAt'>

/** Pages of 50; `next` is the cursor of the following page, null at the end. */
export interface ReviewPage {
  rows: ReviewRow[]
  next: { at: string; id: string } | null
}

/** A decision carries the version it was made on, and a UUID so that repeating it after a lost answer does no harm. */
const decision = { id: z.uuid(), version: versionField, requestId: z.uuid() }
export const approveInput = z.object({
  ...decision,
  /** of an organization request: the name to approve it under, absent for the one asked for */
  organizationName: nameField('Enter a name.').optional(),
  /** of a request for access: another plan of its catalogue to approve it with */
  planId: z.uuid().optional(),
})
export const rejectInput = z.object({
  ...decision,
  reason: z.string().trim().min(1, 'Enter a reason; the requester reads it.').max(2000, 'At most 2,000 characters.'),
  /** for staff alone */
  note: z.string().trim().max(2000, 'At most 2,000 characters.').optional(),
})
export const undoInput = z.object(decision)
const messageField = (empty: string) => z.string().trim().min(1, empty).max(2000, 'At most 2,000 characters.')
export const askInput = z.object({ ...decision, question: messageField('Enter a question; the requester reads it.') })
export const noteInput = z.object({ id: z.uuid(), requestId: z.uuid(), note: messageField('Enter a note.') })
/** The answer to the question that was shown. */
export const answerInput = z.object({ ...decision, answer: messageField('Enter your answer.') })
export type AnswerInput = z.infer<typeof answerInput>
/** What the requester would be sent: the reason of a rejection, or a question. */
export const mailPreviewInput = z.object({
  id: z.uuid(),
  about: z.enum(['rejection', 'question']),
  text: z.string().trim().max(2000),
})
export interface MailPreview {
  to: string
  subject: string
  text: string
}
/** Where a tab is: at the queue, and with which review open; `isWatching`: it has the focus and claims what is open. */
export const attendInput = z.object({ reviewId: z.uuid().nullable(), isWatching: z.boolean() })
export const reopenInput = z.object(decision)
/** What a command needs; the UUID is the router's affair. */
export type DecisionInput = Omit<z.infer<typeof undoInput>, 'requestId'>
export type ApproveInput = Omit<z.infer<typeof approveInput>, 'requestId'>
export type RejectInput = Omit<z.infer<typeof rejectInput>, 'requestId'>
