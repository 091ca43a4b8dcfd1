// The wire contract of real time, shared by server and browser: audiences, positions and every kind of event.
import type { BulkRun } from '#server/features/bulk/schema.ts'
import type { AppRow } from '#server/features/apps/schema.ts'
import type { CatalogueRow } from '#server/features/catalogues/schema.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'
import type { MemberRow } from '#server/features/members/schema.ts'
import type { OrganizationRow } from '#server/features/organizations/schema.ts'
import type { PlanRow } from '#server/features/plans/schema.ts'
import type { ProductRow } from '#server/features/products/schema.ts'
import type {
  OwnReview,
  Present,
  ReviewClaim,
  ReviewCounts,
  ReviewRow,
  ReviewStatus,
} from '#server/features/reviews/schema.ts'
import type { PublicSettings, Settings } from '#server/features/settings/schema.ts'
import type { StaffRow } from '#server/features/staff/schema.ts'
import type { TeamRow } from '#server/features/teams/schema.ts'
import type { UserRow } from '#server/features/users/schema.ts'
import type { MailHealth, MailRow, MailRun } from '#server/features/emails/schema.ts'
import type { WordingName } from '#server/features/wordings/schema.ts'

/**
 * Who hears an event. `organization:` is never used for the default organization, whose members are strangers. `place:` are the
 * people of a team or organization, the default one too: it carries what is shown to them, never anything about each other.
 */
export type Audience =
  | 'admins'
  | 'everyone'
  | 'signed-in'
  | `review:${string}`
  | `organization:${string}`
  | `team:${string}`
  | `place:${string}`
  | `user:${string}`

/** Everything that real time can say; each carries its row with the row's version, never a difference. */
export type Event =
  | { kind: 'review.submitted'; review: ReviewRow }
  | { kind: 'review.updated'; review: ReviewRow }
  | { kind: 'review.approved'; review: ReviewRow }
  | { kind: 'review.rejected'; review: ReviewRow }
  | { kind: 'review.undone'; review: ReviewRow }
  | { kind: 'review.reopened'; review: ReviewRow }
  | { kind: 'review.withdrawn'; review: ReviewRow }
  | { kind: 'review.asked'; review: ReviewRow }
  | { kind: 'review.answered'; review: ReviewRow }
  /** to staff: ask again for what is noted on it, in its history too */
  | { kind: 'review-note.added'; reviewId: string }
  | { kind: 'claim.changed'; claim: ReviewClaim }
  /** in memory only, and so without a place in the order of commits: everybody who is at the queue */
  | { kind: 'presence.changed'; present: Present[] }
  | { kind: 'bulk.changed'; run: BulkRun }
  /** to whoever may see it: ask again */
  | { kind: 'queue-view.changed'; viewId: string }
  | { kind: 'review-status.changed'; status: ReviewStatus }
  | { kind: 'own-review.changed'; ownReview: OwnReview }
  | { kind: 'reviews.counted'; counts: ReviewCounts }
  | { kind: 'settings.saved'; settings: Settings }
  | { kind: 'public-settings.saved'; settings: PublicSettings }
  | { kind: 'mail.queued'; mail: MailRow }
  | { kind: 'mail.updated'; mail: MailRow }
  /** to staff: more mails than an event each have changed, ask again */
  | { kind: 'mails.changed' }
  | { kind: 'mail-run.changed'; run: MailRun }
  /** in memory only: each process looks for itself */
  | { kind: 'mail-health.changed'; health: MailHealth }
  /** to staff: ask again */
  | { kind: 'wording.changed'; name: WordingName; version: number }
  | { kind: 'account.confirmed'; accountId: string }
  | { kind: 'account.changed'; accountId: string }
  | { kind: UserEvent; user: UserRow }
  | { kind: 'user.deleted'; userId: string }
  | { kind: 'staff.changed'; staff: StaffRow }
  | { kind: 'staff.removed'; staffId: string }
  | { kind: 'organization.added' | 'organization.renamed'; organization: OrganizationRow }
  | { kind: 'organization.deleted'; organizationId: string }
  | { kind: 'team.added' | 'team.renamed'; team: TeamRow }
  | { kind: 'team.deleted'; teamId: string }
  /** to the members of an organization: its name or its teams have changed, ask again */
  | { kind: 'own-organization.changed'; organizationId: string }
  | { kind: 'member.changed'; member: MemberRow }
  | { kind: 'member.removed'; memberId: string }
  /** to staff: teammates' invitations have changed, ask again */
  | { kind: 'invitations.changed'; organizationId: string }
  | { kind: CodeEvent; code: CodeRow }
  | { kind: 'code.deleted'; codeId: string }
  | { kind: 'product.added' | 'product.edited'; product: ProductRow }
  | { kind: 'product.deleted'; productId: string }
  | { kind: 'plan.added' | 'plan.edited'; plan: PlanRow }
  | { kind: 'plan.deleted'; planId: string }
  | { kind: 'catalogue.added' | 'catalogue.edited'; catalogue: CatalogueRow }
  | { kind: 'catalogue.deleted'; catalogueId: string }
  /** to whoever sees these products, or did until now: ask again. Null: more than a few */
  | { kind: 'offer.changed'; productIds: string[] | null }
  /** to its owner: ask again */
  | { kind: 'cart.changed' }
  | { kind: 'app.added' | 'app.edited'; app: AppRow }
  | { kind: 'app.deleted'; appId: string }

type CodeEvent = 'code.added' | 'code.edited' | 'code.redeemed' | 'code.returned' | 'code.expired' | 'code.used-up'
type UserEvent = 'user.added' | 'user.edited' | 'user.reactivated' | 'user.deactivated' | 'user.invited' | 'user.joined'

export type EventKind = Event['kind']

/**
 * What the stream says. `started` comes first: `new` means that whatever is on the screen must be fetched again,
 * `resumed` that the `missed` events follow. `delayed` says whether the order of commits is held up by a long transaction.
 */
export type StreamMessage =
  | { type: 'started'; mode: 'new' | 'resumed'; missed: number }
  | { type: 'event'; event: Event }
  | { type: 'delayed'; delayed: boolean }

/** A place in the order of commits. `xid` is a 64-bit transaction id and therefore a string. */
export interface Position {
  xid: string
  id: string
}

/** Compares two positions of the same epoch: negative when `a` is earlier. */
export function comparePositions(a: Position, b: Position): number {
  const difference = BigInt(a.xid) - BigInt(b.xid) || BigInt(a.id) - BigInt(b.id)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** What fits into xid8 and bigint; more would make Postgres throw. */
const xidMax = 2n ** 64n - 1n
const idMax = 2n ** 63n - 1n

/** Writes a position and its epoch as the cursor that a stream carries. */
export function formatCursor(epoch: string, position: Position): string {
  return `${epoch}:${position.xid}:${position.id}`
}

/** Reads a cursor; undefined when it is not one (whoever sends that starts as new). */
export function parseCursor(cursor: string | null | undefined): { epoch: string; position: Position } | undefined {
  const [, epoch, xid, id] = /^([0-9a-f-]{36}):(\d{1,20}):(\d{1,19})$/.exec(cursor ?? '') ?? []
  if (!epoch || !xid || !id || BigInt(xid) > xidMax || BigInt(id) > idMax) return undefined
  return { epoch, position: { xid, id } }
}
