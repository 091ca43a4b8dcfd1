// Reading API products as the portal shows them: cards, one page each, always through a viewer's eyes.
import type { Db } from '#db/database.ts'
import {
  catalogueVisibleTo,
  productOpenTo,
  productVisibleTo,
  type Viewer,
} from '#server/features/catalogues/visible.ts'
import { planColumns, toPlanFacts, type StoredPlanFacts } from '#server/features/plans/queries.ts'
import { listApis, productMatches, toPicture } from './queries.ts'
import { wordsOf } from './rules.ts'
import type { CardListInput, CardPage, PortalProduct, ProductCard, ProductState } from './schema.ts'

const pageSize = 24
const operationsMax = 3

interface StoredCard {
  id: string
  slug: string
  name: string
  summary: string
  tags: string[]
  state: ProductState
  pictureId: string | null
  pictureText: string
  sortedBy: string
}

const columns = (db: Db) => db`
  products.id, slug, products.name, summary, tags, state, picture_id, picture_text,
  lower(products.name) collate "C" as sorted_by`

/** Lists one page of 24 by name; the cursor is the last card. The search looks at names, summaries, tags and operations. */
export async function listCards(db: Db, viewer: Viewer, input: CardListInput): Promise<CardPage> {
  const { search, catalogueId, tag, after } = input
  const rows = await db<StoredCard[]>`
    select ${columns(db)}
      from products
     where ${productVisibleTo(db, viewer)}
       ${search ? db`and ${productMatches(db, search)}` : db``}
       ${tag ? db`and ${tag} = any(tags)` : db``}
       ${
         catalogueId
           ? db`and exists (select 1 from catalogue_products join catalogues on catalogues.id = catalogue_id
                             where product_id = products.id and catalogue_id = ${catalogueId} and ${catalogueVisibleTo(db, viewer)})`
           : db``
       }
       ${after ? db`and (lower(products.name) collate "C", products.id) > (${after.at}, ${after.id}::uuid)` : db``}
     order by lower(products.name) collate "C", products.id
     limit ${pageSize + 1}`
  const page = rows.slice(0, pageSize)
  const ids = page.map(({ id }) => id)
  const [catalogues, operations] = await Promise.all([
    listCataloguesOf(db, viewer, ids),
    search ? listFound(db, ids, search) : new Map<string, ProductCard['operations']>(),
  ])
  const last = page.at(-1)
  return {
    rows: page.map(({ sortedBy: _, state, pictureId, pictureText, ...card }) => ({
      ...card,
      picture: toPicture({ pictureId, pictureText }),
      isDeprecated: state === 'deprecated',
      catalogues: catalogues.get(card.id) ?? [],
      operations: operations.get(card.id) ?? [],
    })),
    next: rows.length > pageSize && last ? { at: last.sortedBy, id: last.id } : null,
  }
}

async function listCataloguesOf(db: Db, viewer: Viewer, productIds: string[]) {
  const rows = await db<{ productId: string; id: string; name: string }[]>`
    select product_id, catalogues.id, catalogues.name
      from catalogue_products join catalogues on catalogues.id = catalogue_id
     where product_id = any(${productIds}) and ${catalogueVisibleTo(db, viewer)}
     order by lower(catalogues.name), catalogues.id`
  return groupByProduct(rows)
}

/** Lists the operations that a search found, at most three a product. */
async function listFound(db: Db, productIds: string[], search: string) {
  const words = wordsOf(search).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const rows = await db<(ProductCard['operations'][number] & { productId: string })[]>`
    select found.* from unnest(${productIds}::uuid[]) with ordinality as asked (id, place)
      cross join lateral (
        select product_id, product_apis.id as api_id, operations.position, method, path, summary
          from product_apis join document_operations operations using (document_id)
         where product_id = asked.id and search_text like all(${words})
         order by product_apis.position, operations.position
         limit ${operationsMax}) found
     order by place`
  return groupByProduct(rows)
}

function groupByProduct<T extends { productId: string }>(rows: readonly T[]): Map<string, Omit<T, 'productId'>[]> {
  const byProduct = new Map<string, Omit<T, 'productId'>[]>()
  for (const { productId, ...row } of rows) byProduct.set(productId, [...(byProduct.get(productId) ?? []), row])
  return byProduct
}

/** Finds all that a product's page in the portal shows. */
export async function findPortalProduct(db: Db, viewer: Viewer, slug: string): Promise<PortalProduct | undefined> {
  const [stored] = await db<(StoredCard & { descriptionHtml: string })[]>`
    select ${columns(db)}, description_html from products where slug = ${slug} and ${productOpenTo(db, viewer)}`
  if (!stored) return undefined
  const { sortedBy: _, pictureId, pictureText, ...product } = stored
  const [apis, guides, catalogues] = await Promise.all([
    listApis(db, product.id),
    db<PortalProduct['guides']>`
      select id, title, body_html as html from guides where product_id = ${product.id} order by position`,
    listOffers(db, viewer, product.id),
  ])
  return {
    ...product,
    picture: toPicture({ pictureId, pictureText }),
    isDeprecated: product.state === 'deprecated',
    apis,
    guides: [...guides],
    catalogues,
  }
}

/** Lists the catalogues of a product that the viewer sees, each with its plans. */
async function listOffers(db: Db, viewer: Viewer, productId: string): Promise<PortalProduct['catalogues']> {
  const catalogues = await db<{ id: string; name: string }[]>`
    select catalogues.id, catalogues.name
      from catalogue_products join catalogues on catalogues.id = catalogue_id
     where product_id = ${productId} and ${catalogueVisibleTo(db, viewer)}
     order by lower(catalogues.name), catalogues.id`
  const plans = await listPlansOf(
    db,
    catalogues.map(({ id }) => id),
  )
  return catalogues.map((catalogue) => ({ ...catalogue, plans: plans.get(catalogue.id) ?? [] }))
}

/** Lists the plans of catalogues, the smallest first. */
export async function listPlansOf(db: Db, catalogueIds: string[]) {
  const rows = await db<(StoredPlanFacts & { catalogueId: string })[]>`
    select catalogue_id, ${planColumns(db)} from catalogue_plans join plans on plans.id = plan_id
     where catalogue_id = any(${catalogueIds})
     order by requests_per_second nulls last, quota nulls last, lower(plans.name), plans.id`
  const byCatalogue = Map.groupBy(rows, ({ catalogueId }) => catalogueId)
  return new Map([...byCatalogue].map(([id, stored]) => [id, stored.map(toPlanFacts)]))
}
