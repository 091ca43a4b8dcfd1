// A product is seen exactly when a rule says so: generated worlds, judged by an oracle that is no SQL, compared with all that
// the portal and the admin read.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db, Tx } from '#db/database.ts'
import { explainVisibility } from '#server/features/catalogues/explain.ts'
import { listCataloguesFor } from '#server/features/catalogues/queries.ts'
import { catalogueVisibleTo, type Viewer } from '#server/features/catalogues/visible.ts'
import { findDocument, findPicture, listOperations } from '#server/features/documents/queries.ts'
import { findPortalProduct, listCards } from '#server/features/products/cards.ts'
import { rounds, seeded } from '#tests/setup/rounds.ts'
import {
  catalogueName,
  lookers,
  productName,
  setWorldStage,
  showsTo,
  waysTo,
  words,
  worldArbitrary,
  type Eyes,
  type Stage,
  type World,
} from '#tests/setup/worlds.ts'

let stage: Stage
const worlds = rounds(1_000, 10_000)
const explained = rounds(200, 5_000)
const previewed = rounds(100, 2_500)
const { seed } = seeded()

beforeAll(async () => {
  stage = await setWorldStage()
})
afterAll(() => stage.end())

/** A visitor, staff and a person; all three people, who are generated alike, when all rounds run. */
const looking = (world: World) => lookers(stage, world).slice(0, rounds(3, 5))

const inWorlds = (check: (tx: Tx, world: World, picks: number[]) => Promise<void>, numRuns = worlds) =>
  fc.assert(
    fc.asyncProperty(worldArbitrary, fc.array(fc.nat(99), { minLength: 8, maxLength: 8 }), (world, picks) =>
      stage.inWorld(world, (tx) => check(tx, world, picks)),
    ),
    { numRuns, seed },
  )

const seenBy = (world: World, eyes: Eyes) =>
  world.products.flatMap((_, n) => {
    const ways = waysTo(world, eyes, n)
    return ways.length > 0 ? { n, ways } : []
  })
const opensTo = (world: World, eyes: Eyes, n: number) => eyes.as === 'staff' || waysTo(world, eyes, n).length > 0

/** What the oracle expects of the cards: names in order, each with the catalogues that are shown on it. */
const cards = (seen: { n: number; ways: number[] }[]) =>
  seen.map(({ n, ways }) => [productName(n), ways.map(catalogueName)])
const cardsOf = (page: Awaited<ReturnType<typeof listCards>>) =>
  page.rows.map(({ name, catalogues }) => [name, catalogues.map((catalogue) => catalogue.name)])

test(
  `lists, search, filter, pages, operations, documents and pictures agree with the rules in ${worlds} worlds`,
  { timeout: 600_000 },
  async () => {
    await inWorlds(async (tx, world, picks) => {
      await Promise.all(looking(world).map((looker, at) => compare(tx, world, looker, picks[at]!)))
    })
  },
)

