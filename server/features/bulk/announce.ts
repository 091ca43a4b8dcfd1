import type { Tx } from '#db/database.ts'
import { publish } from '#server/realtime/publish.ts'
import { findRun } from './queries.ts'
import type { BulkRun } from './schema.ts'

/** Counts what has come of a run's items. Counted anew, so that nothing is counted twice. */
export async function countItems(tx: Tx, id: string): Promise<BulkRun> {
  await tx`
    update bulk_runs set succeeded = counted.succeeded, failed = counted.failed, undone = counted.undone, version = version + 1
      from (select count(*) filter (where outcome in ('done', 'undone')) as succeeded,
                   count(*) filter (where outcome = 'failed') as failed,
                   count(*) filter (where outcome = 'undone') as undone
              from bulk_items where run_id = ${id}) counted
     where id = ${id}`
  return (await findRun(tx, id))!
}

/** Counts, and says so to the admins; called last. */
export async function announceRun(tx: Tx, id: string): Promise<BulkRun> {
  const run = await countItems(tx, id)
  await publish(tx, 'admins', { kind: 'bulk.changed', run })
  return run
}
