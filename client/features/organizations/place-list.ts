// What lists of organizations and of teams have in common: the order by name, what moves their counts. Pure.
import { deletedVersion } from '#client/features/users/user-list.ts'
import type { ListRules } from '#client/realtime/live-list.ts'
import type { Event } from '#server/realtime/events.ts'

export interface PlaceRow {
  id: string
  name: string
  version: number
}

export const isDeleted = (row: Pick<PlaceRow, 'version'>): boolean => row.version === deletedVersion

/** Those that the filter lets through, by name; the server sorts by the bytes of the name in lower case, as this does. */
export function placeRules<R extends PlaceRow>(belongs: (row: R) => boolean): ListRules<R> {
  return {
    belongs: (row) => !isDeleted(row) && belongs(row),
    placeOf: ({ name, id }) => ({ at: name.toLowerCase(), id }),
    order: 'oldest-first',
  }
}

/** Whether a name has this in it, in any case of letters. */
export const hasInName = (name: string, search: string | undefined): boolean =>
  !search || name.toLowerCase().includes(search.toLowerCase())

/** Whether members, teams, invitations or codes of some place may be more or fewer now; a registration makes an account. */
export function movesCounts(event: Event): boolean {
  return (
    'user' in event ||
    event.kind === 'user.deleted' ||
    event.kind === 'invitations.changed' ||
    event.kind === 'code.added' ||
    event.kind === 'code.edited' ||
    event.kind === 'code.deleted' ||
    changesPlaces(event) ||
    ('review' in event && event.review.kind === 'registration')
  )
}

/** Whether other catalogues may be shown to a place now, or the same with more or fewer products. */
export function changesOffer(event: Event): boolean {
  return (
    'catalogue' in event || 'product' in event || event.kind === 'catalogue.deleted' || event.kind === 'product.deleted'
  )
}

/** Whether there is another organization or team now, one less, or one with another name. */
export function changesPlaces(event: Event): boolean {
  return (
    'organization' in event || 'team' in event || event.kind === 'organization.deleted' || event.kind === 'team.deleted'
  )
}
