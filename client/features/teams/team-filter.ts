// The filter of the teams list as it stands in the address. Pure.
import { readFilter } from '#client/features/users/user-list.ts'
import type { TeamFilter } from './create-teams.ts'

export interface TeamSearch {
  q?: string | undefined
  organization?: string | undefined
}

/** Reads the address; what does not make sense there is left out. */
export function readTeamFilter(search: TeamSearch): TeamFilter {
  const { search: text, organizationId } = readFilter(search)
  return { search: text, organizationId }
}