async function compare(
  tx: Tx,
  world: World,
  { name, eyes, viewer }: { name: string; eyes: Eyes; viewer: Viewer },
  pick: number,
) {
  const seen = seenBy(world, eyes)
  const word = words[pick % words.length]!
  const filter = pick % world.catalogues.length
  const n = pick % world.products.length
  const { slug, apiId, pictureId } = stage.products[n]!
  const [all, found, filtered, listed, page, operations, document, picture] = await Promise.all([
    listCards(tx, viewer, {}),
    listCards(tx, viewer, { search: word, tag: word }),
    listCards(tx, viewer, { catalogueId: stage.catalogues[filter]! }),
    listCataloguesFor(tx, viewer),
    findPortalProduct(tx, viewer, slug),
    listOperations(tx, viewer, apiId),
    findDocument(tx, viewer, apiId),
    findPicture(tx, viewer, pictureId),
  ])
  expect(cardsOf(all), `${name}: all`).toEqual(cards(seen))
  const hits = seen.filter((product) => world.products[product.n]!.word === word)
  expect(cardsOf(found), `${name}: found`).toEqual(cards(hits))
  expect(cardsOf(filtered), `${name}: filtered`).toEqual(cards(seen.filter(({ ways }) => ways.includes(filter))))
  const offered = world.catalogues.flatMap((_, catalogue) => {
    const products = seen.filter(({ ways }) => ways.includes(catalogue)).length
    return products > 0 ? { id: stage.catalogues[catalogue], name: catalogueName(catalogue), products } : []
  })
  expect(listed, `${name}: the filter`).toEqual(offered)

  const opens = opensTo(world, eyes, n)
  expect(page?.name, `${name}: the page`).toBe(opens ? productName(n) : undefined)
  if (page) {
    const shown = world.catalogues.flatMap((catalogue, at) =>
      catalogue.products.includes(n) && showsTo(eyes, catalogue)
        ? [[catalogueName(at), catalogue.plans.map((plan) => stage.plans[plan])]]
        : [],
    )
    const read = page.catalogues.map((catalogue) => [catalogue.name, catalogue.plans.map(({ id }) => id)])
    expect(read, `${name}: its catalogues and plans`).toEqual(shown)
  }
  expect(
    operations?.map(({ path }) => path),
    `${name}: operations`,
  ).toEqual(opens ? [`/route-${n}`] : undefined)
  expect(document?.apiName, `${name}: document`).toBe(opens ? 'API' : undefined)
  const isShown = eyes.as === 'staff' || (opens && world.products[n]!.isPictured)
  expect(picture?.mediaType, `${name}: picture`).toBe(isShown ? 'image/png' : undefined)
}

test(`the explanation agrees with the rules in ${explained} worlds`, { timeout: 600_000 }, async () => {
  await inWorlds(async (tx, world, picks) => {
    const { staff, people, products } = stage
    const staffEyes: Eyes = { as: 'staff' }
    const [active, unconfirmed, off] = world.people.map((person): Eyes => ({ as: 'person', ...person }))
    const stays = world.portal.signIn
    const asked: [id: string | undefined, isIn: boolean, eyes: Eyes][] = [
      [undefined, false, { as: 'visitor' }],
      [staff.active, true, staffEyes],
      [staff.deactivated, false, staffEyes],
      [people[0], stays, active!],
      [people[1], stays, unconfirmed!],
      [people[2], false, off!],
    ]
    await Promise.all(
      asked.map(async ([id, isIn, theirs], at) => {
        const n = picks[at]! % world.products.length
        const eyes: Eyes = isIn ? theirs : { as: 'visitor' }
        const said = (await explainVisibility(tx, id, products[n]!.id))!
        const { visibility } = world.portal
        const isLetIn = eyes.as === 'staff' || visibility === 'public' || (visibility === 'private' && isIn)
        const about = `${id ?? 'a visitor'}: ${JSON.stringify(said)}`
        expect(said.isVisible, about).toBe(isLetIn && waysTo(world, eyes, n).length > 0)
        expect(said.portal, about).toEqual({ visibility, holds: isLetIn })
        expect(said.signsIn.holds, about).toBe(isIn)
        expect(said.isVisible, about).toBe(
          said.portal.holds && said.published.holds && said.catalogues.some(({ holds }) => holds),
        )
        const holding = world.catalogues.flatMap((catalogue, c) =>
          catalogue.products.includes(n) ? [[catalogueName(c), showsTo(eyes, catalogue)]] : [],
        )
        expect(
          said.catalogues.map(({ name, holds }) => [name, holds]),
          about,
        ).toEqual(holding)
        for (const { visibility, holds, through, named } of said.catalogues) {
          // Of a restricted catalogue it says through what, exactly when it is shown; staff need nothing.
          if (visibility === 'restricted' && eyes.as !== 'staff') expect(holds, about).toBe(through.length > 0)
          expect(through.length, about).toBeLessThanOrEqual(named)
        }
      }),
    )
  }, explained)
})

