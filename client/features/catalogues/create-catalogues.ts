// The catalogues that a page shows, live: the list, and one with all that is in it.
import type { Accessor } from 'solid-js'
import { createPlaceDetail } from '#client/features/organizations/create-place-detail.ts'
import { createPlaceList } from '#client/features/organizations/create-place-list.ts'
import { changesPlaces } from '#client/features/organizations/place-list.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import type { CatalogueDetail, CatalogueRow } from '#server/features/catalogues/schema.ts'
import type { Event } from '#server/realtime/events.ts'
import { belongs, type CatalogueFilter } from './catalogue-list.ts'

/** Whether something that catalogues hold or are shown to has gone. */
const takesAway = ({ kind }: Event) =>
  kind === 'product.deleted' || kind === 'plan.deleted' || kind === 'team.deleted' || kind === 'organization.deleted'

/** The rows of the catalogues list. */
export function createCatalogues(connection: Connection, filter: Accessor<CatalogueFilter>) {
  return createPlaceList<CatalogueFilter, CatalogueRow>(connection, {
    filter,
    fetch: (key, after) => api.admin.catalogues.list.query({ ...key, after }),
    belongs,
    rowOf: (event) =>
      'catalogue' in event ? { row: event.catalogue, isArrival: event.kind === 'catalogue.added' } : undefined,
    isDeletion: (event, { id }) => event.kind === 'catalogue.deleted' && event.catalogueId === id,
    movesCounts: takesAway,
  })
}

/** A catalogue with everything in it and its history; always of one version, for it is what an edit begins with. */
export function createCatalogueDetail(connection: Connection, id: Accessor<string | undefined>) {
  return createPlaceDetail<CatalogueDetail>(connection, id, {
    fetch: (catalogueId) => api.admin.catalogues.get.query({ id: catalogueId }),
    isDeletion: (event, value) => event.kind === 'catalogue.deleted' && event.catalogueId === value.id,
    isConcerned: (event, value) =>
      ('catalogue' in event && event.catalogue.id === value.id) ||
      takesAway(event) ||
      changesPlaces(event) ||
      ('product' in event && value.productList.some(({ id: one }) => one === event.product.id)) ||
      ('plan' in event && value.planList.some(({ id: one }) => one === event.plan.id)),
  })
}
