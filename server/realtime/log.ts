// Reading the append-only table of events in the order of commits.
import type { Db, Sql } from '#db/database.ts'
import type { Audience, Event, Position } from './events.ts'

export interface LoggedEvent extends Position {
  audience: Audience
  event: Event
}

interface EventRow extends Position {
  audience: Audience
  kind: string
  payload: object
  settled: boolean
  ageMs: number
}

const toLogged = (row: EventRow): LoggedEvent => ({
  xid: row.xid,
  id: row.id,
  audience: row.audience,
  event: { kind: row.kind, ...row.payload } as Event,
})

// Positions are sorted as `events.xid, events.id`: a bare `xid` would mean the output column, which is text.

/** What one read found: settled events in order, and how long the oldest unsettled one has been waiting. */
export interface LogRead {
  events: LoggedEvent[]
  /** milliseconds of the oldest that is held back, which need not be the next one; undefined: nothing is */
  heldBackMs: number | undefined
  /** there may be more than was read, of any age */
  isCut: boolean
}

/**
 * Reads at most `limit` events after a position, never past a transaction that is still running: an event with a lower
 * number may yet commit there. What lies beyond is reported as held back.
 */
export async function readLog(db: Db, after: Position, limit = 500): Promise<LogRead> {
  const rows = await db<EventRow[]>`
    select id::text, xid::text, audience, kind, payload,
           xid < pg_snapshot_xmin(pg_current_snapshot()) as settled,
           (extract(epoch from clock_timestamp() - at) * 1000)::int as age_ms
      from events
     where (xid, id) > (${after.xid}::xid8, ${after.id}::bigint)
     order by events.xid, events.id
     limit ${limit}`
  const held = rows.findIndex((row) => !row.settled)
  return {
    events: (held < 0 ? rows : rows.slice(0, held)).map(toLogged),
    heldBackMs: held < 0 ? undefined : Math.max(...rows.slice(held).map((row) => row.ageMs)),
    isCut: rows.length === limit,
  }
}

/** Reads what some audiences missed between two positions, in order; `limit + 1` rows mean that there is more. */
export async function readMissed(
  db: Db,
  after: Position,
  upTo: Position,
  audiences: readonly Audience[],
  limit: number,
): Promise<LoggedEvent[]> {
  const rows = await db<EventRow[]>`
    select id::text, xid::text, audience, kind, payload, true as settled, 0 as age_ms
      from events
     where (xid, id) > (${after.xid}::xid8, ${after.id}::bigint)
       and (xid, id) <= (${upTo.xid}::xid8, ${upTo.id}::bigint)
       and audience = any(${audiences as string[]})
     order by events.xid, events.id
     limit ${limit + 1}`
  return rows.map(toLogged)
}

/** The newest position that can no longer be overtaken. */
export async function findHead(db: Db): Promise<Position> {
  const [row] = await db<Position[]>`
    select xid::text, id::text from events where xid < pg_snapshot_xmin(pg_current_snapshot())
     order by events.xid desc, events.id desc limit 1`
  return row ?? findFloor(db)
}

/** The newest position that was pruned; a cursor below it starts again as new. */
export async function findFloor(db: Db): Promise<Position> {
  const [row] = await db<Position[]>`select floor_xid::text as xid, floor_id::text as id from event_log`
  return row!
}

/**
 * Returns the epoch of the log, opening a new one when the table comes from a restored dump: its transaction ids then lie in
 * the future of this cluster and would never settle.
 */
export async function openLog(sql: Sql): Promise<string> {
  return sql.begin(async (tx) => {
    const [log] = await tx<{ epoch: string; isForeign: boolean }[]>`
      select epoch, greatest(floor_xid, (select xid from events order by xid desc, id desc limit 1))
               >= pg_snapshot_xmax(pg_current_snapshot()) as is_foreign
        from event_log for update`
    if (!log!.isForeign) return log!.epoch
    await tx`delete from events`
    const [reopened] = await tx<{ epoch: string }[]>`
      update event_log set epoch = gen_random_uuid(), floor_xid = '0', floor_id = 0 returning epoch`
    await tx`update accounts set rights_changed_in = pg_current_xact_id()`
    return reopened!.epoch
  })
}

/**
 * Removes events older than the retention and raises the floor to the newest of them, in one statement.
 *
 * @param retentionDays after that a tab that was away starts as new, which costs it one fetch
 */
export async function pruneLog(db: Db, retentionDays = 7): Promise<number> {
  const [pruned] = await db<{ count: number }[]>`
    with gone as (
      delete from events
       where at < now() - make_interval(days => ${retentionDays}) and xid < pg_snapshot_xmin(pg_current_snapshot())
      returning xid, id
    ), newest as (select xid, id from gone order by xid desc, id desc limit 1),
    raised as (
      update event_log set floor_xid = newest.xid, floor_id = newest.id from newest
       where (newest.xid, newest.id) > (event_log.floor_xid, event_log.floor_id)
    )
    select count(*)::int as count from gone`
  return pruned!.count
}

/** Names the backend whose open transaction holds the order of commits back the longest. */
export async function findHolder(db: Db): Promise<number | undefined> {
  const [holder] = await db<{ pid: number }[]>`
    select pid from pg_stat_activity where backend_xid is not null order by age(backend_xid) desc limit 1`
  return holder?.pid
}
