// Who sees an app and who hears of it are the same people, in generated worlds, by an oracle that knows nothing of the SQL.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '#db/database.ts'
import { audiencesOf } from '#server/features/apps/announce.ts'
import { listApps } from '#server/features/apps/queries.ts'
import type { AppRow } from '#server/features/apps/schema.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { personArbitrary, setWorldStage, type Person, type Stage } from '#tests/setup/worlds.ts'
import { rounds } from '#tests/setup/rounds.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setWorldStage()
})
afterAll(() => stage.end())

interface Resident extends Person {
  isSuperAdmin: boolean
}
interface App {
  organization: number
  /** the number of a person who is in that organization; null: forsaken */
  owner: number | null
  visibility: 'personal' | 'team' | 'organization'
  team: number | null
}
interface AppWorld {
  people: Resident[]
  apps: App[]
}

const teamsEach = 3
const residentArbitrary = fc.tuple(personArbitrary, fc.boolean()).map(([person, isSuperAdmin]) => ({
  ...person,
  isSuperAdmin: isSuperAdmin && person.organization > 0,
}))
const worldArbitrary: fc.Arbitrary<AppWorld> = fc
  .record({
    people: fc.tuple(residentArbitrary, residentArbitrary, residentArbitrary),
    apps: fc.array(
      fc.record({
        organization: fc.nat(2),
        owner: fc.option(fc.nat(2)),
        visibility: fc.constantFrom('personal' as const, 'team' as const, 'organization' as const),
        team: fc.nat(teamsEach - 1),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ people, apps }) => ({
    people,
    apps: apps.map((app) => {
      // In the default organization there are personal ones only.
      const visibility = app.organization === 0 ? 'personal' : app.visibility
      const owner = app.owner !== null && people[app.owner]!.organization === app.organization ? app.owner : null
      return { ...app, owner, visibility, team: visibility === 'team' ? app.organization * teamsEach + app.team : null }
    }),
  }))

/** The second of the stage is unconfirmed, the third is deactivated: neither is asked what they see, for they are let nowhere near. */
const isActive = [true, false, false]

function isSeenBy({ organization, owner, visibility, team }: App, n: number, person: Resident): boolean {
  if (person.organization !== organization) return false
  if (owner === n) return true
  if (organization === 0) return false
  if (visibility === 'organization') return true
  if (visibility === 'team') return person.teams.includes(team!)
  return owner === null && person.isSuperAdmin
}

async function write(tx: Tx, { people, apps }: AppWorld): Promise<string[]> {
  for (const [n, { isSuperAdmin }] of people.entries())
    await tx`update accounts set organization_role = ${isSuperAdmin ? 'super_admin' : 'team_member'} where id = ${stage.people[n]!}`
  const ids: string[] = []
  for (const { organization, owner, visibility, team } of apps) {
    const [app] = await tx<{ id: string }[]>`
      insert into apps (name, organization_id, owner_id, visibility, team_id)
      values ('App', ${stage.organizations[organization]!}, ${owner === null ? null : stage.people[owner]!}, ${visibility},
              ${team === null ? null : stage.teams[team]!})
      returning id`
    ids.push(app!.id)
  }
  return ids
}

/** What a tab of somebody active listens to, as realtime/follow.ts derives it. */
const audiencesOfTab = (n: number, { organization, teams }: Resident) => [
  `user:${stage.people[n]!}`,
  ...(organization > 0 ? [`organization:${stage.organizations[organization]!}`] : []),
  ...teams.map((team) => `team:${stage.teams[team]!}`),
]
const actorOf = (n: number, { organization, isSuperAdmin }: Resident) =>
  ({
    accountId: stage.people[n]!,
    organizationId: stage.organizations[organization]!,
    organizationIsDefault: organization === 0,
    organizationRole: isSuperAdmin ? 'super_admin' : 'team_member',
    staffRole: null,
  }) as Actor

const emptyWorld = {
  portal: { visibility: 'public' as const, signIn: true },
  products: [],
  catalogues: [],
  cart: [] as [number, number][],
}

test('whoever sees an app hears of it, and nobody else does', async () => {
  await fc.assert(
    fc.asyncProperty(worldArbitrary, async (world) => {
      await stage.inWorld({ ...emptyWorld, people: world.people }, async (tx) => {
        const ids = await write(tx, world)
        const staff = { staffRole: 'auditor' } as Actor
        const all = new Map((await listApps(tx, staff, {})).rows.map((app): [string, AppRow] => [app.id, app]))
        expect([...all.keys()].sort()).toEqual(ids.toSorted())
        const told = await Promise.all(ids.map((id) => audiencesOf(tx, all.get(id)!)))
        for (const audiences of told) expect(audiences).toContain('admins')
        for (const [n, person] of world.people.entries()) {
          if (!isActive[n]) continue
          const expected = ids.filter((_, app) => isSeenBy(world.apps[app]!, n, person)).sort()
          const { rows } = await listApps(tx, actorOf(n, person), {})
          expect(rows.map(({ id }) => id).sort(), `person ${n} sees`).toEqual(expected)
          const listensTo: string[] = audiencesOfTab(n, person)
          const heard = ids.filter((_, app) => told[app]!.some((audience) => listensTo.includes(audience))).sort()
          expect(heard, `person ${n} hears of`).toEqual(expected)
        }
      })
    }),
    { numRuns: rounds(60, 1_000) },
  )
}, 60_000)
