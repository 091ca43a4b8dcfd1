import type { Accessor } from 'solid-js'
import { createPlaceList } from '#client/features/organizations/create-place-list.ts'
import { hasInName, movesCounts } from '#client/features/organizations/place-list.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import type { TeamRow } from '#server/features/teams/schema.ts'
import { isTeamGone } from './create-team-detail.ts'

export interface TeamFilter {
  search: string | undefined
  organizationId: string | undefined
}

/** The rows of a teams list, live: of all organizations or of one. */
export function createTeams(connection: Connection, filter: Accessor<TeamFilter>) {
  return createPlaceList<TeamFilter, TeamRow>(connection, {
    filter,
    fetch: (key, after) => api.admin.teams.list.query({ ...key, after }),
    belongs: ({ name, organization }, { search, organizationId }) =>
      (organizationId === undefined || organization.id === organizationId) &&
      (hasInName(name, search) || hasInName(organization.name, search)),
    rowOf: (event) => ('team' in event ? { row: event.team, isArrival: event.kind === 'team.added' } : undefined),
    isDeletion: isTeamGone,
    movesCounts,
  })
}
