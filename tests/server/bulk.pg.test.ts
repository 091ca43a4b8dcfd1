import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { releaseRun, sweepRuns } from '#server/features/bulk/jobs.ts'
import { insertAccessRequest } from '#tests/setup/access.ts'
import { approveAll, insertWaiting, outcomesOf, untilDecided, untilFinished, workOff } from '#tests/setup/bulk.ts'
import { insertOrganization, insertRequest } from '#tests/setup/organizations.ts'
import { clientOf, insertStaff, openStarted, requestId, signIn, startPortal, type Portal } from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'

// A busy machine decides some twenty a second.
const longMs = 120_000

let portal: Portal
let ana: ReturnType<typeof clientOf>
let anaId: string
let cookie: string
let ben: ReturnType<typeof clientOf>

beforeAll(async () => {
  // Without a worker: a run goes on when a test says so.
  portal = await startPortal({ role: 'web' })
  ben = clientOf(portal, await signIn(portal, await insertStaff(portal, 'owner', 'Ben')))
})
beforeEach(async () => {
  anaId = await insertStaff(portal, 'approver')
  cookie = await signIn(portal, anaId)
  ana = clientOf(portal, cookie)
  await portal.database.sql`delete from reviews`
  await portal.database.sql`update settings set undo_seconds = 60`
})
afterAll(() => portal.end())

const input = (run: { id: string }) => ({ id: run.id, requestId: requestId() })

const work = (run: { id: string }) => workOff(portal, ana, run)
const untilDone = (run: { id: string }, count: number) => untilDecided(portal, run, count)

const states = async () => {
  const rows = await portal.database.sql<{ state: string; count: number }[]>`
    select state, count(*)::int as count from reviews group by state order by state`
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}
const openMails = async () => {
  const [row] = await portal.database.sql`
    select count(*)::int as count from mails where decision_id is not null and review_id in (select id from reviews) and state <> 'cancelled'`
  return row!.count as number
}

test(
  '340 that match with 22 planted failures: counts and codes, retried once they are mended, undone without a trace',
  async () => {
    const { sql } = portal.database
    const waiting = await insertWaiting(portal, 333)
    const taken = ['Acme', 'Borea', 'Cirro', 'Delta'].map((name) => `${name} ${requestId().slice(0, 8)}`)
    for (const name of taken) await insertRequest(portal, name)
    const access = [
      await insertAccessRequest(portal),
      await insertAccessRequest(portal),
      await insertAccessRequest(portal),
    ]
    const target = { filter: { state: 'pending', search: '' } } as const
    expect(await ana.admin.bulk.preview.query({ target, act: 'approve' })).toMatchObject({
      registration: 333,
      organization: 4,
      access: 3,
      total: 340,
      mails: 340,
      undoSeconds: 60,
    })
    const started = await approveAll(ana)
    expect(started).toMatchObject({
      act: 'approve',
      state: 'running',
      total: 340,
      succeeded: 0,
      failed: 0,
      undoUntil: null,
    })

    for (const id of waiting.slice(0, 8))
      await ben.admin.reviews.reject.mutate({ id, version: 1, requestId: requestId(), reason: 'No.' })
    await sql`update reviews set version = version + 1 where id = any(${waiting.slice(8, 15)})`
    const organizations = await Promise.all(taken.map((name) => insertOrganization(portal, name)))
    await sql`delete from plans where id = any(${access.map(({ offer }) => offer.plan.id)})`

    const done = await work(started)
    expect(done).toMatchObject({ state: 'done', total: 340, succeeded: 318, failed: 22, undone: 0, code: null })
    expect(await outcomesOf(portal, done.id)).toEqual({
      done: 318,
      'failed OFFER_CHANGED': 3,
      'failed ORGANIZATION_NAME_TAKEN': 4,
      'failed REVIEW_CHANGED': 7,
      'failed REVIEW_DECIDED': 8,
    })
    const failed = await ana.admin.bulk.items.query({ runId: done.id, outcome: 'failed' })
    expect(failed.rows).toHaveLength(22)
    expect(failed.rows[0]).toMatchObject({
      position: 1,
      name: 'Maria Applicant',
      code: 'REVIEW_DECIDED',
      kind: 'registration',
    })
    const pages = [await ana.admin.bulk.items.query({ runId: done.id })]
    pages.push(await ana.admin.bulk.items.query({ runId: done.id, after: pages[0]!.next! }))
    expect(pages.map(({ rows }) => rows.length)).toEqual([200, 140])
    expect(pages[1]!.next).toBeNull()

    await sql`delete from organizations where id = any(${organizations.map(({ id }) => id)})`
    const retried = await ben.admin.bulk.retry.mutate(input(done))
    expect(retried).toMatchObject({ state: 'running', succeeded: 318, failed: 8, undoUntil: null })
    const again = await work(retried)
    expect(again).toMatchObject({ state: 'done', succeeded: 329, failed: 11 })
    expect(await outcomesOf(portal, done.id)).toEqual({
      done: 329,
      'failed OFFER_CHANGED': 3,
      'failed REVIEW_DECIDED': 8,
    })
    // Those that were retried were decided by whoever retried them.
    const [byBen] = await sql`
    select count(*)::int as count from reviews join accounts on accounts.id = decided_by where first_name = 'Ben' and state = 'approved'`
    expect(byBen!.count).toBe(11)

    const undoing = await ben.admin.bulk.undo.mutate(input(again))
    expect(undoing).toMatchObject({ state: 'undoing', undoUntil: null })
    const undone = await work(undoing)
    expect(undone).toMatchObject({ state: 'undone', succeeded: 329, undone: 329, failed: 11, undoUntil: null })
    expect(await states()).toEqual({ pending: 332, rejected: 8 })
    // Ben's eight rejections are still told; of the run nothing is, and nobody has a key or an organization.
    expect(await openMails()).toBe(8)
    expect(
      await sql`select 1 from credentials where request_id = any(${access.map(({ requestId: id }) => id)})`,
    ).toEqual([])
    expect(await sql`select 1 from organizations where name = any(${taken})`).toEqual([])
  },
  longMs,
)

