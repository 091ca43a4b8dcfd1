// The job of a run: works its items off for a while, says how far it is, and hands over to the next job, until it is through.
// Whatever ends it in the middle, another one goes on; each item is done once.
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Database, Db, Tx } from '#db/database.ts'
import type { App } from '#server/app.ts'
import { recordAudit } from '#server/audit/record.ts'
import { enqueue, enqueueAll } from '#server/jobs/enqueue.ts'
import { publish } from '#server/realtime/publish.ts'
import { announceRun, countItems } from './announce.ts'
import { workOnItem, type WorkedItem, type WorkedRun } from './items.ts'
import type { BulkState } from './schema.ts'
import { holdWindows, moveWindows, provisionalLeastSeconds } from './windows.ts'

/** So long one job works before the next one does: a process that stops waits for it. */
const jobMs = 5_000
/** So long it works between two looks at the run and at whoever it works for, and two announcements. */
const turnMs = 250
/** How many items at once; they wait for the disk together, and leave others most of the connections. */
const lanes = 3
/** Read ahead: more than a turn gets through. */
const itemsAhead = 500
/** A worker that has not come back after so long is gone. */
const leaseSeconds = 10
/** Before items are tried again that something unexpected has kept, or that another worker has in hand. */
const pauseMs = 500
/** Jobs of one statement. */
const releasedAtOnce = 500

type Workable = Pick<App, 'database' | 'log'>

/** A run, and who works on it: whoever was away for longer than the lease has lost it. */
interface Lease {
  runId: string
  workerId: string
}

/** Works on a run that nobody else works on. */
export async function workOnRun({ database, log }: Workable, runId: string): Promise<void> {
  const lease: Lease = { runId, workerId: randomUUID() }
  const [taken] = await database.sql`
    update bulk_runs
       set worked_by = ${lease.workerId}, worked_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
     where id = ${runId} and finished_at is null and (worked_until is null or worked_until <= clock_timestamp())
    returning id`
  if (!taken) return
  const endsAt = performance.now() + jobMs
  const isOver = await takeTurns({ database, log }, lease, endsAt).catch(async (error: unknown) => {
    // The job comes again; it need not wait for the lease.
    await database.sql`update bulk_runs set worked_until = null where ${held(database.sql, lease)}`
    throw error
  })
  if (!isOver) await handOver(database, lease)
}

/** Only of one's own: another worker's is left alone. */
const held = (db: Db, { runId, workerId }: Lease) =>
  db`id = ${runId} and worked_by = ${workerId} and finished_at is null`

/** Works until the run is finished or in other hands (true), or the time is over. */
async function takeTurns({ database, log }: Workable, lease: Lease, endsAt: number): Promise<boolean> {
  for (let after = 0; performance.now() < endsAt;) {
    const run = await look(database, lease)
    if (!run) return true
    if (run.isHeldBriefly) await database.inTransaction((tx) => holdWindows(tx, run.id))
    const goesOn = run.mayAct && run.state !== 'cancelled'
    const items = goesOn ? await listOpen(database, run, after) : []
    if (items.length > 0) {
      after = await takeTurn({ database, log }, run, items)
      await database.inTransaction((tx) => announceRun(tx, run.id))
    } else if (await database.inTransaction((tx) => finishRun(tx, lease, run))) {
      return true
    } else {
      after = 0
      await setTimeout(pauseMs)
    }
  }
  return false
}

interface SeenRun extends WorkedRun {
  /** whoever it works for may still decide */
  mayAct: boolean
  /** the windows of its first decisions would soon end */
  isHeldBriefly: boolean
}

/** Renews the lease and looks at the run and at whoever it works for: neither is taken for granted. */
async function look({ sql }: Database, lease: Lease): Promise<SeenRun | undefined> {
  const [run] = await sql<SeenRun[]>`
    update bulk_runs set worked_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
     where ${held(sql, lease)}
    returning id, act, reason, state, acting_id,
      held_until < clock_timestamp() + make_interval(secs => ${provisionalLeastSeconds}) as is_held_briefly,
      exists (select 1 from accounts
               where accounts.id = acting_id and staff_role in ('approver', 'owner') and approved_at is not null
                 and deactivated_at is null) as may_act`
  return run
}

/** What there is to do: to decide, or to take back. */
const listOpen = ({ sql }: Database, run: WorkedRun, after: number) => sql<WorkedItem[]>`
  select position, review_id, version, decision_id from bulk_items
   where run_id = ${run.id} and position > ${after}
     and ${run.state === 'running' ? sql`outcome = 'waiting'` : sql`outcome = 'done' and code is null`}
   order by position limit ${itemsAhead}`

/** Works on items until the turn is over; answers how far it came. */
async function takeTurn({ database, log }: Workable, run: WorkedRun, items: WorkedItem[]): Promise<number> {
  const endsAt = performance.now() + turnMs
  let next = 0
  const results = await Promise.allSettled(
    Array.from({ length: lanes }, async () => {
      while (next < items.length && performance.now() < endsAt) await workOnItem(database, log, run, items[next++]!)
    }),
  )
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  return items[next - 1]!.position
}

