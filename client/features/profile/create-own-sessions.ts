import { onCleanup, onMount } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import type { OwnSession } from '#server/features/profile/schema.ts'

/** The person's own sessions, newest first; asked for again when something about the account changes or one looks at the page again. */
export function createOwnSessions(connection: Connection) {
  const live = createLive<'own', { rows: OwnSession[] }>(connection, {
    key: () => 'own',
    fetch: async () => ({ rows: await api.portal.profile.sessions.query() }),
    apply: () => undefined,
  })
  onCleanup(
    connection.onEvent((event) => {
      if (event.kind === 'account.changed') live.refetch()
    }),
  )
  const look = () => {
    if (document.visibilityState === 'visible') live.refetch()
  }
  onMount(() => document.addEventListener('visibilitychange', look))
  onCleanup(() => document.removeEventListener('visibilitychange', look))
  return live
}
