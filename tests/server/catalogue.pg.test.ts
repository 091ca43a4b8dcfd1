// Products, plans, catalogues and carts when several people write at once: one wins, nobody is left uninformed, and what is
// committed is on the record and told, nothing else.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cartLinesMax } from '#server/features/cart/schema.ts'
import type { Event } from '#server/realtime/events.ts'
import { insertCatalogue, insertPlan, insertProduct } from '#tests/setup/catalogue.ts'
import { clientFor, insertMember, insertOrganization, insertTeam } from '#tests/setup/organizations.ts'
import { insertDeveloper, openStarted, requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { rounds } from '#tests/setup/rounds.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>
let ben: Awaited<ReturnType<typeof staffClient>>

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ana = await staffClient(portal, 'approver', 'Ana')
  ben = await staffClient(portal, 'owner', 'Ben')
})
afterAll(() => portal.end())
beforeEach(async () => {
  await portal.database.sql`delete from rate_limits`
})

const api = { name: 'Ships', baseUrl: 'https://ships.example', documentId: null }
const productFields = { summary: '', description: '', picture: null, tags: [], apis: [api] }
const planFields = {
  ...{
    description: '',
    requestsPerSecond: 5,
    quota: null,
    quotaPeriod: null,
    keyLifetimeDays: null,
    needsApproval: true,
  },
}
const contents = (over: object = {}) => ({
  ...{ visibility: 'restricted' as const, teamIds: [], organizationIds: [], productIds: [], planIds: [], ...over },
})
const countWins = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.filter(({ status }) => status === 'fulfilled').length
const refusalsOf = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap((outcome) =>
    outcome.status === 'rejected'
      ? (outcome.reason as { data: { refusal: { code: string; detail: unknown } } }).data.refusal
      : [],
  )

test('published while its catalogue gains a team: the team hears of it after it can see it', async () => {
  const each = rounds(100, 500)
  const { id: acme } = await insertOrganization(portal)
  const teamId = await insertTeam(portal, acme)
  const { id: member } = await insertMember(portal, acme, 'team_member', { teamIds: [teamId] })
  const { cookie, api: theirs } = await clientFor(portal, member)
  const tab = await openStarted(portal, cookie)
  let told = 0
  for (let n = 0; n < each; n++) {
    const { id, slug } = await insertProduct(portal, { state: 'draft' })
    const catalogue = await insertCatalogue(portal, { visibility: 'restricted', productIds: [id] })
    await Promise.all([
      ana.admin.products.setState.mutate({ id, version: 1, state: 'published' }),
      ben.admin.catalogues.edit.mutate({ ...catalogue, ...contents({ teamIds: [teamId], productIds: [id] }) }),
    ])
    await theirs.portal.products.get.query({ slug })
    // Whichever came second knew of the other; a mark tells that whatever was said has arrived.
    const isTold = ({ events }: { events: Event[] }) =>
      events.some((event) => event.kind === 'offer.changed' && event.productIds?.includes(id))
    await Promise.race([tab.until(isTold), new Promise((resolve) => setTimeout(resolve, 2_000).unref())])
    if (isTold(tab)) told++
  }
  expect(told).toBe(each)
  await tab.close()
}, 120_000)

describe('two admins who save one thing: one wins, the other is shown what is there now', () => {
  const each = rounds(20, 200)
  test.each<
    [string, 'product' | 'plan' | 'catalogue', () => Promise<(by: typeof ana, name: string) => Promise<unknown>>]
  >([
    [
      'a product',
      'product',
      async () => {
        const { id } = await insertProduct(portal)
        return (by, name) => by.admin.products.edit.mutate({ id, version: 1, name, ...productFields })
      },
    ],
    [
      'a plan',
      'plan',
      async () => {
        const { id } = await insertPlan(portal)
        return (by, name) => by.admin.plans.edit.mutate({ id, version: 1, name, ...planFields })
      },
    ],
    [
      'a catalogue',
      'catalogue',
      async () => {
        const { id } = await insertCatalogue(portal)
        return (by, name) => by.admin.catalogues.edit.mutate({ id, version: 1, name, ...contents() })
      },
    ],
  ])('%s', async (_, noun, prepare) => {
    for (let n = 0; n < each; n++) {
      const save = await prepare()
      const names = [`${noun} by Ana ${n}`, `${noun} by Ben ${n}`] as const
      const outcomes = await Promise.allSettled([save(ana, names[0]), save(ben, names[1])])
      expect(countWins(outcomes)).toBe(1)
      const [refusal] = refusalsOf(outcomes)
      expect(refusal!.code).toBe(`${noun.toUpperCase()}_CHANGED`)
      const winner = names[outcomes.findIndex(({ status }) => status === 'fulfilled')]
      expect(refusal!.detail).toMatchObject({ [noun]: { name: winner, version: 2 } })
    }
  })
})

