import { commitOf, type EnqueueOptions, type Tx } from '#db/database.ts'
import type { JobName, JobPayloads } from './registry.ts'

/** Writes a job in the caller's transaction: it exists exactly when the change that calls for it does. */
export function enqueue<N extends JobName>(
  tx: Tx,
  name: N,
  payload: JobPayloads[N],
  options: EnqueueOptions = {},
): Promise<void> {
  return enqueueAll(tx, name, [payload], options)
}

/** Writes many jobs of one kind, in one statement. */
export async function enqueueAll<N extends JobName>(
  tx: Tx,
  name: N,
  payloads: JobPayloads[N][],
  options: EnqueueOptions = {},
): Promise<void> {
  const commit = commitOf(tx)
  if (!commit.database.enqueue) throw new Error('the job system has not been started')
  await commit.database.enqueue(tx, name, payloads, options)
  commit.queues.add(name)
}
