import type { Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import type { OrganizationDetail } from '#server/features/organizations/schema.ts'
import { createPlaceDetail } from './create-place-detail.ts'
import { changesOffer, movesCounts } from './place-list.ts'

export function createOrganizationDetail(connection: Connection, id: Accessor<string | undefined>) {
  return createPlaceDetail<OrganizationDetail>(connection, id, {
    fetch: (organizationId) => api.admin.organizations.get.query({ id: organizationId }),
    rowOf: (event) => ('organization' in event ? event.organization : undefined),
    isDeletion: (event, value) => event.kind === 'organization.deleted' && event.organizationId === value.id,
    isConcerned: (event) => movesCounts(event) || changesOffer(event),
  })
}
