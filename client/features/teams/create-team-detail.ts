import type { Accessor } from 'solid-js'
import { createPlaceDetail } from '#client/features/organizations/create-place-detail.ts'
import { changesOffer, movesCounts } from '#client/features/organizations/place-list.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import type { TeamDetail, TeamRow } from '#server/features/teams/schema.ts'
import type { Event } from '#server/realtime/events.ts'

export function createTeamDetail(connection: Connection, id: Accessor<string | undefined>) {
  return createPlaceDetail<TeamDetail>(connection, id, {
    fetch: (teamId) => api.admin.teams.get.query({ id: teamId }),
    rowOf: (event) => ('team' in event ? event.team : undefined),
    isDeletion: isTeamGone,
    isConcerned: (event) => movesCounts(event) || changesOffer(event),
  })
}

/** Whether the event says that this team is gone: by itself, or with its organization. */
export function isTeamGone(event: Event, team: Pick<TeamRow, 'id' | 'organization'>): boolean {
  return (
    (event.kind === 'team.deleted' && event.teamId === team.id) ||
    (event.kind === 'organization.deleted' && event.organizationId === team.organization.id)
  )
}
