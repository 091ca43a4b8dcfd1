// What developers look at, among a thousand products, through the eyes of somebody in twenty teams.
import { openDatabase } from '#db/database.ts'
import type { Viewer } from '#server/features/catalogues/visible.ts'
import { findPortalProduct, listCards } from '#server/features/products/cards.ts'
import { fillProducts } from '#tests/setup/many-products.ts'
import { medianMs, ratioOf, thousands, type Line } from './table.ts'

const count = 1_000

export async function benchCatalogue(url: string): Promise<Line[]> {
  const database = openDatabase(url, 1)
  const { sql } = database
  const viewer: Viewer = { as: 'user', ...(await fillProducts(sql, count)) }
  const search = () => listCards(sql, viewer, { search: 'narwhals' })
  const common = () => listCards(sql, viewer, { search: 'invoices' })
  const measured: [string, () => Promise<unknown>][] = [
    ['first page of cards', () => listCards(sql, viewer, {})],
    ['page from the middle', () => listCards(sql, viewer, { after: { at: 'product 5', id: crypto.randomUUID() } })],
    ['one product', () => findPortalProduct(sql, viewer, 'product-7')],
    ['search for a common word', common],
  ]
  const lines: Line[] = []
  for (const [what, run] of measured)
    lines.push({ what: `${thousands(count)} products, ${what}`, figure: `${(await medianMs(run)).toFixed(2)} ms` })
  const indexed = await medianMs(search)
  await sql`drop index products_by_text`
  const scanned = await medianMs(search)
  await sql`create index products_by_text on products using gin (search_text gin_trgm_ops)`
  lines.push({
    what: `${thousands(count)} products, search for a rare word`,
    figure: `${indexed.toFixed(2)} ms`,
    beside: `without the index ${scanned.toFixed(2)} ms`,
    ratio: ratioOf(indexed, scanned),
  })
  await database.close()
  return lines
}
