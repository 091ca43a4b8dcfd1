// State before + events = a fresh query, for every command that changes apps and everybody who may see one; nobody else hears of it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AppRow } from '#server/features/apps/schema.ts'
import { jobs } from '#server/jobs/registry.ts'
import { publish } from '#server/realtime/publish.ts'
import { accessInput, insertAccessRequest, insertApp, insertOffer, issueKey } from '#tests/setup/access.ts'
import { clientFor, insertMember, insertOrganization, insertTeam } from '#tests/setup/organizations.ts'
import {
  insertDeveloper,
  insertStaff,
  openStarted,
  requestId,
  startPortal,
  type Portal,
  type Tab,
} from '#tests/setup/portal.ts'

type Client = Awaited<ReturnType<typeof clientFor>> & { id: string }
const names = ['maker', 'teammate', 'colleague', 'boss', 'rival', 'stranger', 'auditor'] as const
type Name = (typeof names)[number]

let portal: Portal
let admin: Client
let people: Record<Name, Client>
let acme: string
let home: string
let pilots: string

const client = async ({ id }: { id: string }): Promise<Client> => ({ id, ...(await clientFor(portal, id)) })

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  admin = await client({ id: await insertStaff(portal, 'owner') })
  home = (await portal.database.sql<{ id: string }[]>`select id from organizations where is_default`)[0]!.id
})
afterAll(() => portal.end())
beforeEach(async () => {
  await portal.database.sql`delete from rate_limits`
  await portal.database.sql`delete from apps`
  await portal.database.sql`update settings set undo_seconds = 60`
  acme = (await insertOrganization(portal)).id
  pilots = await insertTeam(portal, acme)
  people = {
    maker: await client(await insertMember(portal, acme, 'team_member', { teamIds: [pilots] })),
    teammate: await client(await insertMember(portal, acme, 'team_member', { teamIds: [pilots] })),
    colleague: await client(await insertMember(portal, acme)),
    boss: await client(await insertMember(portal, acme, 'super_admin')),
    rival: await client(await insertMember(portal, (await insertOrganization(portal)).id, 'super_admin')),
    stranger: await client(await insertDeveloper(portal)),
    auditor: await client({ id: await insertStaff(portal, 'auditor') }),
  }
})

const sql = () => portal.database.sql
async function rowsOf(name: Name): Promise<AppRow[]> {
  const { portal: own, admin: all } = people[name].api
  return [...(await (name === 'auditor' ? all.apps : own.apps).list.query({})).rows]
}
const byId = (rows: Iterable<AppRow>) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))

/** What a tab holds: what was there, and each event after it; a page that is told to asks again. */
async function heldBy(tab: Tab, name: Name, before: readonly AppRow[]): Promise<AppRow[]> {
  const held = new Map(before.map((row) => [row.id, row]))
  for (const event of tab.events) {
    if (event.kind === 'account.changed' || event.kind === 'own-organization.changed') return rowsOf(name)
    if (event.kind === 'app.deleted') held.delete(event.appId)
    else if (event.kind === 'app.added' || event.kind === 'app.edited') held.set(event.app.id, event.app)
  }
  return [...held.values()]
}

async function expectAppsConverge(act: () => Promise<unknown>): Promise<void> {
  const watching = await Promise.all(
    names.map(async (name) => {
      const tab = await openStarted(portal, people[name].cookie)
      return { name, tab, before: await rowsOf(name) }
    }),
  )
  await act()
  const mark = crypto.randomUUID()
  await portal.database.inTransaction((tx) => publish(tx, 'everyone', { kind: 'account.confirmed', accountId: mark }))
  const isMarked = ({ events }: Tab) =>
    events.some((event) => event.kind === 'account.confirmed' && event.accountId === mark)
  const everywhere = new Set((await rowsOf('auditor')).map(({ id }) => id))
  for (const { before } of watching) for (const { id } of before) everywhere.add(id)
  let heardOf = 0
  for (const { name, tab, before } of watching) {
    // Whose rights have changed is cut off, and comes back to a fresh list.
    const ended = await Promise.race([tab.until(isMarked).then(() => false), tab.closedWith.then(() => true)])
    const isIn = ended ? await signedInStill(name) : true
    const fresh = isIn ? await rowsOf(name) : []
    if (!ended) expect(byId(await heldBy(tab, name, before)), name).toEqual(byId(fresh))
    const seen = new Set([...before, ...fresh].map(({ id }) => id))
    const said = JSON.stringify(tab.messages)
    for (const id of everywhere)
      if (said.includes(id)) {
        expect(seen, `${name} hears of what they see`).toContain(id)
        heardOf++
      }
    await tab.close()
  }
  expect(heardOf, 'somebody hears of it').toBeGreaterThan(0)
}
const signedInStill = (name: Name) =>
  rowsOf(name).then(
    () => true,
    () => false,
  )

const edit = async (id: string, over: object, by: Name = 'maker') => {
  const { version, name, description, redirectUrls, visibility, team } = await admin.api.admin.apps.get.query({ id })
  const fields = { id, version, name, description, redirectUrls, visibility, teamId: team?.id ?? null }
  return people[by].api.portal.apps.edit.mutate({ ...fields, ...over })
}
const moveTo = async (name: Name, organizationId: string, over: object = {}) => {
  const user = await admin.api.admin.users.get.query({ id: people[name].id })
  return admin.api.admin.users.edit.mutate({ ...user, organizationId, teamIds: [], role: 'team_member', ...over })
}
const app = (over: object = {}) => insertApp(portal, { ownerId: people.maker.id, ...over })
const pending = (over: object = {}) => insertAccessRequest(portal, { ownerId: people.maker.id, ...over })
const issued = (over: object = {}) => issueKey(portal, { ownerId: people.maker.id, ...over })
const decide = ({ reviewId: id, version }: { reviewId: string; version: number }) => ({
  id,
  version,
  requestId: requestId(),
})
const newApp = { name: 'Till', description: '', redirectUrls: [] }

