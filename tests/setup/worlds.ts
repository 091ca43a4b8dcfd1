// Small worlds of people, products and catalogues: generated, written in a transaction that never commits, and judged by an
// oracle in plain TypeScript that knows nothing of the SQL.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { openDatabase, type Database, type Tx } from '#db/database.ts'
import type { Viewer } from '#server/features/catalogues/visible.ts'
import { insertPicture, insertPlan, insertProduct } from './catalogue.ts'
import { createTestDatabase } from './postgres.ts'

/** The default organization, Acme and Bolt, each with its default team and two more: team 3 × organization + n. */
const organizations = [0, 1, 2]
const teamsEach = 3
const productsMax = 4
export const words = ['tides', 'berths'] as const

export interface Person {
  organization: number
  teams: number[]
}
export interface World {
  portal: { visibility: 'public' | 'private' | 'hidden'; signIn: boolean }
  people: Person[]
  products: { state: 'draft' | 'published' | 'deprecated'; word: (typeof words)[number]; isPictured: boolean }[]
  catalogues: {
    visibility: 'public' | 'private' | 'restricted'
    products: number[]
    plans: number[]
    organizations: number[]
    teams: number[]
  }[]
  /** the cart of the first person: [catalogue, product] */
  cart: [number, number][]
}

const some = (length: number, most = length) => fc.subarray([...Array(length).keys()], { maxLength: most })
export const personArbitrary: fc.Arbitrary<Person> = fc
  .tuple(fc.constantFrom(...organizations), some(teamsEach))
  .map(([organization, teams]) => ({ organization, teams: teams.map((team) => organization * teamsEach + team) }))
export const catalogueArbitrary = fc.record({
  visibility: fc.constantFrom('public' as const, 'private' as const, 'restricted' as const, 'restricted' as const),
  products: some(productsMax),
  plans: some(2),
  organizations: some(organizations.length, 1),
  teams: some(organizations.length * teamsEach, 2),
})

export const worldArbitrary: fc.Arbitrary<World> = fc
  .record({
    portal: fc.record({
      visibility: fc.constantFrom('public' as const, 'public' as const, 'private' as const, 'hidden' as const),
      signIn: fc.integer({ min: 0, max: 5 }).map((n) => n > 0),
    }),
    people: fc.tuple(personArbitrary, personArbitrary, personArbitrary),
    products: fc.array(
      fc.record({
        state: fc.constantFrom('draft' as const, 'published' as const, 'published' as const, 'deprecated' as const),
        word: fc.constantFrom(...words),
        isPictured: fc.boolean(),
      }),
      { minLength: 1, maxLength: productsMax },
    ),
    catalogues: fc.array(catalogueArbitrary, { minLength: 1, maxLength: 4 }),
    cart: fc.array(fc.tuple(fc.nat(3), fc.nat(productsMax - 1)), { maxLength: 3 }),
  })
  .map((world) => ({
    ...world,
    catalogues: world.catalogues.map((catalogue) => ({
      ...catalogue,
      products: catalogue.products.filter((product) => product < world.products.length),
    })),
    cart: world.cart.filter(([catalogue, product]) => world.catalogues[catalogue] && world.products[product]),
  }))

/** Through whose eyes: the oracle's side of a `Viewer`. */
export type Eyes = { as: 'visitor' } | { as: 'staff' } | ({ as: 'person' } & Person)

export const showsTo = (eyes: Eyes, { visibility, organizations, teams }: World['catalogues'][number]): boolean => {
  if (eyes.as === 'staff' || visibility === 'public') return true
  if (eyes.as === 'visitor') return false
  if (visibility === 'private') return true
  return organizations.includes(eyes.organization) || teams.some((team) => eyes.teams.includes(team))
}

/** The catalogues through which somebody sees a product; none: they do not see it. */
export function waysTo(world: World, eyes: Eyes, product: number): number[] {
  if (world.products[product]!.state === 'draft') return []
  return world.catalogues.flatMap((catalogue, n) =>
    catalogue.products.includes(product) && showsTo(eyes, catalogue) ? n : [],
  )
}

