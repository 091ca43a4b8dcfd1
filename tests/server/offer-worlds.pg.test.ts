// Whoever sees something else after a write to the offer has heard of it, and nobody hears of a product that they saw neither
// before nor after: random writes in generated worlds, the answers of every reader compared before and after.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { findCart } from '#server/features/cart/queries.ts'
import { addCatalogue, deleteCatalogue, editCatalogue } from '#server/features/catalogues/commands.ts'
import { listCataloguesFor } from '#server/features/catalogues/queries.ts'
import type { Viewer } from '#server/features/catalogues/visible.ts'
import { deletePlan, editPlan } from '#server/features/plans/commands.ts'
import { findPortalProduct, listCards } from '#server/features/products/cards.ts'
import { deleteProduct, editProduct, setProductState } from '#server/features/products/commands.ts'
import { saveGuide } from '#server/features/products/guides.ts'
import { canBecome } from '#server/features/products/rules.ts'
import { productStates } from '#server/features/products/schema.ts'
import { requestId } from '#tests/setup/portal.ts'
import { rounds, seeded } from '#tests/setup/rounds.ts'
import {
  catalogueArbitrary,
  lookers,
  setWorldStage,
  worldArbitrary,
  type Eyes,
  type Stage,
  type World,
} from '#tests/setup/worlds.ts'

let stage: Stage
let actor: Actor
const worlds = rounds(150, 4_000)
const { seed } = seeded()

beforeAll(async () => {
  stage = await setWorldStage()
  actor = { accountId: stage.staff.active } as Actor
})
afterAll(() => stage.end())

const kinds = [
  ...['state', 'edit product', 'guide', 'delete product', 'add catalogue', 'edit catalogue', 'edit catalogue'],
  ...['rename catalogue', 'delete catalogue', 'edit plan', 'delete plan'],
] as const
const writeArbitrary = fc.record({
  kind: fc.constantFrom(...kinds),
  at: fc.nat(11),
  catalogue: catalogueArbitrary,
})
type Write = typeof writeArbitrary extends fc.Arbitrary<infer T> ? T : never

async function run(tx: Tx, world: World, { kind, at, catalogue }: Write): Promise<void> {
  const product = at % world.products.length
  const { id } = stage.products[product]!
  const c = at % world.catalogues.length
  const catalogueId = stage.catalogues[c]!
  const planId = stage.plans[at % 2]!
  const contentsOf = (held: World['catalogues'][number]) => ({
    visibility: held.visibility,
    productIds: held.products.filter((n) => n < world.products.length).map((n) => stage.products[n]!.id),
    planIds: held.plans.map((n) => stage.plans[n]!),
    teamIds: held.teams.map((n) => stage.teams[n]!),
    organizationIds: held.organizations.map((n) => stage.organizations[n]!),
  })
  const claim = { id, version: 1 }
  const apis = [{ name: 'API', baseUrl: 'https://other.example', documentId: stage.products[product]!.documentId }]
  const facts = { name: 'Renamed', summary: '', description: 'New', picture: null, tags: [], apis }
  const terms = { requestsPerSecond: 7, quota: null, quotaPeriod: null, keyLifetimeDays: null, needsApproval: true }
  const states = productStates.filter((state) => canBecome(world.products[product]!.state, state))
  const writes: Record<Write['kind'], () => Promise<unknown>> = {
    state: () => setProductState(tx, actor, { ...claim, state: states[at % states.length]! }),
    'edit product': () => editProduct(tx, actor, { ...claim, ...facts }),
    guide: () => saveGuide(tx, actor, { ...claim, title: 'Get started', body: 'Go.' }),
    'delete product': () => deleteProduct(tx, actor, id),
    'add catalogue': () => addCatalogue(tx, actor, { requestId: requestId(), name: 'New', ...contentsOf(catalogue) }),
    'edit catalogue': () =>
      editCatalogue(tx, actor, { id: catalogueId, version: 1, name: 'Edited', ...contentsOf(catalogue) }),
    'rename catalogue': () =>
      editCatalogue(tx, actor, { id: catalogueId, version: 1, name: 'Renamed', ...contentsOf(world.catalogues[c]!) }),
    'delete catalogue': () => deleteCatalogue(tx, actor, catalogueId),
    'edit plan': () => editPlan(tx, actor, { id: planId, version: 1, name: 'Edited', description: '', ...terms }),
    'delete plan': () => deletePlan(tx, actor, planId),
  }
  await writes[kind]()
}

