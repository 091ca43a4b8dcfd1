// Products, plans and catalogues, straight from the database: each the least that is valid, and a new name each time.
import { slugOf } from '#server/features/products/rules.ts'
import { renderMarkdown } from '#server/features/products/markdown.ts'
import type { CatalogueVisibility } from '#server/features/catalogues/schema.ts'
import type { PlanTerms } from '#server/features/plans/schema.ts'
import type { ProductState } from '#server/features/products/schema.ts'
import type { Portal } from './portal.ts'

type Host = Pick<Portal, 'database'>

let things = 0

export interface InsertedProduct {
  id: string
  slug: string
  name: string
  version: number
  /** its one API */
  apiId: string
  documentId: string
}

interface ProductFacts {
  name?: string
  summary?: string
  /** Markdown */
  description?: string
  tags?: string[]
  state?: ProductState
  baseUrl?: string
  /** what its API offers, as "GET /ships List the ships" */
  operations?: string[]
  /** guides by their titles, each with its Markdown */
  guides?: Record<string, string>
  /** the catalogues it is in */
  catalogueIds?: string[]
}

/** Inserts a published product with one API and its document; it is in no catalogue unless named. */
export async function insertProduct(portal: Host, facts: ProductFacts = {}): Promise<InsertedProduct> {
  const { sql } = portal.database
  const n = ++things
  const { name = `Harbour ${n}`, summary = 'What lies in which berth.', description = '', tags = [] } = facts
  const { state = 'published', baseUrl = `https://api-${n}.harbour.example/v1`, guides = {}, catalogueIds = [] } = facts
  const document = await insertDocument(portal, name, facts.operations)
  const [product] = await sql<{ id: string; slug: string; version: number }[]>`
    insert into products (slug, name, summary, description, description_html, tags, state, search_text)
    values (${`${slugOf(name)}-${n}`}, ${name}, ${summary}, ${description}, ${renderMarkdown(description)}, ${tags}, ${state},
            ${[name, summary, ...tags].join(' ').toLowerCase() + ` ${document.searchText}`})
    returning id, slug, version`
  const { id } = product!
  const [api] = await sql<{ id: string }[]>`
    insert into product_apis (product_id, position, name, base_url, document_id)
    values (${id}, 0, ${`${name} API`}, ${baseUrl}, ${document.id}) returning id`
  for (const [position, [title, body]] of Object.entries(guides).entries())
    await sql`
      insert into guides (product_id, position, title, body, body_html)
      values (${id}, ${position}, ${title}, ${body}, ${renderMarkdown(body)})`
  await sql`
    insert into catalogue_products (catalogue_id, product_id) select unnest(${catalogueIds}::uuid[]), ${id}`
  return { ...product!, name, apiId: api!.id, documentId: document.id }
}

/** Inserts an OpenAPI document as an upload leaves it. */
async function insertDocument(portal: Host, title: string, operations = ['GET /berths List the berths']) {
  const { sql } = portal.database
  const rows = operations.map((operation, position) => {
    const [, method, path, summary = ''] = /^(\S+) (\S+) ?(.*)$/.exec(operation)!
    return { position, method: method!, path: path!, summary }
  })
  const paths: Record<string, Record<string, object>> = {}
  for (const { method, path, summary } of rows)
    paths[path] = { ...paths[path], [method.toLowerCase()]: { summary, responses: { 200: { description: 'Done' } } } }
  const source = JSON.stringify({ openapi: '3.1.0', info: { title, version: '1.0.0' }, paths }, null, 2)
  const searchText = operations.join(' ').toLowerCase()
  const [document] = await sql<{ id: string }[]>`
    insert into documents (source, format, byte_count, openapi, title, api_version, search_text)
    values (${source}, 'json', ${Buffer.byteLength(source)}, '3.1.0', ${title}, '1.0.0', ${searchText}) returning id`
  for (const { position, method, path, summary } of rows)
    await sql`
      insert into document_operations (document_id, position, method, path, operation_id, summary, tag, is_deprecated, search_text)
      values (${document!.id}, ${position}, ${method}, ${path}, null, ${summary}, null, false,
              ${`${method} ${path} ${summary}`.toLowerCase()})`
  return { id: document!.id, searchText }
}

/** The smallest picture there is: one transparent pixel. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Gives a product a picture, and returns the picture's id. */
export async function insertPicture(portal: Host, productId: string, text = 'A lighthouse'): Promise<string> {
  const { sql } = portal.database
  const [picture] = await sql<{ id: string }[]>`
    insert into pictures (bytes, media_type, width, height) values (${Buffer.from(pixel, 'base64')}, 'image/png', 1, 1)
    returning id`
  await sql`update products set picture_id = ${picture!.id}, picture_text = ${text} where id = ${productId}`
  return picture!.id
}

/** Inserts a plan; unlimited and without approval unless given. */
export async function insertPlan(
  portal: Host,
  over: Partial<PlanTerms> = {},
): Promise<{ id: string; name: string; version: number }> {
  const { sql } = portal.database
  const { name = `Plan ${++things}`, description = '', requestsPerSecond = null, needsApproval = false } = over
  const { quota = null, quotaPeriod = null, keyLifetimeDays = null } = over
  const [plan] = await sql<{ id: string; version: number }[]>`
    insert into plans (name, description, requests_per_second, quota, quota_period, key_lifetime_days, needs_approval)
    values (${name}, ${description}, ${requestsPerSecond}, ${quota}, ${quotaPeriod}, ${keyLifetimeDays}, ${needsApproval})
    returning id, version`
  return { ...plan!, name }
}

interface CatalogueFacts {
  name?: string
  visibility?: CatalogueVisibility
  teamIds?: string[]
  organizationIds?: string[]
  productIds?: string[]
  planIds?: string[]
}

/** Inserts a catalogue; public unless given, restricted when it has an audience. */
export async function insertCatalogue(
  portal: Host,
  facts: CatalogueFacts = {},
): Promise<{ id: string; name: string; version: number }> {
  const { sql } = portal.database
  const { teamIds = [], organizationIds = [], productIds = [], planIds = [], name = `Catalogue ${++things}` } = facts
  const visibility = facts.visibility ?? (teamIds.length + organizationIds.length ? 'restricted' : 'public')
  const [catalogue] = await sql<{ id: string; version: number }[]>`
    insert into catalogues (name, visibility) values (${name}, ${visibility}) returning id, version`
  const { id } = catalogue!
  await sql`insert into catalogue_products (catalogue_id, product_id) select ${id}, unnest(${productIds}::uuid[])`
  await sql`insert into catalogue_plans (catalogue_id, plan_id) select ${id}, unnest(${planIds}::uuid[])`
  await sql`insert into catalogue_teams (catalogue_id, team_id) select ${id}, unnest(${teamIds}::uuid[])`
  await sql`
    insert into catalogue_organizations (catalogue_id, organization_id) select ${id}, unnest(${organizationIds}::uuid[])`
  return { ...catalogue!, name }
}
