// The queue stays as fast at a million rows as at ten thousand only as long as its queries walk an index. Asserted on the
// plans of the real queries, for a timing says nothing on a busy machine.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sql } from '#db/database.ts'
import { countMatching, countReviews, listReviews } from '#server/features/reviews/queries.ts'
import {
  reviewFilter,
  reviewListInput,
  type QueueState,
  type ReviewListInput,
} from '#server/features/reviews/schema.ts'
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
    insert into reviews (kind, subject_id, requester_id, state, question, facts, search_text, requested_at, decided_at, decided_by)
    select case when n % 10 = 0 then 'organization' when n % 2 = 0 then 'access' else 'registration' end, id, id,
           case when n <= 14000 then 'pending' when n <= 17000 then 'needs_information' else 'approved' end,
           case when n between 14001 and 17000 then 'Which one?' end, '{}',
           'maria lindqvist ' || n || case n % 5000 when 0 then ' the narwhal' else '' end, now() - n * interval '1 minute',
           case when n > 17000 then now() - n * interval '1 second' end, case when n > 17000 then id end
      from people`
  await sql`alter table reviews enable trigger reviews_counted`
  await sql`insert into review_counts select kind, 0, count(*) from reviews where state = 'pending' group by kind`
  // Entries of the index of texts wait in a list of their own until then, and make it look dear.
  await sql`vacuum analyze`
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
const somebody = '00000000-0000-4000-8000-000000000000'
const list = (input: ReviewListInput) => () => listReviews(sql, reviewListInput.parse(input), somebody)
const middle = async (state: QueueState) => {
  const isInState = {
    pending: sql`state = 'pending'`,
    asked: sql`question is not null`,
    decided: sql`decided_at is not null`,
  }[state]
  const [row] = await sql<{ id: string; at: Date }[]>`
    select id, coalesce(decided_at, requested_at) as at from reviews where ${isInState} order by at offset 1500 limit 1`
  return { id: row!.id, at: row!.at.toISOString() }
}

describe('a page of the queue', () => {
  // For a frequent kind walking all of them and skipping others is as good as an index of its own, so either will do.
  test.each<[string, string[], Partial<ReviewListInput>]>([
    ['all pending ones', ['reviews_pending'], {}],
    ['all pending ones, newest first', ['reviews_pending'], { sort: 'newest' }],
    ['those that were asked', ['reviews_asked'], { state: 'asked' }],
    ['decided ones, oldest first', ['reviews_decided_newest', 'reviews_pace'], { state: 'decided', sort: 'oldest' }],
    ['pending ones of one kind', ['reviews_pending', 'reviews_pending_by_kind'], { kind: 'organization' }],
    ['decided ones', ['reviews_decided_newest', 'reviews_pace'], { state: 'decided' }],
    [
      'decided ones of one kind',
      ['reviews_decided_newest', 'reviews_decided_newest_by_kind', 'reviews_pace'],
      { state: 'decided', kind: 'organization' },
    ],
  ])('of %s walks an index in its order, from the start and from the middle', async (_, indexes, input) => {
    for (const after of [undefined, await middle(input.state ?? 'pending')]) {
      const plans = await plansOf(list({ ...input, ...(after && { after }) }))
      for (const nodes of plans) {
        const reads = nodes.filter((node) => node['Relation Name'] === 'reviews')
        expect(reads).toHaveLength(1)
        expect(indexes).toContain(reads[0]!['Index Name'])
        expect(kindsOf(nodes)).not.toContain('Sort')
        // What was decided in the same instant may have to be sorted by id, which is next to nothing.
        if (input.state !== 'decided') expect(kindsOf(nodes)).not.toContain('Incremental Sort')
        expect(kindsOf(nodes)).not.toContain('Seq Scan')
        expect(kindsOf(nodes)).not.toContain('Bitmap Heap Scan')
      }
    }
  })
})

describe('a search', () => {
  test('for a rare word asks the index of texts and not every review', async () => {
    expect((await list({ search: 'maria Narwhal' })()).rows).toHaveLength(2)
    // The settled plan knows no word, and must suit the commonest.
    const plans = await plansOf(list({ search: 'Narwhal' }))
    expect(plans[0]!.map((node) => node['Index Name'])).toContain('reviews_by_text')
    expect(kindsOf(plans[0]!)).not.toContain('Seq Scan')
  })

  test('for a word that all have walks the list’s own index and stops after a page', async () => {
    const plans = await plansOf(list({ search: 'maria' }))
    expect(plans[0]!.map((node) => node['Index Name'])).toContain('reviews_pending')
    expect(kindsOf(plans[0]!)).not.toContain('Sort')
  })
})

test('counting what matches stops at what is worth saying', async () => {
  const count = (most: number) => countMatching(sql, reviewFilter.parse({}), somebody, most)
  expect(await count(10_000)).toBe(10_001)
  expect(await count(20_000)).toBe(14_000)
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
      await tx`drop index reviews_pending, reviews_by_arrival`
      const [row] =
        await tx`explain (format json) select id from reviews where state = 'pending' order by requested_at, id limit 51`
      expect(kindsOf(readPlan(row!))).toContain('Sort')
      throw new Error('put it back')
    })
    .catch((error: Error) => expect(error.message).toBe('put it back'))
})
