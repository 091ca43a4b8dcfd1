// What somebody may see of asking for an organization. Pure.
import type { Me } from '#server/features/auth/schema.ts'
import type { OwnReview } from '#server/features/reviews/schema.ts'
import type { PublicSettings } from '#server/features/settings/schema.ts'

export type OwnRequest = Extract<OwnReview, { kind: 'organization' }>

export type RequestView = 'pending' | 'created' | 'rejected' | 'member' | 'off' | 'unconfirmed' | 'form'

/** How long after the approval its page still congratulates. */
const freshMs = 24 * 60 * 60_000

export const isOpen = ({ state }: Pick<OwnRequest, 'state'>) => state === 'pending' || state === 'needs_information'

/** The name it was approved under, else the one asked for. */
export const nameOf = ({ facts }: OwnRequest) => facts.approvedName ?? facts.name

/** Whether *Create an organization* leads anywhere for this person. */
export function canAsk(me: Me, settings: PublicSettings | undefined): boolean {
  return (
    settings?.registerOrganizationsEnabled === true &&
    me.organization?.isDefault === true &&
    me.emailConfirmed &&
    !me.mustChangePassword &&
    !me.hasOpenOrganizationRequest
  )
}

/** What the page of the request shows. The request may be ahead of `me`: both are heard, one after the other. */
export function viewOf(me: Me, request: OwnRequest | null, isEnabled: boolean, now: number): RequestView {
  if (request && isOpen(request)) return 'pending'
  if (!me.organization?.isDefault) return request && isFresh(me, request, now) ? 'created' : 'member'
  if (request?.state === 'approved' && me.hasOpenOrganizationRequest) return 'created'
  if (request?.state === 'rejected') return 'rejected'
  if (!me.emailConfirmed) return 'unconfirmed'
  return isEnabled ? 'form' : 'off'
}

function isFresh(me: Me, request: OwnRequest, now: number): boolean {
  const { state, decidedAt } = request
  return (
    state === 'approved' &&
    me.organization?.name === nameOf(request) &&
    decidedAt !== null &&
    now - Date.parse(decidedAt) < freshMs
  )
}

/** Whether an answer or an event says more than what is known; versions compare within one request, instants between two. */
export function isNewer(found: OwnRequest, known: OwnRequest | null): boolean {
  if (known === null) return true
  return found.id === known.id ? found.version > known.version : found.requestedAt > known.requestedAt
}
