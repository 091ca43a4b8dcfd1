import type { Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createLiveList } from '#client/realtime/create-live-list.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import { learnServerTime } from '#client/realtime/server-clock.ts'
import type { BulkItem, BulkOutcome, BulkRun } from '#server/features/bulk/schema.ts'

/** One run, live. */
export function createRun(connection: Connection, id: Accessor<string | undefined>) {
  return createLive<string, BulkRun>(connection, {
    key: id,
    fetch: (runId) => api.admin.bulk.get.query({ id: runId }),
    apply(value, event) {
      if (event.kind !== 'bulk.changed' || event.run.id !== value.id || event.run.version <= value.version) return
      if (connection.state.since === undefined) learnServerTime(event.run.finishedAt)
      Object.assign(value, event.run)
    },
  })
}

export type ItemLine = BulkItem & { id: string; version: number }

/** What came of each review of a run. No event carries that: it is fetched again as the counts change. */
export function createItems(
  connection: Connection,
  { runId, outcome }: { runId: Accessor<string>; outcome: Accessor<BulkOutcome | undefined> },
) {
  const list = createLiveList<{ runId: string; outcome: BulkOutcome | undefined }, ItemLine>(connection, {
    key: () => ({ runId: runId(), outcome: outcome() }),
    async fetch(key, after) {
      const { rows, next } = await api.admin.bulk.items.query({ ...key, after: after && Number(after.id) })
      return {
        rows: rows.map((row) => ({ ...row, id: row.reviewId, version: 0 })),
        next: next === null ? null : { at: '', id: String(next) },
      }
    },
    rules: () => ({
      belongs: () => true,
      placeOf: ({ position }) => ({ at: '', id: String(position).padStart(10, '0') }),
      order: 'oldest-first',
    }),
    rowOf: () => undefined,
  })
  createRefetch(connection, list, (event) => event.kind === 'bulk.changed' && event.run.id === runId(), 1_000)
  return list
}
