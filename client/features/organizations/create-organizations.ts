import type { Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createPlaceList } from './create-place-list.ts'
import { hasInName, movesCounts } from './place-list.ts'

export interface OrganizationFilter {
  search: string | undefined
}

/** The rows of the organizations list, live. */
export function createOrganizations(connection: Connection, filter: Accessor<OrganizationFilter>) {
  return createPlaceList(connection, {
    filter,
    fetch: (key, after) => api.admin.organizations.list.query({ ...key, after }),
    belongs: ({ name }, { search }) => hasInName(name, search),
    rowOf: (event) =>
      'organization' in event ? { row: event.organization, isArrival: event.kind === 'organization.added' } : undefined,
    isDeletion: (event, { id }) => event.kind === 'organization.deleted' && event.organizationId === id,
    movesCounts,
  })
}
