// The figures of the overview. Days are UTC's, by the database's clock; each statement reads an index, not the reviews.
import type { Db } from '#db/database.ts'
import { reviewKinds } from '#server/features/reviews/schema.ts'
import type { AdminPace, Overview, OverviewDay, Pace, WaitingOfKind } from './schema.ts'

const monthDays = 30
const weekDays = 7

/** Takes all figures; together they are some of the dearest reads there are, see `keepOverview`. */
export async function findOverview(db: Db): Promise<Overview> {
  const [thresholds, waiting, asked, days, week, { month, admins }] = await Promise.all([
    db<Pick<Overview, 'amberHours' | 'redHours'>[]>`select amber_hours, red_hours from settings`,
    listWaiting(db),
    countAsked(db),
    listDays(db),
    findPace(db, weekDays),
    listPaces(db),
  ])
  return { ...thresholds[0]!, waiting, asked, days, week, month, admins }
}

/** Midnight (UTC) with which the last so many days began, today counted. In hours: a day of the session's zone may have 23 or 25. */
const beginningOf = (db: Db, days: number) =>
  db`date_trunc('day', now(), 'UTC') - make_interval(hours => ${24 * (days - 1)})`
/** Not by `extract`, whose numeric takes several times as long. */
const secondsTaken = (db: Db) => db`date_part('epoch', decided_at - requested_at)`

export async function listWaiting(db: Db): Promise<WaitingOfKind[]> {
  const olderThan = (hours: 'amber_hours' | 'red_hours') =>
    db`requested_at <= now() - make_interval(hours => (select ${db(hours)} from settings))`
  // The oldest by its instant, for which there is one place in the index: by order alone, a kind of which little waits would be
  // looked for among all others.
  const rows = await db<(Omit<WaitingOfKind, 'oldest'> & { id: string; name: string; requestedAt: Date })[]>`
    select counted.*, oldest.*
      from (
        select kind, count(*)::int as count, count(*) filter (where ${olderThan('amber_hours')})::int as amber,
               count(*) filter (where ${olderThan('red_hours')})::int as red, min(requested_at) as requested_at
          from reviews where state = 'pending' group by kind) counted,
           lateral (
             select id, coalesce(facts ->> 'name', concat_ws(' ', facts ->> 'firstName', facts ->> 'lastName')) as name
               from reviews
              where state = 'pending' and reviews.kind = counted.kind and reviews.requested_at = counted.requested_at
              order by id limit 1) oldest`
  return reviewKinds.map((kind) => {
    const found = rows.find((one) => one.kind === kind)
    if (!found) return { kind, count: 0, amber: 0, red: 0, oldest: null }
    const { count, amber, red, id, name, requestedAt } = found
    return { kind, count, amber, red, oldest: { id, name, requestedAt: requestedAt.toISOString() } }
  })
}

async function countAsked(db: Db): Promise<number> {
  const [asked] = await db<{ count: number }[]>`select count(*)::int as count from reviews where question is not null`
  return asked!.count
}

/** A row is a day, oldest first, quiet ones too. Day by day, so that each sorts its own only. */
function listDays(db: Db): Promise<OverviewDay[]> {
  return db<OverviewDay[]>`
    select to_char(days.at at time zone 'UTC', 'YYYY-MM-DD') as day,
           (select count(*)::int from reviews where requested_at >= days.at and requested_at < days.at + interval '24 hours') as arrived,
           decided.*
      from (select ${beginningOf(db, monthDays)} + n * interval '24 hours' as at from generate_series(0, ${monthDays - 1}::int) n) days,
           lateral (
             select count(*)::int as decided,
                    floor(percentile_disc(0.5) within group (order by ${secondsTaken(db)}) filter (where decided_by is not null))::int as median_seconds
               from reviews where decided_at >= days.at and decided_at < days.at + interval '24 hours') decided
     order by days.at`
}

async function findPace(db: Db, days: number): Promise<Pace> {
  const [{ decided, percentiles }] = await db<[Paced]>`
    select ${paced(db)} from reviews where decided_at >= ${beginningOf(db, days)} and decided_by is not null`
  return toPace({ decided, percentiles })
}

/** Of everybody and of each portal admin, in one reading. */
async function listPaces(db: Db): Promise<{ month: Pace; admins: AdminPace[] }> {
  const rows = await db<(Paced & { id: string | null; name: string | null })[]>`
    select paces.*, first_name || ' ' || last_name as name
      from (
        select decided_by as id, ${paced(db)}
          from reviews where decided_at >= ${beginningOf(db, monthDays)} and decided_by is not null
         group by rollup (decided_by)) paces
      left join accounts on accounts.id = paces.id
     order by decided desc, name, paces.id`
  const admins = rows.flatMap(({ id, name, decided, percentiles }) =>
    id && name && percentiles ? [{ id, name, decided, medianSeconds: Math.floor(percentiles[0]) }] : [],
  )
  return { month: toPace(rows.find(({ id }) => id === null)!), admins }
}

interface Paced {
  decided: number
  percentiles: [number, number] | null
}

const paced = (db: Db) => db`
  count(*)::int as decided, percentile_disc(array[0.5, 0.9]) within group (order by ${secondsTaken(db)}) as percentiles`

const toPace = ({ decided, percentiles }: Paced): Pace => ({
  decided,
  medianSeconds: percentiles && Math.floor(percentiles[0]),
  ninetiethSeconds: percentiles && Math.floor(percentiles[1]),
})
