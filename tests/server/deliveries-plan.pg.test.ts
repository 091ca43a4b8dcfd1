// Deliveries among many mails read an index each, not every mail: asserted on the plans of the real queries.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sql } from '#db/database.ts'
import { findHealth } from '#server/features/emails/health.ts'
import { listMails } from '#server/features/emails/queries.ts'
import type { MailListInput } from '#server/features/emails/schema.ts'
import { createTestDatabase, type TestDatabase } from '#tests/setup/postgres.ts'
import { openExplained, type PlanNode } from '#tests/setup/query-plans.ts'

let database: TestDatabase
let sql: Sql
let explained: ReturnType<typeof openExplained>
let reviewId: string
let accountId: string

beforeAll(async () => {
  database = await createTestDatabase()
  explained = openExplained(database.url)
  sql = explained.sql
  const [account] = await sql<{ id: string }[]>`
    insert into accounts (kind, email, email_key, first_name, last_name, organization_id, organization_role)
    select 'user', 'maria@dev.example', 'maria@dev.example', 'Maria', 'Lindqvist', id, 'team_member' from organizations
    returning id`
  accountId = account!.id
  const [review] = await sql<{ id: string }[]>`
    insert into reviews (kind, subject_id, requester_id, state, facts, search_text)
    values ('registration', ${accountId}, ${accountId}, 'pending', '{}', '') returning id`
  reviewId = review!.id
  // Almost all were sent; a few of every other standing, in the middle of the time.
  await sql`
    insert into mails (template, to_name, to_address, subject, state, sent_at, created_at)
    select 'review-digest', 'Person ' || n, 'person' || n || '@dev.example', 'Reviews are waiting', 'sent', now(),
           now() - n * interval '1 minute'
      from generate_series(1, 30000) n`
  const few = sql`to_timestamp(extract(epoch from now()) - 900000 - n)`
  await sql`
    insert into mails (template, to_name, to_address, subject, state, failing_since, attempts, send_after, created_at, account_id, review_id)
    select 'role-changed', case n % 9 when 0 then 'Narwhal' else 'Maria' end, 'm' || n || '@dev.example', 'Your role',
           (array['waiting', 'waiting', 'waiting', 'gave_up', 'cancelled'])[1 + n % 5], case n % 5 when 2 then now() end,
           case n % 5 when 0 then 0 else 1 end, now() + case n % 5 when 0 then interval '1 hour' else interval '-1 minute' end,
           ${few}, case when n < 10 then ${accountId}::uuid end, case when n < 10 then ${reviewId}::uuid end
      from generate_series(1, 100) n`
  await sql`analyze mails`
}, 60_000)
afterAll(async () => {
  await sql.end()
  await database.drop()
})

const indexes = (nodes: PlanNode[]) =>
  nodes.map((node) => node['Index Name']).filter((name) => name?.startsWith('mails'))
const readsAll = (nodes: PlanNode[]) =>
  nodes.some((node) => node['Relation Name'] === 'mails' && node['Node Type'] === 'Seq Scan')

describe('a page is found by an index', () => {
  const after = { at: new Date().toISOString(), id: '00000000-0000-4000-8000-000000000000' }
  test.each<[string, MailListInput, string]>([
    ['of all', {}, 'mails_newest'],
    ['of all, further down', { after }, 'mails_newest'],
    ['held', { standing: 'held' }, 'mails_open'],
    ['queued', { standing: 'queued' }, 'mails_open'],
    ['failed', { standing: 'failed' }, 'mails_open'],
    ['sent', { standing: 'sent' }, 'mails_newest'],
    ['given up', { standing: 'gave_up' }, 'mails_given_up'],
    ['cancelled', { standing: 'cancelled' }, 'mails_cancelled'],
    ['of a rare kind', { template: 'role-changed' }, 'mails_by_template'],
    ['with a rare word', { q: 'narwhal' }, 'mails_by_text'],
    ['with a rare word beside a common one', { q: 'role narwhal' }, 'mails_by_text'],
  ])('%s', async (_, input, index) => {
    expect((await listMails(sql, input)).rows.length).toBeGreaterThan(0)
    const { plans, statements } = await explained.plansOf(() => listMails(sql, input))
    expect(statements).toBe(1)
    expect(indexes(plans[0]!)).toContain(index)
    for (const plan of plans) expect(readsAll(plan)).toBe(false)
  })

  test('of one person, of one review', async () => {
    for (const input of [{ account: accountId }, { review: reviewId }]) {
      expect((await listMails(sql, input)).rows).toHaveLength(9)
      const { plans } = await explained.plansOf(() => listMails(sql, input))
      for (const plan of plans) expect(indexes(plan)[0]).toMatch(/^mails_by_(account|review)$/)
    }
  })
})

test('whether mails go out is found by the few that are open, and by the last that was sent', async () => {
  const { plans } = await explained.plansOf(() => findHealth(sql))
  for (const plan of plans) {
    expect(new Set(indexes(plan))).toEqual(new Set(['mails_open', 'mails_last_sent']))
    expect(readsAll(plan)).toBe(false)
  }
})

test('the plans turn red when an index is gone', async () => {
  await sql`drop index mails_by_text`
  const { plans } = await explained.plansOf(() => listMails(sql, { q: 'narwhal' }))
  expect(indexes(plans[0]!)).not.toContain('mails_by_text')
})
