import type { ConnectionState as Pill } from '#client/ui/connection-pill.tsx'
import type { ConnectionState } from '#client/realtime/connection.ts'

/** How the pill shows the state of the connection; what was caught up with is said for a moment, if it was anything. */
export function toPillState({ status, retryAt, since, caughtUp }: ConnectionState): Pill {
  if (status === 'live' && caughtUp) return { kind: 'caught-up', changes: caughtUp }
  if (status === 'reconnecting') return { kind: status, retryAt: retryAt ?? Date.now() }
  if (status === 'offline') return { kind: status, since: since ?? Date.now() }
  return { kind: status }
}