test(
  'a run that is cancelled in the middle stops there, and what is decided can be undone from then',
  async () => {
    await insertWaiting(portal, 150)
    const started = await approveAll(ana)
    const working = work(started)
    await untilDone(started, 5)
    const cancelled = await ben.admin.bulk.cancel.mutate(input(started))
    // Counted anew: between the run's own count and its commit a few more are done.
    const { done: atOnce = 0 } = await outcomesOf(portal, started.id)
    expect(cancelled).toMatchObject({ state: 'cancelled' })
    const ended = await working
    // At most what was in hand.
    expect(ended.succeeded - atOnce).toBeLessThanOrEqual(3)
    expect(ended).toMatchObject({ state: 'cancelled', code: null, failed: 0 })
    expect(await outcomesOf(portal, started.id)).toEqual({ done: ended.succeeded, skipped: 150 - ended.succeeded })
    expect(await states()).toEqual({ approved: ended.succeeded, pending: 150 - ended.succeeded })
    expect(Date.parse(ended.undoUntil!) - Date.parse(ended.finishedAt!)).toBe(60_000)
    expect(await refusalOf(ana.admin.bulk.cancel.mutate(input(started)))).toBe('RUN_CHANGED')
    await work(await ana.admin.bulk.undo.mutate(input(started)))
    expect(await states()).toEqual({ pending: 150 })
  },
  longMs,
)

test(
  'two workers at once decide nothing twice, and one that lost its lease does no harm',
  async () => {
    const { sql } = portal.database
    await insertWaiting(portal, 80)
    const started = await approveAll(ana)
    const first = work(started)
    await untilDone(started, 3)
    // As if the first had been away for longer than its lease.
    await sql`update bulk_runs set worked_until = null where id = ${started.id}`
    const second = work(started)
    expect(await first).toMatchObject({ state: 'done', succeeded: 80, failed: 0 })
    await second
    const [traces] = await sql`
    select (select count(*)::int from audit_entries where action = 'review.approved' and subject_id in (select id from reviews)) as audit,
           (select count(*)::int from mails where review_id in (select id from reviews)) as mails,
           (select count(*)::int from events where kind = 'review.approved' and (payload #>> '{review,id}')::uuid in (select id from reviews)) as events`
    expect(traces).toEqual({ audit: 80, mails: 80, events: 80 })
  },
  longMs,
)

