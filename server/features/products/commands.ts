// API products: made, edited, published and deleted by portal admins. Guides are in guides.ts.
import { randomUUID } from 'node:crypto'
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { withdrawAccessWhere } from '#server/features/access/withdraw.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { tellCarts } from '#server/features/cart/announce.ts'
import { changeOffer } from '#server/features/catalogues/announce.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { renderMarkdown } from './markdown.ts'
import { findProduct } from './queries.ts'
import { canBecome, slugOf } from './rules.ts'
import type { AddProductInput, EditProductInput, ProductRow, SetStateInput } from './schema.ts'

/** Of all documents together; each is bounded by itself too. */
const searchLengthMax = 400_000

type Contents = Omit<EditProductInput, 'id' | 'version'>

/** Adds a product as a draft. @throws PRODUCT_NAME_TAKEN, DOCUMENT_GONE: both by their constraints */
export function addProduct(tx: Tx, actor: Actor, input: AddProductInput): Promise<ProductRow> {
  return changeOffer(
    tx,
    async () => [],
    async () => {
      const [added] = await tx<{ id: string }[]>`
        insert into products (slug, name) values (${await findFreeSlug(tx, input.name)}, ${input.name}) returning id`
      await write(tx, added!.id, input)
      return announceProduct(tx, actor, added!.id, 'product.added', describe(input))
    },
  )
}

/**
 * Edits a product; a published one changes for its readers at once.
 *
 * @throws PRODUCT_CHANGED `detail.product` is how it is now
 * @throws PRODUCT_NAME_TAKEN, DOCUMENT_GONE by their constraints
 * @throws PRODUCT_INCOMPLETE a product that is shown keeps an API
 */
export function editProduct(tx: Tx, actor: Actor, input: EditProductInput): Promise<ProductRow> {
  return changeProduct(tx, input, async (product) => {
    if (product.state !== 'draft' && input.apis.length === 0) refuse('PRODUCT_INCOMPLETE')
    await write(tx, input.id, input)
    return announceProduct(tx, actor, input.id, 'product.edited', describe(input))
  })
}

const verbs = { draft: 'product.withdrawn', published: 'product.published', deprecated: 'product.deprecated' } as const

/**
 * Publishes, deprecates or withdraws a product.
 *
 * @throws PRODUCT_CHANGED as `editProduct`, also when it is in that state already
 * @throws PRODUCT_INCOMPLETE without an API there is nothing to publish
 */
export function setProductState(tx: Tx, actor: Actor, { id, version, state }: SetStateInput): Promise<ProductRow> {
  return changeProduct(tx, { id, version }, async (product) => {
    if (!canBecome(product.state, state)) refuse('PRODUCT_CHANGED', { product })
    if (state !== 'draft' && product.apis === 0) refuse('PRODUCT_INCOMPLETE')
    await tx`update products set state = ${state} where id = ${id}`
    return announceProduct(tx, actor, id, verbs[state])
  })
}

/** Deletes a product with its APIs and guides; it leaves catalogues and carts. */
export function deleteProduct(tx: Tx, actor: Actor, id: string): Promise<void> {
  return changeOffer(
    tx,
    async () => [id],
    async () => {
      await tellCarts(tx, tx`product_id = ${id}`)
      // Held first: whoever is asking for it comes before, or not at all.
      await tx`select 1 from products where id = ${id} for update`
      // What is asked for nothing else would yield a key that opens nothing.
      await withdrawAccessWhere(
        tx,
        null,
        tx`access_requests.id in (select request_id from access_products where product_id = ${id}) and not exists (
             select 1 from access_products other where other.request_id = access_requests.id and other.product_id <> ${id})`,
      )
      const [deleted] = await tx<{ name: string }[]>`delete from products where id = ${id} returning name`
      if (!deleted) return refuse('NOT_FOUND')
      await recordAudit(tx, actor.accountId, 'product.deleted', { kind: 'product', id }, { name: deleted.name })
      await publish(tx, 'admins', { kind: 'product.deleted', productId: id })
    },
  )
}

/** Runs a change of the version that its writer has seen. @throws PRODUCT_CHANGED, NOT_FOUND */
export function changeProduct<T>(
  tx: Tx,
  { id, version }: { id: string; version: number },
  change: (before: ProductRow) => Promise<T>,
): Promise<T> {
  return changeOffer(
    tx,
    async () => [id],
    async () => {
      const [claimed] = await tx`
        update products set version = version + 1, updated_at = clock_timestamp()
         where id = ${id} and version = ${version}
        returning id`
      const product = await findProduct(tx, id)
      if (!product) return refuse('NOT_FOUND')
      return claimed ? change(product) : refuse('PRODUCT_CHANGED', { product })
    },
  )
}

/** Records and announces a change to a product. */
export async function announceProduct(
  tx: Tx,
  actor: Actor,
  id: string,
  action: string,
  detail: object = {},
): Promise<ProductRow> {
  await recordAudit(tx, actor.accountId, action, { kind: 'product', id }, detail)
  const product = (await findProduct(tx, id))!
  await publish(tx, 'admins', { kind: action === 'product.added' ? action : 'product.edited', product })
  return product
}

/** Writes all but the guides, in place of what was there. An API keeps its id, and so its addresses. */
async function write(tx: Tx, id: string, { name, summary, description, picture, tags, apis }: Contents): Promise<void> {
  await tx`
    update products
       set name = ${name}, summary = ${summary}, description = ${description}, description_html = ${renderMarkdown(description)},
           picture_id = ${picture?.id ?? null}, picture_text = ${picture?.text ?? ''}, tags = ${tags}
     where id = ${id}`
  const before = await tx<{ id: string }[]>`delete from product_apis where product_id = ${id} returning id`
  const kept = new Set(before.map((api) => api.id))
  for (const [position, api] of apis.entries()) {
    const apiId = api.id && kept.delete(api.id) ? api.id : randomUUID()
    await tx`
      insert into product_apis (id, product_id, position, name, base_url, document_id)
      values (${apiId}, ${id}, ${position}, ${api.name}, ${api.baseUrl}, ${api.documentId})`
  }
  await tx`
    update products
       set search_text = lower(name || ' ' || summary || ' ' || array_to_string(tags, ' ')) || coalesce((
             select ' ' || left(string_agg(documents.search_text, ' '), ${searchLengthMax})
               from product_apis join documents on documents.id = document_id where product_id = products.id), '')
     where id = ${id}`
}

/** Finds an address that no product has, under the lock of `changeOffer`: payments, payments-2, … */
async function findFreeSlug(tx: Tx, name: string): Promise<string> {
  const base = slugOf(name) || 'product'
  const taken = await tx<{ slug: string }[]>`select slug from products where slug = ${base} or slug like ${`${base}-%`}`
  const slugs = new Set(taken.map(({ slug }) => slug))
  if (!slugs.has(base)) return base
  for (let n = 2; ; n++) if (!slugs.has(`${base}-${n}`)) return `${base}-${n}`
}

const describe = ({ name, summary, tags, apis, picture }: Contents) => ({
  name,
  summary,
  tags,
  pictureId: picture?.id ?? null,
  apis: apis.map(({ name, baseUrl, documentId }) => ({ name, baseUrl, documentId })),
})
