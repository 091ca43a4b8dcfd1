import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'

export type Place = Awaited<ReturnType<typeof api.admin.users.places.query>>[number]
export type Places = ReturnType<typeof createPlaces>

/** The organizations with their teams, for filters and forms; the default one first. */
export function createPlaces(connection: Connection) {
  return createLive<string, { all: Place[] }>(connection, {
    key: () => 'places',
    fetch: async () => ({ all: await api.admin.users.places.query() }),
    apply: () => undefined,
  })
}