test('of many who take one name at once, one gets it; letters of another case are the same name', async () => {
  const contenders = 40
  const adds = [
    (name: string) => ana.admin.products.add.mutate({ requestId: requestId(), name, ...productFields }),
    (name: string) => ana.admin.plans.add.mutate({ requestId: requestId(), name, ...planFields }),
    (name: string) => ana.admin.catalogues.add.mutate({ requestId: requestId(), name, ...contents() }),
  ]
  for (const add of adds) {
    const outcomes = await Promise.allSettled(
      Array.from({ length: contenders }, (_, n) => add(n % 2 ? 'TIDES' : 'Tides')),
    )
    expect(countWins(outcomes)).toBe(1)
    for (const { code } of refusalsOf(outcomes)) expect(code).toMatch(/_NAME_TAKEN$/)
  }
})

test('200 products whose names make one slug get 200 addresses', async () => {
  const added = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      // Names differ in signs that no address has.
      ana.admin.products.add.mutate({
        requestId: requestId(),
        name: `Tug${'!'.repeat(1 + (n % 50))}${'?'.repeat(n / 50)}`,
        ...productFields,
      }),
    ),
  )
  const slugs = added.map(({ slug }) => slug)
  expect(new Set(slugs).size).toBe(200)
  expect(slugs).toContain('tug')
  expect(slugs).toContain('tug-200')
}, 60_000)

describe('the cart', () => {
  const person = async () => clientFor(portal, (await insertDeveloper(portal)).id)

  test('added in two tabs at once it is one line, one entry and one event', async () => {
    const { sql } = portal.database
    for (let n = 0; n < rounds(20, 200); n++) {
      const { id: accountId } = await insertDeveloper(portal)
      const { api: mine } = await clientFor(portal, accountId)
      const { id: productId } = await insertProduct(portal)
      const { id: catalogueId } = await insertCatalogue(portal, { productIds: [productId] })
      await Promise.all([1, 2].map(() => mine.portal.cart.add.mutate({ catalogueId, productId })))
      expect((await mine.portal.cart.get.query()).lines).toBe(1)
      expect(
        await sql`select 1 from audit_entries where actor_id = ${accountId} and action = 'cart.filled'`,
      ).toHaveLength(1)
      expect(await sql`select 1 from events where audience = ${`user:${accountId}`}`).toHaveLength(1)
    }
  })

  test(`200 added at once fill it with ${cartLinesMax}, and the rest is told so`, async () => {
    const productIds: string[] = []
    for (let n = 0; n < 200; n++) productIds.push((await insertProduct(portal)).id)
    const { id: catalogueId } = await insertCatalogue(portal, { productIds })
    const { api: mine } = await person()
    const outcomes = await Promise.allSettled(
      productIds.map((productId) => mine.portal.cart.add.mutate({ catalogueId, productId })),
    )
    expect(countWins(outcomes)).toBe(cartLinesMax)
    expect(new Set(refusalsOf(outcomes).map(({ code }) => code))).toEqual(new Set(['CART_FULL']))
    expect((await mine.portal.cart.get.query()).lines).toBe(cartLinesMax)
  }, 60_000)

  test('added while the product is withdrawn: refused, or there and said to be gone', async () => {
    for (let n = 0; n < rounds(20, 200); n++) {
      const { id: productId, name } = await insertProduct(portal)
      const { id: catalogueId } = await insertCatalogue(portal, { productIds: [productId] })
      const { api: mine } = await person()
      const [added] = await Promise.allSettled([
        mine.portal.cart.add.mutate({ catalogueId, productId }),
        ana.admin.products.setState.mutate({ id: productId, version: 1, state: 'draft' }),
      ])
      const { groups } = await mine.portal.cart.get.query()
      if (added.status === 'rejected') expect(groups).toEqual([])
      else expect(groups[0]!.products).toMatchObject([{ name, isAvailable: false }])
    }
  })

  test('a deleted product or catalogue leaves the carts, and their owners are told', async () => {
    const [kept, gone] = [await insertProduct(portal), await insertProduct(portal)]
    const catalogues = [
      await insertCatalogue(portal, { productIds: [kept.id, gone.id] }),
      await insertCatalogue(portal, { productIds: [kept.id] }),
    ]
    const { api: mine, cookie } = await person()
    const lines = [
      [0, kept.id],
      [0, gone.id],
      [1, kept.id],
    ] as const
    for (const [at, productId] of lines)
      await mine.portal.cart.add.mutate({ catalogueId: catalogues[at]!.id, productId })
    const tab = await openStarted(portal, cookie)
    const countTold = () => tab.events.filter(({ kind }) => kind === 'cart.changed').length
    await ana.admin.products.remove.mutate({ id: gone.id })
    await tab.until(() => countTold() === 1)
    expect((await mine.portal.cart.get.query()).lines).toBe(2)
    await ana.admin.catalogues.remove.mutate({ id: catalogues[1]!.id })
    await tab.until(() => countTold() === 2)
    const { groups } = await mine.portal.cart.get.query()
    expect(groups.map(({ id, products }) => [id, products.map((product) => product.id)])).toEqual([
      [catalogues[0]!.id, [kept.id]],
    ])
    await tab.close()
  })
})

