import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import type { Settings } from '#server/features/settings/schema.ts'

/** The settings as staff see them, live. */
export const createSettings = (connection: Connection) =>
  createLive<string, Settings>(connection, {
    key: () => 'settings',
    fetch: () => api.admin.settings.get.query(),
    apply: (value, event) => {
      if (event.kind === 'settings.saved' && event.settings.version > value.version)
        Object.assign(value, event.settings)
    },
  })
