// The queue stays as fast at a million rows as at ten thousand only as long as its queries walk an index. Asserted on the
// plans of the real queries, for a timing says nothing on a busy machine.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sql } from '#db/database.ts'
import { countReviews, listReviews } from '#server/features/reviews/queries.ts'
import type { ReviewListInput } from '#server/features/reviews/schema.ts'
import { createTestDatabase, type TestDatabase } from '#tests/setup/postgres.ts'
import { openExplained, readPlan, type PlanNode } from '#tests/setup/query-plans.ts'

let database: TestDatabase
let sql: Sql
let explained: ReturnType<typeof openExplained>

beforeAll(async () => {
  database = await createTestDatabase()
  explained = openExplained(database.url)
  sql = explained.sql
  // Counted once at the end: row by row, and within one transaction, the trigger would take longer than all the rest.
  await sql`alter table reviews disable trigger reviews_counted`
  await sql`
    with people as (
      insert into accounts (kind, email, email_key, first_name, last_name, organization_id, organization_role)
      select 'user', n || '@dev.example', n || '@dev.example', 'Maria', 'Lindqvist', id, 'team_member'
        from organizations, generate_series(1, 24000) n
       where is_default
      returning id, split_part(email, '@', 1)::int as n
    )
    insert into reviews (kind, subject_id, requester_id, state, facts, search_text, requested_at, decided_at, decided_by)
    select case when n % 10 = 0 then 'organization' when n % 2 = 0 then 'access' else 'registration' end, id, id,
           case when n <= 14000 then 'pending' else 'approved' end, '{}', '', now() - n * interval '1 minute',
           case when n > 14000 then now() - n * interval '1 second' end, case when n > 14000 then id end
      from people`
  await sql`alter table reviews enable trigger reviews_counted`
  await sql`insert into review_counts select kind, 0, count(*) from reviews where state = 'pending' group by kind`
  await sql`analyze`
}, 60_000)
afterAll(async () => {
  await sql.end()
  await database.drop()
})

async function plansOf(run: () => Promise<unknown>): Promise<PlanNode[][]> {
  const { plans, statements } = await explained.plansOf(run)
  expect(statements).toBe(1)
  return plans
}

const kindsOf = (nodes: PlanNode[]) => nodes.map((node) => node['Node Type'])
const middle = async (state: 'pending' | 'decided') => {
  const [row] = await sql<{ id: string; at: Date }[]>`
    select id, coalesce(decided_at, requested_at) as at from reviews
     where (decided_at is null) = ${state === 'pending'} order by at offset 1500 limit 1`
  return { id: row!.id, at: row!.at.toISOString() }
}

describe('a page of the queue', () => {
  // For a frequent kind walking all of them and skipping others is as good as an index of its own, so either will do.
  test.each<[string, string[], Partial<ReviewListInput>]>([
    ['all pending ones', ['reviews_pending'], {}],
    ['pending ones of one kind', ['reviews_pending', 'reviews_pending_by_kind'], { kind: 'organization' }],
    ['decided ones', ['reviews_decided_newest'], { state: 'decided' }],
    [
      'decided ones of one kind',
      ['reviews_decided_newest', 'reviews_decided_newest_by_kind'],
      { state: 'decided', kind: 'organization' },
    ],
  ])('of %s walks an index in its order, from the start and from the middle', async (_, indexes, input) => {
    const { state = 'pending', kind } = input
    for (const after of [undefined, await middle(state)]) {
      const plans = await plansOf(() => listReviews(sql, { state, ...(kind && { kind }), ...(after && { after }) }))
      for (const nodes of plans) {
        const reads = nodes.filter((node) => node['Relation Name'] === 'reviews')
        expect(reads).toHaveLength(1)
        expect(indexes).toContain(reads[0]!['Index Name'])
        expect(kindsOf(nodes)).not.toContain('Sort')
        expect(kindsOf(nodes)).not.toContain('Incremental Sort')
        expect(kindsOf(nodes)).not.toContain('Seq Scan')
        expect(kindsOf(nodes)).not.toContain('Bitmap Heap Scan')
      }
    }
  })
})

test('the counts are added up from the kept ones and never look at the reviews', async () => {
  const feed = { head: () => ({ xid: '0', id: '0' }) }
  const [nodes] = await plansOf(() => countReviews(sql, feed))
  expect(nodes!.map((node) => node['Relation Name']).filter(Boolean)).toEqual(['review_counts'])
  expect(await countReviews(sql, feed)).toMatchObject({
    all: 14_000,
    registration: 7_000,
    organization: 1_400,
    access: 5_600,
  })
})

test('the plans turn red when the index is gone', async () => {
  await sql
    .begin(async (tx) => {
      await tx`drop index reviews_pending`
      const [row] =
        await tx`explain (format json) select id from reviews where state = 'pending' order by requested_at, id limit 51`
      expect(kindsOf(readPlan(row!))).toContain('Sort')
      throw new Error('put it back')
    })
    .catch((error: Error) => expect(error.message).toBe('put it back'))
})
