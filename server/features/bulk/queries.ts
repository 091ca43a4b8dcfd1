// Reading runs. One row is one run with who started it; order (startedAt, id), newest first.
import type { Db } from '#db/database.ts'
import { matching } from '#server/features/reviews/queries.ts'
import { matchingMax } from '#server/features/reviews/schema.ts'
import type { BulkItem, BulkItemPage, BulkOutcome, BulkPreview, BulkRun, BulkTarget } from './schema.ts'

const pageSize = 200

interface StoredRun extends Omit<BulkRun, 'by' | 'startedAt' | 'finishedAt' | 'undoUntil'> {
  byId: string | null
  byName: string | null
  startedAt: Date
  finishedAt: Date | null
  undoUntil: Date | null
}

function toRun({ byId, byName, startedAt, finishedAt, undoUntil, ...run }: StoredRun): BulkRun {
  return {
    ...run,
    by: byId && byName ? { id: byId, name: byName } : null,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    undoUntil: undoUntil?.toISOString() ?? null,
  }
}

const selectRuns = (db: Db, which: ReturnType<Db>) => db<StoredRun[]>`
  select bulk_runs.id, act, reason, state, actor_id as by_id, first_name || ' ' || last_name as by_name, total, succeeded, failed,
         undone, started_at, finished_at, undo_until, code, bulk_runs.version
    from bulk_runs left join accounts on accounts.id = actor_id
   where ${which}
   order by started_at desc, bulk_runs.id desc
   limit 50`

/** Lists those that are not finished, and those of the last day. */
export async function listRuns(db: Db): Promise<BulkRun[]> {
  return (await selectRuns(db, db`(finished_at is null or started_at > now() - interval '1 day')`)).map(toRun)
}

export async function findRun(db: Db, id: string): Promise<BulkRun | undefined> {
  const [stored] = await selectRuns(db, db`bulk_runs.id = ${id}`)
  return stored && toRun(stored)
}

/** Lists one page of what a run decides, in its order. */
export async function listItems(
  db: Db,
  { runId, outcome, after = 0 }: { runId: string; outcome?: BulkOutcome | undefined; after?: number | undefined },
): Promise<BulkItemPage> {
  const rows = await db<BulkItem[]>`
    select position, review_id, kind, coalesce(facts ->> 'name', facts ->> 'firstName' || ' ' || (facts ->> 'lastName')) as name,
           facts ->> 'email' as email, outcome, code
      from bulk_items join reviews on reviews.id = review_id
     where run_id = ${runId} and position > ${after} ${outcome ? db`and outcome = ${outcome}` : db``}
     order by position
     limit ${pageSize + 1}`
  const page = rows.slice(0, pageSize)
  return { rows: page, next: rows.length > pageSize ? page.at(-1)!.position : null }
}

/** A condition on `reviews`: what is chosen, was there at that instant, and can be decided. */
export const chosen = (db: Db, target: BulkTarget, asOf: Date | string, actorId: string) => db`
  reviews.requested_at <= ${asOf}::timestamptz and (reviews.state = 'pending' or reviews.question is not null)
  and ${'picked' in target ? db`reviews.id = any(${target.picked.map(({ id }) => id)})` : matching(db, target.filter, actorId)}`

/** Counts what a run would decide, as far as one may go, and the mails: each decision is told to its requester. */
export async function previewRun(db: Db, target: BulkTarget, actorId: string): Promise<BulkPreview> {
  const [settings] = await db<{ undoSeconds: number; asOf: Date }[]>`
    select undo_seconds, date_trunc('milliseconds', clock_timestamp()) as as_of from settings`
  const { undoSeconds, asOf } = settings!
  const rows = await db<{ kind: BulkItem['kind']; count: number }[]>`
    select kind, count(*)::int as count
      from (select kind from reviews where ${chosen(db, target, asOf, actorId)} limit ${matchingMax + 1}) found
     group by kind`
  const counts = { registration: 0, organization: 0, access: 0 }
  for (const { kind, count } of rows) counts[kind] = count
  const total = counts.registration + counts.organization + counts.access
  return { ...counts, total, mails: total, undoSeconds, asOf: asOf.toISOString() }
}