/** What all worlds have in common, by the numbers that a world uses. */
export interface Stage {
  database: Database
  organizations: string[]
  teams: string[]
  /** two who are active (the second is unconfirmed), one who is deactivated */
  people: string[]
  staff: { active: string; deactivated: string }
  /** the ids of the products that a world has; only their documents and pictures are there before it */
  products: { id: string; slug: string; apiId: string; documentId: string; pictureId: string }[]
  catalogues: string[]
  plans: string[]
  /** Runs the work in a world, of which nothing stays. */
  inWorld(world: World, work: (tx: Tx) => Promise<void>): Promise<void>
  end(): Promise<void>
}

export const catalogueName = (n: number) => `Catalogue ${n}`
export const productName = (n: number) => `Product ${n}`
export const operationOf = (n: number) => `GET /route-${n} List the tugs`

/** Sets the stage on a database of its own. */
export async function setWorldStage(): Promise<Stage> {
  const own = await createTestDatabase()
  const database = openDatabase(own.url, 4)
  const { sql } = database
  await sql`insert into organizations (name) values ('Acme'), ('Bolt')`
  await sql`
    insert into teams (organization_id, name, is_default) select id, 'Default', true from organizations where not is_default`
  await sql`insert into teams (organization_id, name) select id, 'Team ' || n from organizations, generate_series(1, 2) n`
  const places = await sql<{ id: string; teams: string[] }[]>`
    select id, array(select teams.id from teams where organization_id = organizations.id order by not teams.is_default, teams.name) as teams
      from organizations order by not is_default, name`
  const people = await sql<{ id: string }[]>`
    insert into accounts (kind, email, email_key, first_name, last_name, organization_id, organization_role, password_hash,
                          approved_at, email_confirmed_at, deactivated_at)
    select 'user', n || '@dev.example', n || '@dev.example', 'Dev', 'Eloper', ${places[0]!.id}, 'team_member', 'x', now(),
           case when n <> 2 then now() end, case when n = 3 then now() end
      from generate_series(1, 3) n
    returning id`
  const staff = await sql<{ id: string }[]>`
    insert into accounts (kind, email, email_key, first_name, last_name, staff_role, password_hash, approved_at, email_confirmed_at, deactivated_at)
    select 'staff', n || '@portal.example', n || '@portal.example', 'Ana', 'Approver', 'approver', 'x', now(), now(),
           case when n = 2 then now() end
      from generate_series(1, 2) n
    returning id`
  const products: Stage['products'] = []
  for (let n = 0; n < productsMax; n++) {
    const { id, documentId } = await insertProduct({ database }, { operations: [operationOf(n)] })
    const pictureId = await insertPicture({ database }, id)
    products.push({ id, slug: `product-${n}`, apiId: randomUUID(), documentId, pictureId })
  }
  await sql`delete from products`
  const plans = [await insertPlan({ database }), await insertPlan({ database })]
  const stage: Stage = {
    database,
    organizations: places.map(({ id }) => id),
    teams: places.flatMap(({ teams }) => teams),
    people: people.map(({ id }) => id),
    staff: { active: staff[0]!.id, deactivated: staff[1]!.id },
    products,
    catalogues: Array.from({ length: 5 }, () => randomUUID()),
    plans: plans.map(({ id }) => id),
    async inWorld(world, work) {
      const over = new Error('the world is over')
      await database
        .inTransaction(async (tx) => {
          await write(tx, stage, world)
          await work(tx)
          throw over
        })
        .catch((error: unknown) => {
          if (error !== over) throw error
        })
    },
    async end() {
      await database.close()
      await own.drop()
    },
  }
  return stage
}

