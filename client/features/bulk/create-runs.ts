import { createReadMarks } from '#client/features/records/read-marks.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { learnServerTime } from '#client/realtime/server-clock.ts'
import type { BulkRun } from '#server/features/bulk/schema.ts'
import { putRun } from './run-list.ts'

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
  return { live, ...createReadMarks('gatehouse:read-runs') }
}
