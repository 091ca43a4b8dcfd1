// How a run is held together over its time: its undo windows, its worker, its end and what is kept of it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Tx } from '#db/database.ts'
import { releaseRun, workOnRun } from '#server/features/bulk/jobs.ts'
import { matchingMax } from '#server/features/reviews/schema.ts'
import { tidyUp } from '#server/jobs/tidy-up.ts'
import { approveAll, insertWaiting, outcomesOf, untilDecided, workOff } from '#tests/setup/bulk.ts'
import { clientOf, insertStaff, requestId, signIn, startPortal, type Portal } from '#tests/setup/portal.ts'

const longMs = 120_000

let portal: Portal
let ana: ReturnType<typeof clientOf>
let anaId: string
let ben: ReturnType<typeof clientOf>

beforeAll(async () => {
  // Without a worker: a run goes on when a test says so.
  portal = await startPortal({ role: 'web' })
  ben = clientOf(portal, await signIn(portal, await insertStaff(portal, 'owner', 'Ben')))
})
beforeEach(async () => {
  anaId = await insertStaff(portal, 'approver')
  ana = clientOf(portal, await signIn(portal, anaId))
  await portal.database.sql`delete from reviews`
  await portal.database.sql`update settings set undo_seconds = 60`
})
afterAll(() => portal.end())

const input = (run: { id: string }) => ({ id: run.id, requestId: requestId() })
const work = (run: { id: string }) => workOff(portal, ben, run)
const change = (reviewId: string) =>
  portal.database.sql`update reviews set version = version + 1 where id = ${reviewId}`

/** A run of two, of which one was approved; the other failed, and is tried again. */
async function insertRetried() {
  const [approvedId, failedId] = await insertWaiting(portal, 2)
  const started = await approveAll(ana)
  await change(failedId!)
  const ended = await work(started)
  expect(ended).toMatchObject({ state: 'done', succeeded: 1, failed: 1 })
  return { approvedId: approvedId!, failedId: failedId!, run: await ana.admin.bulk.retry.mutate(input(ended)) }
}