/** Writes a world, its statements in one go. */
async function write(tx: Tx, stage: Stage, world: World): Promise<void> {
  const fill = (table: string, rows: object[]) => {
    const columns = tx(Object.keys(rows[0] ?? { id: 0 }))
    const filled = tx`jsonb_populate_recordset(null::${tx(table)}, ${tx.json(rows as never)})`
    return rows.length > 0 ? tx`insert into ${tx(table)} (${columns}) select ${columns} from ${filled}` : undefined
  }
  const { products, catalogues, people } = stage
  const heldBy = <K extends 'products' | 'plans' | 'teams' | 'organizations'>(what: K, idsOf: (n: number) => string) =>
    world.catalogues.flatMap((catalogue, n) =>
      catalogue[what].map((held) => ({ catalogue_id: catalogues[n], [`${what.slice(0, -1)}_id`]: idsOf(held) })),
    )
  const placed = people.map((id, n) => ({ id, organization: stage.organizations[world.people[n]!.organization] }))
  await Promise.all([
    tx`update settings set portal_visibility = ${world.portal.visibility}, sign_in_enabled = ${world.portal.signIn}`,
    tx`
      update accounts set organization_id = organization
        from jsonb_to_recordset(${tx.json(placed as never)}) placed (id uuid, organization uuid)
       where accounts.id = placed.id`,
    fill(
      'team_members',
      world.people.flatMap(({ organization, teams }, n) =>
        teams.map((team) => ({
          account_id: people[n],
          team_id: stage.teams[team],
          organization_id: stage.organizations[organization],
        })),
      ),
    ),
    fill(
      'products',
      world.products.map(({ state, word, isPictured }, n) => ({
        ...{ id: products[n]!.id, slug: products[n]!.slug, name: productName(n), summary: `About ${word}`, state },
        ...{ description: '', description_html: '', picture_text: '', tags: [word], version: 1 },
        picture_id: isPictured ? products[n]!.pictureId : null,
        search_text: `${productName(n)} About ${word} ${word} ${operationOf(n)}`.toLowerCase(),
        ...{ created_at: new Date(), updated_at: new Date() },
      })),
    ),
    fill(
      'product_apis',
      world.products.map((_, n) => ({
        ...{ id: products[n]!.apiId, product_id: products[n]!.id, position: 0, name: 'API' },
        ...{ base_url: 'https://api.example', document_id: products[n]!.documentId },
      })),
    ),
    fill(
      'catalogues',
      world.catalogues.map(({ visibility }, n) => ({
        ...{ id: catalogues[n], name: catalogueName(n), visibility, version: 1, created_at: new Date() },
      })),
    ),
    fill(
      'catalogue_products',
      heldBy('products', (n) => products[n]!.id),
    ),
    fill(
      'catalogue_plans',
      heldBy('plans', (n) => stage.plans[n]!),
    ),
    fill(
      'catalogue_teams',
      heldBy('teams', (n) => stage.teams[n]!),
    ),
    fill(
      'catalogue_organizations',
      heldBy('organizations', (n) => stage.organizations[n]!),
    ),
    ...world.cart.map(
      ([catalogue, product]) => tx`
        insert into cart_lines (account_id, catalogue_id, product_id, catalogue_name, product_name)
        values (${people[0]!}, ${catalogues[catalogue]!}, ${products[product]!.id}, 'was', 'was') on conflict do nothing`,
    ),
  ])
}

/** Everybody who looks at a world: the oracle's eyes beside the viewer of the server. */
export function lookers(stage: Stage, world: World): { name: string; eyes: Eyes; viewer: Viewer }[] {
  return [
    { name: 'a visitor', eyes: { as: 'visitor' }, viewer: { as: 'visitor' } },
    { name: 'staff', eyes: { as: 'staff' }, viewer: { as: 'staff' } },
    ...world.people.map((person, n) => ({
      name: `person ${n}`,
      eyes: { as: 'person' as const, ...person },
      viewer: {
        as: 'user' as const,
        accountId: stage.people[n]!,
        organizationId: stage.organizations[person.organization]!,
      },
    })),
  ]
}
