// The rows of products, plans, catalogues and carts. What is shown is shown to team T1 alone, which two of Acme are in.
import { randomUUID } from 'node:crypto'
import { insertCatalogue, insertPlan, insertProduct } from '#tests/setup/catalogue.ts'
import type { Portal } from '#tests/setup/portal.ts'
import { everyone, noSession, staff, staffFrom, type MatrixRow } from './cells.ts'
import type { Ids } from './personas.ts'

const product = async (portal: Portal) => ({ id: (await insertProduct(portal)).id })
const plan = async (portal: Portal) => ({ id: (await insertPlan(portal)).id })
const catalogue = async (portal: Portal) => ({ id: (await insertCatalogue(portal)).id })
const edited = (insert: (portal: Portal) => Promise<object>, fields: () => object) => async (portal: Portal) => ({
  ...(await insert(portal)),
  version: 1,
  ...fields(),
})
const added = (fields: () => object) => () => ({ requestId: randomUUID(), ...fields() })

const name = () => randomUUID()
const productFields = () => ({ name: name(), summary: '', description: '', picture: null, tags: [], apis: [] })
const writtenProduct = () => ({
  ...productFields(),
  apis: [{ name: 'Ships', baseUrl: 'https://ships.example', documentId: null }],
})
const planFields = () => ({
  name: name(),
  description: '',
  requestsPerSecond: 10,
  quota: null,
  quotaPeriod: null,
  keyLifetimeDays: null,
  needsApproval: true,
})
const catalogueFields = () => ({
  name: name(),
  visibility: 'restricted',
  teamIds: [],
  organizationIds: [],
  productIds: [],
  planIds: [],
})

const guide = async (portal: Portal) => {
  const { id } = await insertProduct(portal, { guides: { 'Get started': '# Hello' } })
  const [row] = await portal.database.sql<{ id: string }[]>`select id from guides where product_id = ${id}`
  return { id, version: 1, guideId: row!.id }
}

/** A product that team T1 alone sees, in its catalogue. */
async function restricted(portal: Portal, ids: Ids) {
  const { id, slug, apiId } = await insertProduct(portal)
  const { id: catalogueId } = await insertCatalogue(portal, { teamIds: [ids.t1], productIds: [id] })
  return { slug, apiId, line: { catalogueId, productId: id } }
}

const onlyT1 = { ...everyone(404), ...staff(200), teamMember: 200, superAdmin: 200 }
const ownCart = { ...everyone(200), ...noSession, ...staff(403) }

export const catalogueMatrix: Record<string, MatrixRow> = {
  'portal.catalogues.list': { type: 'query', cells: everyone(200) },
  'portal.products.list': { type: 'query', input: () => ({}), cells: everyone(200) },
  'portal.products.get': {
    type: 'query',
    input: async (portal, ids) => ({ slug: (await restricted(portal, ids)).slug }),
    cells: onlyT1,
  },
  'portal.products.operations': {
    type: 'query',
    input: async (portal, ids) => ({ apiId: (await restricted(portal, ids)).apiId }),
    cells: onlyT1,
  },
  'portal.cart.get': { type: 'query', cells: ownCart },
  'portal.cart.add': {
    type: 'mutation',
    input: async (portal, ids) => (await restricted(portal, ids)).line,
    cells: { ...onlyT1, ...noSession, ...staff(403), unconfirmed: 403 },
  },
  // Nobody is told whether there is such a thing: whatever is not in the cart is as gone as it was.
  'portal.cart.remove': {
    type: 'mutation',
    input: async (portal, ids) => (await restricted(portal, ids)).line,
    cells: { ...ownCart, unconfirmed: 403 },
  },

  'admin.products.list': { type: 'query', input: () => ({}), cells: staffFrom('auditor') },
  'admin.products.get': { type: 'query', input: product, cells: staffFrom('auditor') },
  'admin.products.add': { type: 'mutation', input: added(productFields), cells: staffFrom('approver') },
  'admin.products.edit': { type: 'mutation', input: edited(product, writtenProduct), cells: staffFrom('approver') },
  'admin.products.setState': {
    type: 'mutation',
    input: edited(product, () => ({ state: 'deprecated' })),
    cells: staffFrom('approver'),
  },
  'admin.products.saveGuide': {
    type: 'mutation',
    input: edited(product, () => ({ title: 'Get started', body: '# Hello' })),
    cells: staffFrom('approver'),
  },
  'admin.products.removeGuide': { type: 'mutation', input: guide, cells: staffFrom('approver') },
  'admin.products.orderGuides': {
    type: 'mutation',
    input: edited(product, () => ({ guideIds: [] })),
    cells: staffFrom('approver'),
  },
  'admin.products.render': { type: 'mutation', input: () => ({ text: '# Hello' }), cells: staffFrom('approver') },
  'admin.products.previewDeletion': { type: 'query', input: product, cells: staffFrom('approver') },
  'admin.products.remove': { type: 'mutation', input: product, cells: staffFrom('approver') },

  'admin.plans.list': { type: 'query', input: () => ({}), cells: staffFrom('auditor') },
  'admin.plans.get': { type: 'query', input: plan, cells: staffFrom('auditor') },
  'admin.plans.add': { type: 'mutation', input: added(planFields), cells: staffFrom('approver') },
  'admin.plans.edit': { type: 'mutation', input: edited(plan, planFields), cells: staffFrom('approver') },
  'admin.plans.previewDeletion': { type: 'query', input: plan, cells: staffFrom('approver') },
  'admin.plans.remove': { type: 'mutation', input: plan, cells: staffFrom('approver') },

  'admin.catalogues.list': { type: 'query', input: () => ({}), cells: staffFrom('auditor') },
  'admin.catalogues.get': { type: 'query', input: catalogue, cells: staffFrom('auditor') },
  'admin.catalogues.preview': {
    type: 'query',
    input: (_, ids) => ({ organizationId: ids.acme }),
    cells: staffFrom('auditor'),
  },
  'admin.catalogues.explain': {
    type: 'query',
    input: async (portal) => ({ productId: (await insertProduct(portal)).id }),
    cells: staffFrom('auditor'),
  },
  'admin.catalogues.add': { type: 'mutation', input: added(catalogueFields), cells: staffFrom('approver') },
  'admin.catalogues.edit': {
    type: 'mutation',
    input: edited(catalogue, catalogueFields),
    cells: staffFrom('approver'),
  },
  'admin.catalogues.previewDeletion': { type: 'query', input: catalogue, cells: staffFrom('approver') },
  'admin.catalogues.remove': { type: 'mutation', input: catalogue, cells: staffFrom('approver') },
}
