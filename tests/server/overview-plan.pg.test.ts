// The overview stays quick at 100,000 pending and 200,000 decided reviews only as long as it reads indexes. Asserted on the
// plans of the real queries, for a timing says nothing on a busy machine.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findOverview } from '#server/features/overview/queries.ts'
import { createTestDatabase, type TestDatabase } from '#tests/setup/postgres.ts'
import { openExplained, type PlanNode } from '#tests/setup/query-plans.ts'

let database: TestDatabase
let explained: ReturnType<typeof openExplained>

beforeAll(async () => {
  database = await createTestDatabase()
  explained = openExplained(database.url)
  const { sql } = explained
  await sql`alter table reviews disable trigger reviews_counted`
  await sql`
    with maria as (
      insert into accounts (kind, email, email_key, first_name, last_name, organization_id, organization_role)
      select 'user', 'maria@dev.example', 'maria@dev.example', 'Maria', 'Lindqvist', id, 'team_member'
        from organizations where is_default
      returning id
    )
    insert into reviews (kind, subject_id, requester_id, state, facts, search_text, requested_at, decided_at, decided_by)
    select case when n % 10 = 0 then 'organization' when n % 2 = 0 then 'access' else 'registration' end, gen_random_uuid(), id,
           case when n <= 4000 then 'pending' else 'approved' end, jsonb_build_object('firstName', repeat('x', 200)), repeat('x', 100),
           now() - n * interval '2 minutes', case when n > 4000 then now() - n * interval '1 minute' end, case when n > 4000 then id end
      from maria, generate_series(1, 12000) n`
  await sql`alter table reviews enable trigger reviews_counted`
  await sql`vacuum analyze reviews`
  // Whether an index alone answers, not whether the table is small enough to be read whole.
  await sql`set enable_seqscan = off`
  await sql`set enable_bitmapscan = off`
}, 60_000)
afterAll(async () => {
  await explained.sql.end()
  await database.drop()
})

test('every figure is read from an index', async () => {
  const plans = await explained.everyPlan(() => findOverview(explained.sql))
  const reads = plans.flat().filter((node) => node['Relation Name'] === 'reviews')
  expect(reads.length).toBeGreaterThan(5)
  const indexOf = (node: PlanNode) => `${node['Node Type']} ${node['Index Name']}`
  const [waiting, decided] = [reads.filter(isOfWaiting), reads.filter((node) => !isOfWaiting(node))].map((some) => [
    ...new Set(some.map(indexOf)),
  ])
  // What waits is counted from an index of nothing else, and the oldest of a kind has one place in it.
  expect(waiting).toContain('Index Scan reviews_pending_by_kind')
  // What was decided is many times as much: of that the rows are not looked at.
  expect(decided!.toSorted()).toEqual(['Index Only Scan reviews_by_arrival', 'Index Only Scan reviews_pace'])
})

const isOfWaiting = (node: PlanNode) => /^reviews_(pending|asked)/.test(node['Index Name'] ?? '')