test('the job that lets mails go comes when the run cannot be undone any more, and comes again if it was early', async () => {
  const { sql } = portal.database
  await insertWaiting(portal, 3)
  const ended = await work(await approveAll(ana))
  const [job] = await sql<{ isEarly: boolean }[]>`
    select start_after < ${ended.undoUntil}::timestamptz - interval '1 millisecond' as is_early
      from pgboss.job where name = 'reviews.bulk-release' and data ->> 'runId' = ${ended.id}`
  expect(job!.isEarly).toBe(false)
  const jobs = async () => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from pgboss.job
       where name = 'mail.send' and data ->> 'mailId' in (select id::text from mails where review_id in (select id from reviews))`
    return row!.count
  }
  // It throws, so that the queue gives it another turn.
  await expect(releaseRun(portal.database, ended.id)).rejects.toThrow('can still be undone')
  expect(await jobs()).toBe(0)
  await sql`update bulk_runs set undo_until = clock_timestamp() where id = ${ended.id}`
  await sql`update mails set send_after = clock_timestamp() where review_id in (select id from reviews)`
  await releaseRun(portal.database, ended.id)
  expect(await jobs()).toBe(3)
})

test('an undo whose actor loses the role leaves the rest to be undone by somebody else', async () => {
  const { sql } = portal.database
  await insertWaiting(portal, 3)
  const ended = await work(await approveAll(ana))
  const undoing = await ana.admin.bulk.undo.mutate(input(ended))
  await sql`update bulk_items set outcome = 'undone' where run_id = ${ended.id} and position = 1`
  await sql`update accounts set staff_role = 'auditor' where id = ${anaId}`
  const stopped = await work(undoing)
  expect(stopped).toMatchObject({ state: 'done', code: 'NOT_ALLOWED', succeeded: 3, undone: 1 })
  expect(Date.parse(stopped.undoUntil!) - Date.parse(stopped.finishedAt!)).toBe(60_000)
  // What had come in between too often is tried anew.
  await sql`update bulk_items set attempts = 5, code = 'UNEXPECTED' where run_id = ${ended.id} and position = 2`
  expect(await work(await ben.admin.bulk.undo.mutate(input(ended)))).toMatchObject({ state: 'undone', undone: 3 })
  expect(await outcomesOf(portal, ended.id)).toEqual({ undone: 3 })
})

test('more than one run may decide are refused, and said to be too many before', async () => {
  const { database } = portal
  // Without the triggers that count, which take their time; and out again in the same way.
  const uncounted = (change: (tx: Tx) => Promise<unknown>) =>
    database.inTransaction(async (tx) => {
      await tx`set local session_replication_role = replica`
      await change(tx)
    })
  await uncounted(
    (tx) => tx`
      insert into reviews (kind, subject_id, requester_id, state, facts, search_text, announced_at)
      select 'registration', gen_random_uuid(), ${anaId}, 'pending', '{}', '', now() from generate_series(1, ${matchingMax + 2})`,
  )
  const target = { filter: { state: 'pending', search: '' } } as const
  expect((await ana.admin.bulk.preview.query({ target, act: 'approve' })).total).toBe(matchingMax + 1)
  await expect(approveAll(ana)).rejects.toMatchObject({ data: { refusal: { code: 'TOO_MANY_CHOSEN' } } })
  expect(await database.sql`select 1 from bulk_runs where actor_id = ${anaId}`).toEqual([])
  await uncounted((tx) => tx`delete from reviews`)
})

test('windows that would end before the run are moved on', async () => {
  const { sql } = portal.database
  const { approvedId, run } = await insertRetried()
  const moves = async () => {
    const [mail] = await sql<{ version: number }[]>`select version from mails where review_id = ${approvedId}`
    return mail!.version
  }
  const before = await moves()
  await sql`update bulk_runs set held_until = now() + interval '29 minutes' where id = ${run.id}`
  await work(run)
  // Once on the way, and once at the end.
  expect((await moves()) - before).toBe(2)
  const [kept] =
    await sql`select held_until > now() + interval '55 minutes' as is_held from bulk_runs where id = ${run.id}`
  expect(kept!.isHeld).toBe(true)
})

test(
  'the time to undo counts from when nothing is in hand any more',
  async () => {
    const { sql } = portal.database
    const { approvedId, run } = await insertRetried()
    let working!: ReturnType<typeof work>
    const freedAt = await portal.database.inTransaction(async (tx) => {
      await tx`select 1 from reviews where id = ${approvedId} for update`
      working = work(run)
      const waits = () => sql`
      select 1 from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like '%undo_until%'`
      await expect.poll(async () => (await waits()).length, { timeout: longMs }).toBe(1)
      const [clock] = await tx<{ now: Date }[]>`select clock_timestamp() as now`
      return clock!.now
    })
    const ended = await working
    expect(Date.parse(ended.finishedAt!)).toBeGreaterThanOrEqual(freedAt.getTime())
  },
  longMs,
)

test('a run with nothing left to take back offers no undo', async () => {
  const { approvedId, failedId, run } = await insertRetried()
  await change(failedId)
  const { version } = await ben.admin.reviews.get.query({ id: approvedId })
  await ben.admin.reviews.undo.mutate({ id: approvedId, version, requestId: requestId() })
  expect(await work(run)).toMatchObject({ state: 'done', succeeded: 1, failed: 1, undoUntil: null })
})

test(
  'a worker that has lost its lease leaves the run to whoever has it',
  async () => {
    const { sql } = portal.database
    await insertWaiting(portal, 150)
    const run = await approveAll(ana)
    const first = workOnRun(portal, run.id)
    await untilDecided(portal, run, 3)
    const other = requestId()
    await sql`update bulk_runs set worked_by = ${other}, worked_until = now() + interval '1 hour' where id = ${run.id}`
    await first
    const [lease] = await sql`
      select worked_by, worked_until > now() + interval '50 minutes' as is_kept, finished_at from bulk_runs where id = ${run.id}`
    expect(lease).toEqual({ workedBy: other, isKept: true, finishedAt: null })
  },
  longMs,
)

test('what was picked is decided as it was seen', async () => {
  const [seen, changed] = await insertWaiting(portal, 2)
  await change(changed!)
  const picked = [seen!, changed!].map((id) => ({ id, version: 1 }))
  const choice = { target: { picked }, act: 'approve', asOf: new Date().toISOString(), requestId: requestId() } as const
  const ended = await work(await ana.admin.bulk.start.mutate(choice))
  expect(await outcomesOf(portal, ended.id)).toEqual({ done: 1, 'failed REVIEW_CHANGED': 1 })
  expect((await ana.admin.reviews.get.query({ id: changed! })).state).toBe('pending')
  const entries = await portal.database.sql`
    select action, actor_id, detail from audit_entries where subject_id = ${ended.id} order by at, id`
  expect(entries).toEqual([
    { action: 'bulk.started', actorId: anaId, detail: { act: 'approve', total: 2, picked: 2 } },
    {
      action: 'bulk.ended',
      actorId: null,
      detail: { state: 'done', succeeded: 1, failed: 1, undone: 0, code: null },
    },
  ])
})

test('results are kept for 30 days', async () => {
  const { sql } = portal.database
  await insertWaiting(portal, 1)
  const kept = await work(await approveAll(ana))
  await insertWaiting(portal, 1)
  const old = await work(await approveAll(ana))
  await sql`update bulk_runs set finished_at = now() - interval '29 days' where id = ${kept.id}`
  await sql`update bulk_runs set finished_at = now() - interval '31 days' where id = ${old.id}`
  await tidyUp(portal.database)
  expect(await sql`select id from bulk_runs where id in (${kept.id}, ${old.id})`).toEqual([{ id: kept.id }])
  expect(await sql`select 1 from bulk_items where run_id = ${old.id}`).toEqual([])
})
