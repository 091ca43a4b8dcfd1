// The queue at ten thousand, a hundred thousand and a million pending reviews.
import { openDatabase, type Sql } from '#db/database.ts'
import { countReviews, listReviews } from '#server/features/reviews/queries.ts'
import { medianMs, ratioOf, thousands, type Line } from './table.ts'

const sizes = [10_000, 100_000, 1_000_000]

/** Adds pending reviews up to a total; indexes and kept counts are made anew afterwards, as if the rows had come one by one. */
async function fill(sql: Sql, from: number, to: number): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes where tablename = 'reviews' and indexname <> 'reviews_pkey'`
  await sql`alter table reviews disable trigger reviews_counted`
  for (const { name } of indexes) await sql`drop index ${sql(name)}`
  const step = 250_000
  for (let first = from + 1; first <= to; first += step) {
    await sql`
      insert into reviews (kind, subject_id, requester_id, state, facts, search_text, requested_at, announced_at)
      select (array['registration', 'registration', 'access', 'organization'])[1 + n % 4], gen_random_uuid(), requesters.id, 'pending',
             -- What each of the kinds shows.
             jsonb_build_object('firstName', 'Maria', 'lastName', 'Lindqvist', 'email', n || '@dev.example', 'emailConfirmed', true, 'earlier', 0,
                                'name', 'Nordpay', 'appId', gen_random_uuid(), 'organizationName', 'Nordpay', 'catalogueName', 'Everyone',
                                'planName', 'Gold', 'products', jsonb_build_array('Payments')),
             'maria lindqvist ' || n || '@dev.example', now() - n * interval '1 second', now()
        from generate_series(${first}::int, ${Math.min(to, first + step - 1)}::int) n,
             (select id from accounts where kind = 'user' limit 1) requesters`
  }
  for (const { definition } of indexes) await sql.unsafe(definition)
  await sql`delete from review_counts`
  // Over all shards, as many backends would have left them.
  await sql`
    insert into review_counts (kind, shard, pending)
    select kind, shard, count(*)
      from (select kind, row_number() over (partition by kind) % 64 as shard from reviews where state = 'pending') counted
     group by kind, shard`
  await sql`alter table reviews enable trigger reviews_counted`
  await sql`vacuum analyze reviews`
  await sql`vacuum analyze review_counts`
}

/** Empties the queue and fills it anew. */
export async function fillQueue(sql: Sql, size: number): Promise<void> {
  await sql`set statement_timeout = 0`
  await sql`truncate reviews, review_counts cascade`
  await sql`
    insert into accounts (kind, email, email_key, first_name, last_name, organization_id, organization_role)
    select 'user', 'bench@dev.example', 'bench@dev.example', 'Maria', 'Lindqvist', id, 'team_member'
      from organizations where is_default
    on conflict do nothing`
  await fill(sql, 0, size)
}

export async function benchQueue(url: string): Promise<Line[]> {
  const database = openDatabase(url, 1)
  const { sql } = database
  const feed = { head: () => ({ xid: '0', id: '0' }) }
  await fillQueue(sql, 0)
  const lines: Line[] = []
  const first = new Map<string, number>()
  let filled = 0
  for (const size of sizes) {
    await fill(sql, filled, size)
    filled = size
    const [row] = await sql<{ id: string; at: Date }[]>`
      select id, requested_at as at from reviews where state = 'pending' order by requested_at, id offset ${size / 2} limit 1`
    const after = { id: row!.id, at: row!.at.toISOString() }
    const counts = await countReviews(sql, feed)
    if (counts.all !== size) throw new Error(`the kept counts say ${counts.all}`)
    const measured: [string, () => Promise<unknown>, number?][] = [
      ['first page', () => listReviews(sql, { search: '', state: 'pending' }, crypto.randomUUID())],
      [
        'first page of one kind',
        () => listReviews(sql, { search: '', state: 'pending', kind: 'organization' }, crypto.randomUUID()),
      ],
      ['page from the middle', () => listReviews(sql, { search: '', state: 'pending', after }, crypto.randomUUID())],
      ['counts of all tabs', () => countReviews(sql, feed)],
      ['(known-bad) count(*)', () => sql`select count(*) from reviews where state = 'pending'`, 5],
      [
        '(known-bad) page by offset',
        () => sql`select id from reviews where state = 'pending' order by requested_at, id offset ${size / 2} limit 51`,
        5,
      ],
    ]
    for (const [what, run, times] of measured) {
      const ms = await medianMs(run, times)
      if (!first.has(what)) first.set(what, ms)
      const figure = `${ms.toFixed(2)} ms`
      lines.push({
        what: `${thousands(size)} pending, ${what}`,
        figure,
        beside: `at 10,000 ${first.get(what)!.toFixed(2)} ms`,
        ratio: ratioOf(ms, first.get(what)!),
      })
    }
  }
  await database.close()
  return lines.sort((a, b) => order(a) - order(b))
}

const kindsInOrder = [
  'first page',
  'first page of one kind',
  'page from the middle',
  'counts of all tabs',
  '(known-bad) count(*)',
  '(known-bad) page by offset',
]
const order = ({ what }: Line) => kindsInOrder.indexOf(what.slice(what.indexOf(', ') + 2))
