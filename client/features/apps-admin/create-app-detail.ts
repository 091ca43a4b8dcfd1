import type { Accessor } from 'solid-js'
import { createPlaceDetail } from '#client/features/organizations/create-place-detail.ts'
import { changesPlaces } from '#client/features/organizations/place-list.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import type { AppDetail } from '#server/features/apps/schema.ts'
import type { Event } from '#server/realtime/events.ts'

/** All that the page of an app shows. Everything about it is fetched anew, so that keys and requests are of one version. */
export function createAppDetail(connection: Connection, id: Accessor<string | undefined>) {
  return createPlaceDetail<AppDetail>(connection, id, {
    fetch: (appId) => api.admin.apps.get.query({ id: appId }),
    isDeletion: (event, value) => event.kind === 'app.deleted' && event.appId === value.id,
    isConcerned,
  })
}

function isConcerned(event: Event, app: AppDetail): boolean {
  if ('app' in event) return event.app.id === app.id
  if ('review' in event) return event.review.kind === 'access' && event.review.facts.appId === app.id
  return changesPlaces(event) || /^(user|product|plan)\.(edited|deleted)$/.test(event.kind)
}
