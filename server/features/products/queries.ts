// Reading API products as the admin sees them. One row is one product with its counts; order (lower(name), id).
import type { Db } from '#db/database.ts'
import { listHistory } from '#server/audit/history.ts'
import { countAccess } from '#server/features/apps/counts.ts'
import { documentColumns, toDocumentFacts, type StoredDocument } from '#server/features/documents/queries.ts'
import { wordsOf } from './rules.ts'
import type {
  Picture,
  ProductApi,
  ProductDeletion,
  ProductDetail,
  ProductListInput,
  ProductPage,
  ProductRow,
} from './schema.ts'

const pageSize = 50

interface StoredProduct extends Omit<ProductRow, 'updatedAt' | 'picture'> {
  updatedAt: Date
  pictureId: string | null
  pictureText: string
  sortedBy: string
}

const columns = (db: Db) => db`
  products.id, slug, products.name, summary, state, tags, picture_id, picture_text, updated_at, version,
  lower(products.name) collate "C" as sorted_by,
  (select count(*)::int from product_apis where product_id = products.id) as apis,
  (select count(*)::int from guides where product_id = products.id) as guides,
  (select count(*)::int from catalogue_products where product_id = products.id) as catalogues`

function toRow({ sortedBy: _, pictureId, pictureText, updatedAt, ...row }: StoredProduct): ProductRow {
  return { ...row, picture: toPicture({ pictureId, pictureText }), updatedAt: updatedAt.toISOString() }
}

export function toPicture(stored: { pictureId: string | null; pictureText: string }): Picture | null {
  return stored.pictureId ? { id: stored.pictureId, text: stored.pictureText } : null
}

/** A condition on `products`: all words of a search occur in name, summary, tags or operations; by the index products_by_text. */
export function productMatches(db: Db, search: string) {
  return wordsOf(search).reduce(
    (condition, word) => {
      const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
      // Trigrams know nothing of a word of one or two letters, and everything has it: it is looked for in names alone.
      const place = [...word].length < 3 ? db`lower(products.name)` : db`products.search_text`
      return db`${condition} and ${place} like ${pattern}`
    },
    db`true`,
  )
}

/** Lists one page of 50 by name; the cursor is the last row. */
export async function listProducts(db: Db, input: ProductListInput, limit = pageSize): Promise<ProductPage> {
  const { search, state, catalogueId, after } = input
  const rows = await db<StoredProduct[]>`
    select ${columns(db)}
      from products
     where true
       ${search ? db`and ${productMatches(db, search)}` : db``}
       ${state ? db`and state = ${state}` : db``}
       ${catalogueId ? db`and exists (select 1 from catalogue_products where product_id = products.id and catalogue_id = ${catalogueId})` : db``}
       ${after ? db`and (lower(products.name) collate "C", products.id) > (${after.at}, ${after.id}::uuid)` : db``}
     order by lower(products.name) collate "C", products.id
     limit ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page.map(toRow), next: rows.length > limit && last ? { at: last.sortedBy, id: last.id } : null }
}

export async function findProduct(db: Db, id: string): Promise<ProductRow | undefined> {
  const [stored] = await db<StoredProduct[]>`select ${columns(db)} from products where products.id = ${id}`
  return stored && toRow(stored)
}

/** Finds all that a product's page shows and edits. */
export async function describeProduct(db: Db, id: string): Promise<ProductDetail | undefined> {
  const row = await findProduct(db, id)
  if (!row) return undefined
  const [[texts], apiList, guideList, catalogueList, history] = await Promise.all([
    db<{ description: string; descriptionHtml: string }[]>`
      select description, description_html from products where id = ${id}`,
    listApis(db, id),
    db<ProductDetail['guideList']>`
      select id, title, body, body_html as html from guides where product_id = ${id} order by position`,
    db<ProductDetail['catalogueList']>`
      select id, name, visibility from catalogues join catalogue_products on catalogue_id = id
       where product_id = ${id} order by lower(name), id limit 500`,
    listHistory(db, db`subject_kind = 'product' and subject_id = ${id}`),
  ])
  return {
    ...row,
    ...texts!,
    apiList,
    guideList: [...guideList],
    catalogueList: [...catalogueList],
    history,
  }
}

/** Lists a product's APIs in their order. */
export async function listApis(db: Db, productId: string): Promise<ProductApi[]> {
  const rows = await db<(StoredDocument & { apiId: string; apiName: string; baseUrl: string })[]>`
    select product_apis.id as api_id, product_apis.name as api_name, base_url, ${documentColumns(db)}
      from product_apis left join documents on documents.id = document_id
     where product_id = ${productId}
     order by position`
  return rows.map(({ apiId, apiName, baseUrl, ...stored }) => ({
    id: apiId,
    name: apiName,
    baseUrl,
    document: stored.id ? toDocumentFacts(stored) : null,
  }))
}

/** Counts what goes with a product. */
export async function previewProductDeletion(db: Db, id: string): Promise<ProductDeletion | undefined> {
  const [preview] = await db<{ catalogues: number; carts: number }[]>`
    select (select count(*)::int from catalogue_products where product_id = products.id) as catalogues,
           (select count(distinct account_id)::int from cart_lines where product_id = products.id) as carts
      from products where id = ${id}`
  const access = await countAccess(db, db`id in (select request_id from access_products where product_id = ${id})`)
  return preview && { ...preview, ...access }
}
