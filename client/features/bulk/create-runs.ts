import { createSignal } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { learnServerTime } from '#client/realtime/server-clock.ts'
import type { BulkRun } from '#server/features/bulk/schema.ts'
import { putRun } from './run-list.ts'

const storedAs = 'gatehouse:read-runs'
/** More runs than a day has. */
const readMax = 50

function readStored(): string[] {
  try {
    return JSON.parse(localStorage.getItem(storedAs) ?? '[]') as string[]
  } catch {
    return []
  }
}

/** The runs of the last day, live, and which of them this person has read the result of. */
export function createRuns(connection: Connection) {
  const live = createLive<string, { runs: BulkRun[] }>(connection, {
    key: () => 'all',
    fetch: async () => ({ runs: await api.admin.bulk.list.query() }),
    apply(value, event) {
      if (event.kind !== 'bulk.changed') return
      // Before it counts down by that clock, and unless it is told late.
      if (connection.state.since === undefined) learnServerTime(event.run.finishedAt)
      putRun(value.runs, event.run)
    },
  })
  const [readIds, setReadIds] = createSignal(readStored())
  function markRead(id: string) {
    setReadIds((ids) => [...ids, id].slice(-readMax))
    // Where nothing can be kept, it is said again after a reload.
    try {
      localStorage.setItem(storedAs, JSON.stringify(readIds()))
    } catch {
      return
    }
  }
  return { live, isRead: (id: string) => readIds().includes(id), markRead }
}