/**
 * Ends a run that has nothing left to do, was cancelled, or whose actor may not decide any more; from here on its windows run
 * down. False: something is left.
 */
async function finishRun(tx: Tx, lease: Lease, { id, mayAct }: SeenRun): Promise<boolean> {
  const [run] = await tx<{ state: BulkState; seconds: number }[]>`
    select state, undo_seconds as seconds from bulk_runs, settings where ${held(tx, lease)} for update of bulk_runs`
  if (!run) return true
  const wasUndoing = run.state === 'undoing'
  const isCancelled = run.state === 'cancelled'
  if (mayAct && !isCancelled) {
    const [left] = await tx`
      select 1 from bulk_items
       where run_id = ${id} and ${wasUndoing ? tx`outcome = 'done' and code is null` : tx`outcome = 'waiting'`} limit 1`
    if (left) return false
  }
  // Waits for items in other hands: they are done then, and counted below.
  await tx`update bulk_items set outcome = 'skipped' where run_id = ${id} and outcome = 'waiting'`
  // What was not taken back because nobody may any more, somebody else may take back yet.
  const seconds = wasUndoing && mayAct ? 0 : run.seconds
  const { at, moved } = await moveWindows(tx, id, seconds)
  const [ended] = await tx<{ wait: number }[]>`
    update bulk_runs
       set state = ${endOf(run.state, mayAct)}, code = ${mayAct || isCancelled ? null : 'NOT_ALLOWED'},
           finished_at = ${at}::timestamptz - make_interval(secs => ${seconds}), worked_until = null,
           undo_until = ${seconds > 0 && moved > 0 ? at : null}
     where id = ${id}
    -- From now(), the beginning of the transaction, because pg-boss counts from there.
    returning round(greatest(0, extract(epoch from ${at}::timestamptz - now())), 3)::float8 as wait`
  await enqueue(tx, 'reviews.bulk-release', { runId: id }, { startAfterSeconds: ended!.wait })
  const counted = await countItems(tx, id)
  const { state, succeeded, failed, undone, code } = counted
  await recordAudit(tx, null, 'bulk.ended', { kind: 'bulk-run', id }, { state, succeeded, failed, undone, code })
  await publish(tx, 'admins', { kind: 'bulk.changed', run: counted })
  return true
}

function endOf(state: BulkState, mayAct: boolean): BulkState {
  if (state === 'undoing') return mayAct ? 'undone' : 'done'
  return mayAct && state === 'running' ? 'done' : 'cancelled'
}

async function handOver(database: Database, lease: Lease): Promise<void> {
  await database.inTransaction(async (tx) => {
    const [handed] = await tx`update bulk_runs set worked_until = null where ${held(tx, lease)} returning id`
    if (handed) await enqueue(tx, 'reviews.bulk', { runId: lease.runId })
  })
}

/** Finds runs that nobody works on: their process is gone, and their job with it. */
export async function sweepRuns(database: Database): Promise<void> {
  const runs = await database.sql<{ id: string; leaseSeconds: number }[]>`
    select id, coalesce(greatest(0, extract(epoch from worked_until - clock_timestamp())), 0)::float8 as lease_seconds
      from bulk_runs where finished_at is null`
  for (const run of runs)
    await database.inTransaction((tx) =>
      enqueue(tx, 'reviews.bulk', { runId: run.id }, { startAfterSeconds: Math.ceil(run.leaseSeconds) }),
    )
}

/**
 * Lets go what has waited for the end of a run: the jobs that its decisions have written wait for much longer. They find their
 * work done then.
 *
 * @throws Error while the run can still be undone: nothing else lets its mails go, so this comes again
 */
export async function releaseRun(database: Database, runId: string): Promise<void> {
  const [early] = await database.sql`select 1 from bulk_runs where id = ${runId} and undo_until > clock_timestamp()`
  if (early) throw new Error('the run can still be undone')
  for (let after = 0; ;) {
    const items = await database.sql<{ position: number; reviewId: string; decisionId: string }[]>`
      select position, review_id, decision_id from bulk_items
       where run_id = ${runId} and outcome = 'done' and position > ${after} order by position limit ${releasedAtOnce}`
    if (items.length === 0) break
    await database.inTransaction((tx) => release(tx, items))
    after = items.at(-1)!.position
  }
  await database.inTransaction((tx) => enqueue(tx, 'invite-codes.sweep', {}))
}

async function release(tx: Tx, items: { reviewId: string; decisionId: string }[]): Promise<void> {
  const mails = await tx<{ mailId: string }[]>`
    select id as mail_id from mails
     where decision_id = any(${items.map(({ decisionId }) => decisionId)}) and state = 'waiting' and send_after <= clock_timestamp()`
  if (mails.length > 0) await enqueueAll(tx, 'mail.send', [...mails])
  const requests = await tx<{ requestId: string }[]>`
    select access_requests.id as request_id from access_requests join reviews on reviews.id = review_id
     where review_id = any(${items.map(({ reviewId }) => reviewId)}) and state = 'approved' and undo_until <= clock_timestamp()
       and not exists (select 1 from credentials where request_id = access_requests.id)`
  if (requests.length > 0) await enqueueAll(tx, 'credentials.issue', [...requests])
}