test(
  'whoever loses the right to decide in the middle stops their run, which says why',
  async () => {
    await insertWaiting(portal, 150)
    const started = await approveAll(ana)
    const working = work(started).catch(() => ben.admin.bulk.get.query({ id: started.id }))
    await untilDone(started, 5)
    await portal.database.sql`update accounts set staff_role = 'auditor' where id = ${anaId}`
    const ended = await working
    expect(ended).toMatchObject({ state: 'cancelled', code: 'NOT_ALLOWED' })
    expect(ended.succeeded).toBeLessThan(150)
    expect(await outcomesOf(portal, started.id)).toEqual({ done: ended.succeeded, skipped: 150 - ended.succeeded })
  },
  longMs,
)

test(
  'an item that fails unexpectedly, again and again, is failed; the others are not held up',
  async () => {
    const { sql } = portal.database
    const [broken] = await insertWaiting(portal, 5)
    await sql.unsafe(`
    create function break_one() returns trigger language plpgsql as $$ begin
      if new.id = '${broken}' and new.state = 'approved' then raise exception 'broken'; end if;
      return new;
    end $$;
    create trigger broken before update on reviews for each row execute function break_one()`)
    const ended = await work(await approveAll(ana))
    await sql`drop function break_one() cascade`
    expect(ended).toMatchObject({ state: 'done', succeeded: 4, failed: 1 })
    expect(await outcomesOf(portal, ended.id)).toEqual({ done: 4, 'failed UNEXPECTED': 1 })
    expect(await work(await ana.admin.bulk.retry.mutate(input(ended)))).toMatchObject({ succeeded: 5, failed: 0 })
  },
  longMs,
)

test('what arrived after it was counted is not decided', async () => {
  const seen = await insertWaiting(portal, 3)
  const target = { filter: { state: 'pending', search: '' } } as const
  const { total, asOf } = await ana.admin.bulk.preview.query({ target, act: 'approve' })
  await insertWaiting(portal, 2)
  const started = await ana.admin.bulk.start.mutate({ target, act: 'approve', asOf, requestId: requestId() })
  expect([total, started.total]).toEqual([3, 3])
  const decided = await work(started)
  expect(decided.succeeded).toBe(3)
  const { rows } = await ana.admin.reviews.list.query({ state: 'decided' })
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(seen))
})

test('what a run cannot do is refused', async () => {
  expect(await refusalOf(approveAll(ana))).toBe('NOTHING_TO_DECIDE')
  const [id] = await insertWaiting(portal, 1)
  const target = { picked: [{ id: id!, version: 1 }] }
  const rejecting = { target, act: 'reject', asOf: new Date().toISOString(), requestId: requestId() } as const
  expect(await refusalOf(ana.admin.bulk.start.mutate(rejecting))).toBe('BAD_REQUEST')
  const started = await ana.admin.bulk.start.mutate({ ...rejecting, reason: 'No.' })
  // Repeated after a lost answer: the same run.
  expect((await ana.admin.bulk.start.mutate({ ...rejecting, reason: 'No.' })).id).toBe(started.id)
  expect(await refusalOf(ana.admin.bulk.undo.mutate(input(started)))).toBe('RUN_CHANGED')
  expect(await refusalOf(ana.admin.bulk.retry.mutate(input(started)))).toBe('RUN_CHANGED')
  const ended = await work(started)
  expect((await ana.admin.reviews.get.query({ id: id! })).reason).toBe('No.')
  expect(await refusalOf(ana.admin.bulk.retry.mutate(input(ended)))).toBe('NOTHING_TO_DECIDE')
  await portal.database.sql`update bulk_runs set undo_until = now() - interval '1 second' where id = ${ended.id}`
  expect(await refusalOf(ana.admin.bulk.undo.mutate(input(ended)))).toBe('UNDO_OVER')
  expect((await ana.admin.bulk.list.query())[0]!.id).toBe(ended.id)
})

