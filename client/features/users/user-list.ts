// What belongs on the list of users and where, the filter in the address, and the list as a table for spreadsheets. Pure.
import { idOf } from '#client/lib/id-of.ts'
import type { ListRules } from '#client/realtime/live-list.ts'
import { peopleWords } from '#client/words/people.ts'
import type { Event } from '#server/realtime/events.ts'
import { userStates, type UserState } from '#server/features/users/rules.ts'
import { organizationRoles, type OrganizationRole, type UserRow } from '#server/features/users/schema.ts'

export interface UserFilter {
  search: string | undefined
  state: UserState | undefined
  organizationId: string | undefined
  teamId: string | undefined
  role: OrganizationRole | undefined
}

/** The filter as it stands in the address. */
export interface UserSearch {
  q?: string | undefined
  state?: string | undefined
  organization?: string | undefined
  team?: string | undefined
  role?: string | undefined
}

/** Reads the address; what does not make sense there is left out. */
export function readFilter(search: UserSearch): UserFilter {
  return {
    search: search.q?.trim().slice(0, 200) || undefined,
    state: userStates.find((one) => one === search.state),
    organizationId: idOf(search.organization),
    teamId: idOf(search.team),
    role: organizationRoles.find((one) => one === search.role),
  }
}

export const isFiltered = (filter: UserFilter): boolean => Object.values(filter).some((one) => one !== undefined)

/** A row that has been deleted is newer than every other version of it. */
export const deletedVersion = Number.MAX_SAFE_INTEGER
export const isDeleted = (user: Pick<UserRow, 'version'>): boolean => user.version === deletedVersion

/** Those that the filter lets through, as the server does; the newest first. */
export function userRules(filter: UserFilter): ListRules<UserRow> {
  const search = filter.search?.toLowerCase()
  return {
    belongs: (user) =>
      !isDeleted(user) &&
      (filter.state === undefined || user.state === filter.state) &&
      (filter.organizationId === undefined || user.organization.id === filter.organizationId) &&
      (filter.teamId === undefined || user.teams.some(({ id }) => id === filter.teamId)) &&
      (filter.role === undefined || user.role === filter.role) &&
      (!search || `${user.firstName} ${user.lastName} ${user.email}`.toLowerCase().includes(search)),
    placeOf: (user) => ({ at: user.createdAt, id: user.id }),
    order: 'newest-first',
  }
}

/** Whatever becomes of organizations and teams becomes of all their people at once, and has no event of each. */
export const movesPeople = ({ kind }: Event): boolean => /^(organization|team)\.(renamed|deleted)$/.test(kind)

export const nameOf = (user: Pick<UserRow, 'firstName' | 'lastName'>): string => `${user.firstName} ${user.lastName}`

/** The export's lines, titles first. Instants stay ISO, which every spreadsheet reads. */
export function exportLines(users: readonly UserRow[]): string[][] {
  const { fields, list, states, roles } = peopleWords
  return [
    [
      fields.firstName,
      fields.lastName,
      fields.email,
      list.status,
      list.organization,
      list.teams,
      list.role,
      list.since,
    ],
    ...users.map((user) => [
      user.firstName,
      user.lastName,
      user.email,
      states[user.state],
      user.organization.name,
      user.teams.map(({ name }) => name).join('; '),
      roles[user.role],
      user.createdAt,
    ]),
  ]
}