/** All that somebody can read, one text for each thing. */
async function answersOf(tx: Tx, viewer: Viewer) {
  const { products, people } = stage
  const [cards, catalogues, cart, ...pages] = await Promise.all([
    listCards(tx, viewer, {}),
    listCataloguesFor(tx, viewer),
    viewer.as === 'user' && viewer.accountId === people[0] ? findCart(tx, viewer) : null,
    ...products.map(({ slug }) => findPortalProduct(tx, viewer, slug)),
  ])
  return {
    lists: JSON.stringify([cards, catalogues]),
    cart: JSON.stringify(cart),
    byProduct: products.map(({ id }, n) => ({
      id,
      isSeen: pages[n] !== undefined,
      text: JSON.stringify([pages[n], cards.rows.filter((card) => card.id === id)]),
    })),
  }
}

/** What somebody hears: the oracle's side of the audiences of a stream. */
function audiencesOf(eyes: Eyes, viewer: Viewer): string[] {
  if (eyes.as === 'visitor') return ['everyone']
  if (eyes.as === 'staff') return ['everyone', 'signed-in', 'admins']
  const places = [stage.organizations[eyes.organization]!, ...eyes.teams.map((team) => stage.teams[team]!)]
  const own = viewer.as === 'user' ? [`user:${viewer.accountId}`] : []
  return ['everyone', 'signed-in', ...own, ...places.map((place) => `place:${place}`)]
}

test(
  `whoever sees something else has heard of it, and nobody of what is not theirs, in ${worlds} worlds`,
  {
    timeout: 600_000,
  },
  async () => {
    const tally = { changed: 0, unchanged: 0 }
    const check = async (tx: Tx, world: World, write: Write) => {
      const everybody = lookers(stage, world)
      const before = await Promise.all(everybody.map(({ viewer }) => answersOf(tx, viewer)))
      await tx`delete from events`
      await run(tx, world, write)
      const events = await tx<{ audience: string; kind: string; payload: { productIds?: string[] | null } }[]>`
      select audience, kind, payload from events where kind in ('offer.changed', 'cart.changed')`
      const after = await Promise.all(everybody.map(({ viewer }) => answersOf(tx, viewer)))
      for (const [n, { name, eyes, viewer }] of everybody.entries()) {
        const audiences = audiencesOf(eyes, viewer)
        const heard = events.filter(({ audience }) => audiences.includes(audience))
        const named = new Set(heard.flatMap(({ payload }) => payload.productIds ?? []))
        const [was, is] = [before[n]!, after[n]!]
        const about = `${name}, ${write.kind}, ${JSON.stringify(events)}`
        for (const [p, product] of was.byProduct.entries()) {
          const hasChanged = product.text !== is.byProduct[p]!.text
          if (hasChanged) expect([...named], about).toContain(product.id)
          if (named.has(product.id)) expect(product.isSeen || is.byProduct[p]!.isSeen, about).toBe(true)
          tally[hasChanged ? 'changed' : 'unchanged']++
        }
        if (was.lists !== is.lists)
          expect(
            heard.map(({ kind }) => kind),
            about,
          ).toContain('offer.changed')
        if (was.cart !== is.cart) expect(heard, about).not.toEqual([])
      }
    }
    await fc.assert(
      fc.asyncProperty(worldArbitrary, writeArbitrary, (world, write) =>
        stage.inWorld(world, (tx) => check(tx, world, write)),
      ),
      { numRuns: worlds, seed },
    )
    // A world in which nothing ever changes would prove nothing.
    expect(tally.changed).toBeGreaterThan(worlds / 2)
    expect(tally.unchanged).toBeGreaterThan(worlds / 2)
  },
)
