// Runs: started, cancelled, retried and undone by portal admins; who works them off is jobs.ts.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { matchingMax } from '#server/features/reviews/schema.ts'
import { refuse } from '#server/refusals.ts'
import { announceRun } from './announce.ts'
import { chosen, findRun } from './queries.ts'
import type { BulkRun, BulkTarget, StartInput } from './schema.ts'
import { holdWindows, provisionalSeconds } from './windows.ts'

/**
 * Starts to decide all that is chosen, each as it was seen, or, found by a filter, as it is at this moment: what arrived since
 * it was counted, or changes before its turn, is not decided unseen.
 *
 * @throws NOTHING_TO_DECIDE TOO_MANY_CHOSEN
 */
export async function startRun(tx: Tx, actor: Actor, { target, act, reason, asOf }: StartInput): Promise<BulkRun> {
  const [run] = await tx<{ id: string }[]>`
    insert into bulk_runs (actor_id, acting_id, act, reason, total, held_until)
    values (${actor.accountId}, ${actor.accountId}, ${act}, ${act === 'reject' ? reason! : null}, 0,
            clock_timestamp() + make_interval(secs => ${provisionalSeconds}))
    returning id`
  const { id } = run!
  const { count: total } = await tx`
    insert into bulk_items (run_id, position, review_id, version)
    select ${id}, row_number() over (order by requested_at, reviews.id), reviews.id, ${versionSeen(tx, target)}
      from reviews where ${chosen(tx, target, asOf, actor.accountId)}
     limit ${matchingMax + 1}`
  if (total === 0) refuse('NOTHING_TO_DECIDE')
  if (total > matchingMax) refuse('TOO_MANY_CHOSEN')
  await tx`update bulk_runs set total = ${total} where id = ${id}`
  const what = 'picked' in target ? { picked: target.picked.length } : { filter: target.filter }
  return goOn(tx, actor, id, 'bulk.started', { act, total, reason, ...what })
}

/** Of what was picked: another version by now is refused in its turn. */
const versionSeen = (tx: Tx, target: BulkTarget) =>
  'picked' in target
    ? tx`(${tx.json(Object.fromEntries(target.picked.map(({ id, version }) => [id, version])))}::jsonb ->> reviews.id::text)::int`
    : tx`reviews.version`

/** Stops a run; what is decided stays so, and can be undone from its end. @throws RUN_CHANGED it does not run; NOT_FOUND */
export async function cancelRun(tx: Tx, actor: Actor, id: string): Promise<BulkRun> {
  const [cancelled] =
    await tx`update bulk_runs set state = 'cancelled' where id = ${id} and state = 'running' returning id`
  return cancelled ? goOn(tx, actor, id, 'bulk.cancelled') : refuseChange(tx, id)
}

/**
 * Decides what failed, if it still waits, as it is by now; in the name of whoever retries. What can be undone so far can be
 * until the end of this.
 *
 * @throws RUN_CHANGED it goes on, or is undone; NOTHING_TO_DECIDE; NOT_FOUND
 */
export async function retryRun(tx: Tx, actor: Actor, id: string): Promise<BulkRun> {
  const [retried] = await tx`
    update bulk_runs
       set state = 'running', acting_id = ${actor.accountId}, code = null, finished_at = null, undo_until = null
     where id = ${id} and state in ('done', 'cancelled') and finished_at is not null
    returning id`
  if (!retried) return refuseChange(tx, id)
  const { count } = await tx`
    update bulk_items set outcome = 'waiting', version = reviews.version, code = null, attempts = 0
      from reviews
     where run_id = ${id} and outcome = 'failed' and reviews.id = review_id
       and (reviews.state = 'pending' or reviews.question is not null)`
  if (count === 0) refuse('NOTHING_TO_DECIDE')
  await holdWindows(tx, id)
  return goOn(tx, actor, id, 'bulk.retried', { count })
}

/**
 * Takes back whatever of a run can be taken back, one by one; from here on none of it is told.
 *
 * @throws UNDO_OVER its window has closed; RUN_CHANGED it goes on; NOT_FOUND
 */
export async function undoRun(tx: Tx, actor: Actor, id: string): Promise<BulkRun> {
  const [undoing] = await tx`
    update bulk_runs
       set state = 'undoing', acting_id = ${actor.accountId}, code = null, finished_at = null, undo_until = null
     where id = ${id} and state in ('done', 'cancelled') and undo_until > clock_timestamp()
    returning id`
  if (!undoing) {
    const run = await findRun(tx, id)
    const isOver = run?.finishedAt && run.state !== 'undone'
    return isOver ? refuse('UNDO_OVER') : refuseChange(tx, id)
  }
  // What could not be taken back by somebody else, or came in between, is tried anew.
  await tx`update bulk_items set code = null, attempts = 0 where run_id = ${id} and outcome = 'done'`
  await holdWindows(tx, id)
  return goOn(tx, actor, id, 'bulk.undone')
}

async function goOn(tx: Tx, actor: Actor, id: string, action: string, detail: object = {}): Promise<BulkRun> {
  await recordAudit(tx, actor.accountId, action, { kind: 'bulk-run', id }, detail)
  await enqueue(tx, 'reviews.bulk', { runId: id })
  return announceRun(tx, id)
}

async function refuseChange(tx: Tx, id: string): Promise<never> {
  const run = await findRun(tx, id)
  return run ? refuse('RUN_CHANGED', { run }) : refuse('NOT_FOUND')
}