test(
  `the preview of a place is what a member of exactly its teams sees, in ${previewed} worlds`,
  {
    timeout: 600_000,
  },
  async () => {
    await inWorlds(async (tx, world, [at = 0, one = 0]) => {
      const organization = at % 3
      // Its default team, perhaps one more of its own; a team of somebody else adds nothing.
      const team = one % 10 === 9 ? undefined : one % 10
      const mine = [organization * 3, ...(team !== undefined && Math.floor(team / 3) === organization ? [team] : [])]
      const organizationId = stage.organizations[organization]!
      const [accountId] = stage.people
      await tx`delete from team_members where account_id = ${accountId!}`
      await tx`update accounts set organization_id = ${organizationId} where id = ${accountId!}`
      await tx`
      insert into team_members (account_id, team_id, organization_id)
      select ${accountId!}, unnest(${[...new Set(mine)].map((n) => stage.teams[n]!)}::uuid[]), ${organizationId}`
      const teamId = team === undefined ? undefined : stage.teams[team]
      const [preview, theirs] = await Promise.all([
        listCards(tx, { as: 'place', organizationId, teamId }, {}),
        listCards(tx, { as: 'user', accountId: accountId!, organizationId }, {}),
      ])
      expect(preview).toEqual(theirs)
      expect(cardsOf(preview)).toEqual(cards(seenBy(world, { as: 'person', organization, teams: mine })))
    }, previewed)
  },
)

type Predicate = (tx: Db, viewer: Viewer & { as: 'user' }) => ReturnType<typeof catalogueVisibleTo>

describe('the oracle finds a predicate that is wrong', () => {
  const knownBad: [string, Predicate][] = [
    [
      'any team of the organization',
      (tx, viewer) => tx`
      visibility <> 'restricted' or exists (select 1 from catalogue_organizations named
        where named.catalogue_id = catalogues.id and named.organization_id = ${viewer.organizationId})
      or exists (select 1 from catalogue_teams join teams on teams.id = team_id
        where catalogue_id = catalogues.id and organization_id = ${viewer.organizationId})`,
    ],
    [
      'only the first team',
      (tx, viewer) => tx`
      visibility <> 'restricted' or exists (select 1 from catalogue_organizations named
        where named.catalogue_id = catalogues.id and named.organization_id = ${viewer.organizationId})
      or exists (select 1 from catalogue_teams where catalogue_id = catalogues.id
        and team_id = (select team_id from team_members where account_id = ${viewer.accountId} order by team_id limit 1))`,
    ],
    [
      'an empty audience is everybody',
      (tx, viewer) => tx`
      (${catalogueVisibleTo(tx, viewer)}) or not exists (select 1 from catalogue_teams where catalogue_id = catalogues.id)
        and not exists (select 1 from catalogue_organizations where catalogue_id = catalogues.id)`,
    ],
    [
      'teams and organizations must both name them',
      (tx, viewer) => tx`
      visibility <> 'restricted' or exists (select 1 from catalogue_organizations named
        where named.catalogue_id = catalogues.id and named.organization_id = ${viewer.organizationId})
      and exists (select 1 from catalogue_teams join team_members using (team_id)
        where catalogue_id = catalogues.id and account_id = ${viewer.accountId})`,
    ],
  ]

  /** The number of the first world in which the predicate and the oracle differ. */
  async function firstWrong(predicate: Predicate, numRuns: number) {
    let worlds = 0
    const agrees = fc.asyncProperty(worldArbitrary, async (world) => {
      worlds++
      let isRight = true
      await stage.inWorld(world, async (tx) => {
        const [, , { eyes, viewer }] = lookers(stage, world) as [
          unknown,
          unknown,
          { eyes: Eyes; viewer: Viewer & { as: 'user' } },
        ]
        const rows = await tx<
          { name: string }[]
        >`select name from catalogues where name like 'Catalogue %' and (${predicate(tx, viewer)}) order by name`
        const right = world.catalogues.flatMap((catalogue, n) => (showsTo(eyes, catalogue) ? catalogueName(n) : []))
        isRight = rows.map(({ name }) => name).join() === right.join()
      })
      return isRight
    })
    const { failed } = await fc.check(agrees, { numRuns, seed, endOnFailure: true })
    return failed ? worlds : undefined
  }

  test('and not the one that we have', async () =>
    expect(await firstWrong(catalogueVisibleTo, rounds(50, 200))).toBeUndefined())
  // It looks until it has found it: some are wrong in one world of thirty only.
  test.each(knownBad)('%s', { timeout: 120_000 }, async (_, predicate) => {
    expect(await firstWrong(predicate, 2_000)).toBeDefined()
  })
})
