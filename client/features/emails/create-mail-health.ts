import { createEffect, on } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import type { MailHealth } from '#server/features/emails/schema.ts'

/** Whether mails go out, live. */
export function createMailHealth(connection: Connection) {
  const health = createLive<string, MailHealth>(connection, {
    key: () => 'health',
    fetch: () => api.admin.emails.health.query(),
    apply(value, event) {
      if (event.kind === 'mail-health.changed') Object.assign(value, event.health)
    },
  })
  // It is told outside of the log of events: what was said while this tab was away does not follow.
  createEffect(
    on(
      () => connection.state.since,
      (since, before) => {
        if (since === undefined && before !== undefined) health.refetch()
      },
    ),
  )
  return health
}
