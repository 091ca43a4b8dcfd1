// Many reviews at once, straight from the database, and what is asked of a run.
import { setTimeout as sleep } from 'node:timers/promises'
import { workOnRun } from '#server/features/bulk/jobs.ts'
import type { BulkRun } from '#server/features/bulk/schema.ts'
import { insertApplicants } from '#tests/faults/people.ts'
import type { clientOf, Portal } from './portal.ts'
import { requestId } from './portal.ts'

type Client = ReturnType<typeof clientOf>

/** Inserts so many applicants, who wait; answers their reviews in the order in which a run takes them. */
export async function insertWaiting({ database }: Pick<Portal, 'database'>, count: number): Promise<string[]> {
  const applicants = await insertApplicants(database.sql, count)
  const rows = await database.sql<{ id: string }[]>`
    select id from reviews where id = any(${applicants.map(({ reviewId }) => reviewId)}) order by requested_at, id`
  return rows.map(({ id }) => id)
}

/** Waits until a run has ended. */
export async function untilFinished(api: Client, id: string): Promise<BulkRun> {
  for (;;) {
    const run = await api.admin.bulk.get.query({ id })
    if (run.finishedAt !== null) return run
    await sleep(50)
  }
}

/** Does what the workers of a server would, one job after the other. */
export async function workOff(portal: Portal, api: Client, { id }: { id: string }): Promise<BulkRun> {
  for (;;) {
    await workOnRun(portal, id)
    const run = await api.admin.bulk.get.query({ id })
    if (run.finishedAt !== null) return run
  }
}

/** Resolves once so many items are done. */
export async function untilDecided({ database }: Pick<Portal, 'database'>, run: { id: string }, count: number) {
  const done = async () => {
    const [row] = await database.sql`
      select count(*)::int as count from bulk_items where run_id = ${run.id} and outcome in ('done', 'undone')`
    return row!.count as number
  }
  while ((await done()) < count) await sleep(5)
}

export const approveAll = (api: Client, filter: object = {}) =>
  api.admin.bulk.start.mutate({
    target: { filter: { state: 'pending', search: '', ...filter } },
    act: 'approve',
    asOf: new Date().toISOString(),
    requestId: requestId(),
  })

/** All that a run keeps of its items, counted by outcome and code: `{ done: 318, 'failed REVIEW_DECIDED': 8 }`. */
export async function outcomesOf({ database }: Pick<Portal, 'database'>, runId: string) {
  const rows = await database.sql<{ what: string; count: number }[]>`
    select outcome || coalesce(' ' || code, '') as what, count(*)::int as count
      from bulk_items where run_id = ${runId} group by 1 order by 1`
  return Object.fromEntries(rows.map(({ what, count }) => [what, count]))
}