describe('what is committed has one audit entry and its event; what is refused has neither', () => {
  const guideOf = async () => {
    const { id } = await insertProduct(portal, { guides: { 'Get started': 'Go.' } })
    const [guide] = await portal.database.sql<{ id: string }[]>`select id from guides where product_id = ${id}`
    return { id, version: 1, guideId: guide!.id }
  }
  const named = (kind: string) => `${kind} ${requestId()}`
  const writes: [action: string, event: string, prepare: () => Promise<() => Promise<unknown>>][] = [
    [
      'product.added',
      'product.added',
      async () => () =>
        ana.admin.products.add.mutate({ requestId: requestId(), name: named('Product'), ...productFields }),
    ],
    [
      'product.edited',
      'product.edited',
      async () => {
        const { id } = await insertProduct(portal)
        return () => ana.admin.products.edit.mutate({ id, version: 1, name: named('Product'), ...productFields })
      },
    ],
    [
      'product.published',
      'product.edited',
      async () => {
        const { id } = await insertProduct(portal, { state: 'draft' })
        return () => ana.admin.products.setState.mutate({ id, version: 1, state: 'published' })
      },
    ],
    [
      'product.withdrawn',
      'product.edited',
      async () => {
        const { id } = await insertProduct(portal)
        return () => ana.admin.products.setState.mutate({ id, version: 1, state: 'draft' })
      },
    ],
    [
      'product.deprecated',
      'product.edited',
      async () => {
        const { id } = await insertProduct(portal)
        return () => ana.admin.products.setState.mutate({ id, version: 1, state: 'deprecated' })
      },
    ],
    [
      'product.guide-saved',
      'product.edited',
      async () => {
        const { id } = await insertProduct(portal)
        return () => ana.admin.products.saveGuide.mutate({ id, version: 1, title: 'Go', body: 'Go.' })
      },
    ],
    [
      'product.guide-removed',
      'product.edited',
      async () =>
        (
          (guide) => () =>
            ana.admin.products.removeGuide.mutate(guide)
        )(await guideOf()),
    ],
    [
      'product.guides-ordered',
      'product.edited',
      async () =>
        (
          ({ id, version, guideId }) =>
          () =>
            ana.admin.products.orderGuides.mutate({ id, version, guideIds: [guideId] })
        )(await guideOf()),
    ],
    [
      'product.deleted',
      'product.deleted',
      async () =>
        (
          ({ id }) =>
          () =>
            ana.admin.products.remove.mutate({ id })
        )(await insertProduct(portal)),
    ],
    [
      'plan.added',
      'plan.added',
      async () => () => ana.admin.plans.add.mutate({ requestId: requestId(), name: named('Plan'), ...planFields }),
    ],
    [
      'plan.edited',
      'plan.edited',
      async () =>
        (
          ({ id }) =>
          () =>
            ana.admin.plans.edit.mutate({ id, version: 1, name: named('Plan'), ...planFields })
        )(await insertPlan(portal)),
    ],
    [
      'plan.deleted',
      'plan.deleted',
      async () =>
        (
          ({ id }) =>
          () =>
            ana.admin.plans.remove.mutate({ id })
        )(await insertPlan(portal)),
    ],
    [
      'catalogue.added',
      'catalogue.added',
      async () => () =>
        ana.admin.catalogues.add.mutate({ requestId: requestId(), name: named('Catalogue'), ...contents() }),
    ],
    [
      'catalogue.edited',
      'catalogue.edited',
      async () =>
        (
          ({ id }) =>
          () =>
            ana.admin.catalogues.edit.mutate({ id, version: 1, name: named('Catalogue'), ...contents() })
        )(await insertCatalogue(portal)),
    ],
    [
      'catalogue.deleted',
      'catalogue.deleted',
      async () =>
        (
          ({ id }) =>
          () =>
            ana.admin.catalogues.remove.mutate({ id })
        )(await insertCatalogue(portal)),
    ],
  ]

  test.each(writes)('%s', async (action, event, prepare) => {
    const { sql } = portal.database
    const write = await prepare()
    const marks = async () => {
      const [row] = await sql<{ audits: number; events: number }[]>`
        select (select count(*)::int from audit_entries where action = ${action}) as audits,
               (select count(*)::int from events where kind = ${event}) as events`
      return row!
    }
    const before = await marks()
    await write()
    const after = await marks()
    expect(after).toEqual({ audits: before.audits + 1, events: before.events + 1 })
    // The same once more: what is of an old version or gone is refused, an add under a new request is another thing's name.
    if (!action.endsWith('.added')) {
      const [all] =
        await sql`select (select count(*) from audit_entries) as audits, (select count(*) from events) as events`
      await expect(write()).rejects.toThrow()
      expect(
        await sql`select (select count(*) from audit_entries) as audits, (select count(*) from events) as events`,
      ).toEqual([all])
    }
  })
})
