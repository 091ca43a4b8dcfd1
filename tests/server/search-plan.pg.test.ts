// A search among many products reads an index, not every product: asserted on the plans of the real queries.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sql } from '#db/database.ts'
import type { Viewer } from '#server/features/catalogues/visible.ts'
import { listCards } from '#server/features/products/cards.ts'
import { listProducts } from '#server/features/products/queries.ts'
import { fillProducts } from '#tests/setup/many-products.ts'
import { createTestDatabase, type TestDatabase } from '#tests/setup/postgres.ts'
import { openExplained, readPlan } from '#tests/setup/query-plans.ts'

let database: TestDatabase
let sql: Sql
let explained: ReturnType<typeof openExplained>
let viewer: Viewer

beforeAll(async () => {
  database = await createTestDatabase()
  explained = openExplained(database.url)
  sql = explained.sql
  viewer = { as: 'user', ...(await fillProducts(sql, 1_000)) }
}, 60_000)
afterAll(async () => {
  await sql.end()
  await database.drop()
})

describe('a selective word is looked up in products_by_text', () => {
  test.each<[string, () => Promise<{ rows: { name: string }[] }>]>([
    ['by a user with 20 teams', () => listCards(sql, viewer, { search: 'Narwhals' })],
    ['beside a common word', () => listCards(sql, viewer, { search: 'narwhals list' })],
    ['by staff', () => listProducts(sql, { search: 'narwhals' })],
  ])('%s', async (_, search) => {
    expect((await search()).rows.map(({ name }) => name)).toEqual(['Product 7'])
    // The settled plan knows no word, and must suit the commonest.
    const { plans } = await explained.plansOf(search)
    expect(plans[0]!.map((node) => node['Index Name'])).toContain('products_by_text')
    expect(
      plans[0]!.filter((node) => node['Relation Name'] === 'products').map((node) => node['Node Type']),
    ).not.toContain('Seq Scan')
  })
})

test('a page of the list walks the index of names, from the start and from the middle', async () => {
  const after = { at: 'product 500', id: '00000000-0000-4000-8000-000000000000' }
  for (const input of [{}, { after }]) {
    const { plans } = await explained.plansOf(() => listProducts(sql, input))
    for (const nodes of plans) {
      expect(nodes.map((node) => node['Index Name'])).toContain('products_by_name')
      expect(nodes.map((node) => node['Node Type'])).not.toContain('Sort')
    }
  }
})

test('the plans turn red when the index is gone', async () => {
  await sql
    .begin(async (tx) => {
      await tx`drop index products_by_text`
      const [row] = await tx`explain (format json) select id from products where search_text like '%narwhals%'`
      expect(readPlan(row!).map((node) => node['Node Type'])).toContain('Seq Scan')
      throw new Error('put it back')
    })
    .catch((error: Error) => expect(error.message).toBe('put it back'))
})