type Prepare = () => Promise<() => Promise<unknown>>
const ask =
  (by: Name, plan: object, isNew: boolean): Prepare =>
  async () => {
    const offer = await insertOffer(portal, plan)
    const target = isNew ? newApp : await app({ ownerId: people[by].id })
    return () => people[by].api.portal.access.request.mutate(accessInput(offer, target))
  }
const share =
  (from: object, to: object | (() => object), by: Name = 'maker'): Prepare =>
  async () => {
    const { id } = await app({ ...from, ...('isTeams' in from && { teamId: pilots }) })
    return () => edit(id, typeof to === 'function' ? to() : to, by)
  }
const toTeam = () => ({ visibility: 'team', teamId: pilots })
const each = async () => {
  await issued()
  await app({ visibility: 'personal' })
  await app({ teamId: pilots })
  await app({ ownerId: people.colleague.id })
  await app({ ownerId: people.rival.id })
}

const commands: [name: string, prepare: Prepare][] = [
  ['a request with a new app', ask('maker', { needsApproval: true }, true)],
  ['a request that needs no approval, with a new app', ask('maker', {}, true)],
  ['a request for an app', ask('maker', { needsApproval: true }, false)],
  ['a request of somebody in no organization', ask('stranger', {}, true)],
  [
    'a withdrawal',
    async () => {
      const { requestId: id } = await pending()
      return () => people.colleague.api.portal.access.withdraw.mutate({ id })
    },
  ],
  [
    'an approval',
    async () => {
      const input = decide(await pending())
      return () => admin.api.admin.reviews.approve.mutate(input)
    },
  ],
  [
    'an approval undone',
    async () => {
      const { id, version } = await admin.api.admin.reviews.approve.mutate(decide(await pending()))
      return () => admin.api.admin.reviews.undo.mutate({ id, version, requestId: requestId() })
    },
  ],
  [
    'the key of an approval',
    async () => {
      const request = await pending()
      await sql()`update settings set undo_seconds = 0`
      await admin.api.admin.reviews.approve.mutate(decide(request))
      return () => jobs['credentials.issue'].run(portal, { requestId: request.requestId })
    },
  ],
  [
    'a rejection',
    async () => {
      const input = decide(await pending())
      return () => admin.api.admin.reviews.reject.mutate({ ...input, reason: 'No.' })
    },
  ],
  [
    'a rotation',
    async () => {
      const { credentialId: id } = await issued()
      return () =>
        people.teammate.api.portal.credentials.rotate.mutate({
          id,
          version: 1,
          requestId: requestId(),
          overlapHours: 1,
        })
    },
  ],
  [
    'a revocation',
    async () => {
      const { credentialId: id } = await issued()
      return () => admin.api.admin.credentials.revoke.mutate({ id, version: 1 })
    },
  ],
  [
    'an expiry',
    async () => {
      const { credentialId } = await issued({ plan: { keyLifetimeDays: 3 } })
      await sql()`update credentials set expires_at = now() where id = ${credentialId}`
      return () => jobs['credentials.sweep'].run(portal, {})
    },
  ],
  ['a new name', share({}, { name: 'Renamed' }, 'boss')],
  ['the organization’s becomes a team’s', share({}, toTeam)],
  ['the organization’s becomes personal', share({}, { visibility: 'personal' })],
  ['a team’s becomes the organization’s', share({ isTeams: true }, { visibility: 'organization' }, 'teammate')],
  ['a team’s becomes personal', share({ isTeams: true }, { visibility: 'personal' })],
  ['personal becomes a team’s', share({ visibility: 'personal' }, toTeam)],
  ['personal becomes the organization’s', share({ visibility: 'personal' }, { visibility: 'organization' })],
  [
    'a forsaken one is given to a team',
    async () => {
      const { id } = await app({ visibility: 'personal' })
      await sql()`update apps set owner_id = null where id = ${id}`
      return () => edit(id, toTeam(), 'boss')
    },
  ],
  [
    'a deletion',
    async () => {
      const { appId: id } = await issued()
      return () => people.colleague.api.portal.apps.remove.mutate({ id })
    },
  ],
  [
    'a personal one’s deletion',
    async () => {
      const { id } = await app({ visibility: 'personal' })
      return () => people.maker.api.portal.apps.remove.mutate({ id })
    },
  ],
  [
    'its maker is removed',
    async () => {
      await each()
      return () => people.boss.api.portal.members.remove.mutate({ id: people.maker.id })
    },
  ],
  [
    'its maker is moved to another organization',
    async () => {
      await each()
      const elsewhere = (await insertOrganization(portal)).id
      return () => moveTo('maker', elsewhere)
    },
  ],
  [
    'its maker joins an organization',
    async () => {
      await each()
      await issued({ ownerId: people.stranger.id })
      return () => moveTo('stranger', acme)
    },
  ],
  [
    'its maker is deleted',
    async () => {
      await each()
      return () => admin.api.admin.users.remove.mutate({ id: people.maker.id })
    },
  ],
  [
    'its team is deleted',
    async () => {
      await each()
      return () => admin.api.admin.teams.remove.mutate({ id: pilots })
    },
  ],
  [
    'its organization is deleted',
    async () => {
      await each()
      await moveTo('colleague', home)
      return () => admin.api.admin.organizations.remove.mutate({ id: acme })
    },
  ],
]

test.each(commands)('state before + events = a fresh query, and nobody else hears: %s', async (_, prepare) => {
  await expectAppsConverge(await prepare())
})
