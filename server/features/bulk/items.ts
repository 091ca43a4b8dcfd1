// One item of a run: decided, or taken back, in a transaction of its own that also keeps what came of it.
import { TRPCError } from '@trpc/server'
import { randomUUID } from 'node:crypto'
import type { Database, Tx } from '#db/database.ts'
import { approveReview, rejectReview, undoDecision } from '#server/features/reviews/commands.ts'
import type { Logger } from '#server/log.ts'
import { Refusal, refusalOf, type RefusalCode } from '#server/refusals.ts'
import type { BulkState } from './schema.ts'
import { provisionalSeconds } from './windows.ts'

export interface WorkedRun {
  id: string
  act: 'approve' | 'reject'
  reason: string | null
  state: BulkState
  /** in whose name */
  actingId: string
}

export interface WorkedItem {
  position: number
  reviewId: string
  /** as it was when the run was started */
  version: number
  decisionId: string | null
}

/** So often something unexpected may come in between before an item counts as failed. */
const attemptsMax = 5

/**
 * Does what the run is for with one item, unless that is done by now. A refusal is what came of it; anything unexpected leaves
 * the item waiting for another attempt.
 */
export async function workOnItem(database: Database, log: Logger, run: WorkedRun, item: WorkedItem): Promise<void> {
  try {
    await database.inTransaction((tx) => (run.state === 'running' ? decide(tx, run, item) : takeBack(tx, run, item)))
  } catch (error) {
    const code = refusalIn(error)
    if (code) return keepRefusal(database, run, item, code)
    log.warn({ err: error, runId: run.id, position: item.position }, 'an item of a run failed unexpectedly')
    await countAttempt(database, run, item)
  }
}

async function decide(tx: Tx, run: WorkedRun, item: WorkedItem): Promise<void> {
  const decisionId = randomUUID()
  // Guarded by its outcome, so that of two workers one decides; and by the run, so that a cancelled one stops here.
  const [claimed] = await tx`
    update bulk_items set outcome = 'done', code = null, decision_id = ${decisionId}
     where run_id = ${run.id} and position = ${item.position} and outcome = 'waiting'
       and exists (select 1 from bulk_runs where id = ${run.id} and state = 'running')
    returning position`
  if (!claimed) return
  const actor = { accountId: run.actingId }
  const input = { id: item.reviewId, version: item.version }
  const inRun = { runId: run.id, decisionId, undoSeconds: provisionalSeconds }
  if (run.act === 'approve') await approveReview(tx, actor, input, inRun)
  else await rejectReview(tx, actor, { ...input, reason: run.reason! }, inRun)
}

async function takeBack(tx: Tx, run: WorkedRun, item: WorkedItem): Promise<void> {
  const [claimed] = await tx`
    update bulk_items set outcome = 'undone'
     where run_id = ${run.id} and position = ${item.position} and outcome = 'done' and code is null
    returning position`
  if (!claimed) return
  // Taken back by somebody already, whatever has become of it since: nothing of this decision stands.
  const [decided] = await tx<{ version: number }[]>`
    select version from reviews
     where id = ${item.reviewId} and decision_id = ${item.decisionId} and state in ('approved', 'rejected')`
  if (decided) await undoDecision(tx, { accountId: run.actingId }, { id: item.reviewId, version: decided.version })
}

function refusalIn(error: unknown): RefusalCode | undefined {
  const cause = error instanceof TRPCError ? error.cause : undefined
  return cause instanceof Refusal ? cause.code : refusalOf(error)
}

const keepRefusal = ({ sql }: Database, run: WorkedRun, { position }: WorkedItem, code: RefusalCode) =>
  run.state === 'running'
    ? sql`
        update bulk_items set outcome = 'failed', code = ${code}
         where run_id = ${run.id} and position = ${position} and outcome = 'waiting'`.then(() => undefined)
    : sql`
        update bulk_items set code = ${code}
         where run_id = ${run.id} and position = ${position} and outcome = 'done'`.then(() => undefined)

/** @throws whatever keeps the database away: then it was not the item's fault */
const countAttempt = ({ sql }: Database, run: WorkedRun, { position }: WorkedItem) =>
  sql`
    update bulk_items
       set attempts = attempts + 1,
           code = case when attempts + 1 >= ${attemptsMax} then 'UNEXPECTED' end,
           outcome = case when attempts + 1 >= ${attemptsMax} and outcome = 'waiting' then 'failed' else outcome end
     where run_id = ${run.id} and position = ${position} and outcome in ('waiting', 'done') and code is null`.then(
    () => undefined,
  )
