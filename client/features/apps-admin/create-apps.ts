import type { Accessor } from 'solid-js'
import { createPlaceList } from '#client/features/organizations/create-place-list.ts'
import { changesPlaces, hasInName } from '#client/features/organizations/place-list.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import type { AppRow } from '#server/features/apps/schema.ts'

export interface AppFilter {
  search: string | undefined
  organizationId: string | undefined
  ownerId?: string
}

/** The rows of a list of apps, live: all of them, an organization's or a person's. */
export function createApps(connection: Connection, filter: Accessor<AppFilter>) {
  return createPlaceList<AppFilter, AppRow>(connection, {
    filter,
    fetch: (key, after) => api.admin.apps.list.query({ ...key, after }),
    belongs: ({ name, description, organization, owner }, { search, organizationId, ownerId }) =>
      (organizationId === undefined || organization.id === organizationId) &&
      (ownerId === undefined || owner?.id === ownerId) &&
      hasInName(`${name} ${description}`, search),
    rowOf: (event) => ('app' in event ? { row: event.app, isArrival: event.kind === 'app.added' } : undefined),
    isDeletion: (event, { id }) => event.kind === 'app.deleted' && event.appId === id,
    // The names of owners, teams and organizations are in the rows, and no event of an app tells of them.
    movesCounts: (event) => changesPlaces(event) || event.kind === 'user.edited',
  })
}