test('what was taken back one by one stays so; a run that cannot take something back says why', async () => {
  const { sql } = portal.database
  const [single] = await insertWaiting(portal, 2)
  await insertRequest(portal, `Kept ${requestId().slice(0, 8)}`)
  const ended = await work(await approveAll(ana))
  const { version } = await ana.admin.reviews.get.query({ id: single! })
  await ana.admin.reviews.undo.mutate({ id: single!, version, requestId: requestId() })
  await sql`
    insert into teams (organization_id, name) select organization_id, 'In use' from organization_approvals`
  const undone = await work(await ana.admin.bulk.undo.mutate(input(ended)))
  expect(undone).toMatchObject({ state: 'undone', succeeded: 3, undone: 2 })
  expect(await outcomesOf(portal, ended.id)).toEqual({ 'done ORGANIZATION_IN_USE': 1, undone: 2 })
  // What stands is told now: there is nothing to wait for.
  await releaseRun(portal.database, ended.id)
  const [mail] =
    await sql`select send_after <= clock_timestamp() as is_due from mails where template = 'organization-approved' and state = 'waiting'`
  expect(mail!.isDue).toBe(true)
})

test(
  'an open tab follows a run: absolute counts, few events, and at the end what a fresh query says',
  async () => {
    await insertWaiting(portal, 60)
    const tab = await openStarted(portal, cookie)
    const since = performance.now()
    const ended = await work(await approveAll(ana))
    const elapsedMs = performance.now() - since
    const heard = () => tab.events.flatMap((event) => (event.kind === 'bulk.changed' ? [event.run] : []))
    await tab.until(() => heard().some(({ finishedAt }) => finishedAt !== null))
    const runs = heard()
    expect(runs.at(-1)).toEqual(ended)
    expect(runs.map(({ version }) => version)).toEqual([...runs.map(({ version }) => version)].sort((a, b) => a - b))
    // Its start, its end, one each turn, and one of the turn that it ended in.
    expect(runs.length).toBeLessThanOrEqual(Math.ceil(elapsedMs / 250) + 3)
    await tab.close()
  },
  longMs,
)

test(
  'mails and keys leave at the end of the run and its undo time, not before; a run without its job is found',
  async () => {
    const { sql } = portal.database
    await sql`update settings set undo_seconds = 2`
    const [rejectedId] = await insertWaiting(portal, 10)
    const request = await insertAccessRequest(portal)
    const started = await approveAll(ana)
    expect(rejectedId).toBeDefined()
    // As if the queue had lost it, or the process that had it were gone.
    await sql`delete from pgboss.job where name = 'reviews.bulk'`
    const worker = await startPortal({ databaseUrl: portal.databaseUrl })
    try {
      const ended = await untilFinished(ana, started.id)
      expect(ended).toMatchObject({ state: 'done', succeeded: 11, failed: 0 })
      const counted = async () => {
        const [row] = await sql`
        select (select count(*)::int from mails where review_id in (select id from reviews) and decision_id is not null and state = 'sent') as mails,
               (select count(*)::int from mails where review_id in (select id from reviews) and decision_id is not null and sent_at < ${ended.undoUntil}::timestamptz) as early,
               (select count(*)::int from credentials where request_id = ${request.requestId}) as keys,
               (select count(*)::int from credentials where request_id = ${request.requestId} and issued_at < ${ended.undoUntil}::timestamptz) as early_keys`
        return row
      }
      await expect.poll(counted, { timeout: 60_000 }).toEqual({ mails: 11, early: 0, keys: 1, earlyKeys: 0 })
      await sweepRuns(worker.database)
    } finally {
      await worker.stop()
    }
  },
  longMs,
)

test('without time to undo, a run cannot be undone and its mails may leave at its end', async () => {
  await portal.database.sql`update settings set undo_seconds = 0`
  await insertWaiting(portal, 2)
  const ended = await work(await approveAll(ana))
  expect(ended.undoUntil).toBeNull()
  expect(await refusalOf(ana.admin.bulk.undo.mutate(input(ended)))).toBe('UNDO_OVER')
  const [due] = await portal.database.sql`
    select count(*)::int as count from mails where review_id in (select id from reviews) and send_after <= clock_timestamp()`
  expect(due!.count).toBe(2)
})
