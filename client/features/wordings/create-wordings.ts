// The wordings as staff read them, live: an event tells that one has changed, and it is asked for again.
import type { Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import type { WordingDetail, WordingName, WordingRow } from '#server/features/wordings/schema.ts'

export function createWordings(connection: Connection) {
  const live = createLive<string, { rows: WordingRow[] }>(connection, {
    key: () => 'wordings',
    fetch: async () => ({ rows: await api.admin.wordings.list.query() }),
    apply(value, event) {
      if (event.kind !== 'wording.changed') return
      const row = value.rows.find(({ name }) => name === event.name)
      if (row && event.version > row.version) queueMicrotask(() => live.refetch())
    },
  })
  return live
}

export function createWording(connection: Connection, name: Accessor<WordingName | undefined>) {
  const live = createLive<WordingName, WordingDetail>(connection, {
    key: name,
    fetch: (asked) => api.admin.wordings.get.query({ name: asked }),
    apply(value, event) {
      const isNewer = event.kind === 'wording.changed' && event.name === value.name && event.version > value.version
      if (isNewer) queueMicrotask(() => live.refetch())
    },
  })
  return live
}
