import { changesPlaces } from '#client/features/organizations/place-list.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'

export type Place = Awaited<ReturnType<typeof api.admin.users.places.query>>[number]
export type Places = ReturnType<typeof createPlaces>

/** The organizations with their teams, for filters and forms; the default one first. Live. */
export function createPlaces(connection: Connection) {
  const places = createLive<string, { all: Place[] }>(connection, {
    key: () => 'places',
    fetch: async () => ({ all: await api.admin.users.places.query() }),
    apply: () => undefined,
  })
  createRefetch(connection, places, changesPlaces)
  return places
}
