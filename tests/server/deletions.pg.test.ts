// What the dialogs that delete say of apps, live keys and open requests, and that it comes true.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertAccessRequest, insertApp, insertOffer, issueKey } from '#tests/setup/access.ts'
import { insertMember, insertOrganization, insertTeam } from '#tests/setup/organizations.ts'
import { requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>['admin']

beforeAll(async () => {
  portal = await startPortal()
  ana = (await staffClient(portal, 'approver')).admin
})
afterAll(() => portal.end())

const isThere = async (id: string) => (await portal.database.sql`select 1 from apps where id = ${id}`).length === 1
const credentialsOf = async (appId: string) =>
  (await ana.apps.get.query({ id: appId })).approved.map(({ state }) => state)

test('an organization: apps follow their makers, what nobody there made goes with its keys and requests', async () => {
  const { id } = await insertOrganization(portal)
  const maker = await insertMember(portal, id, 'super_admin')
  const kept = await issueKey(portal, { ownerId: maker.id })
  const forsaken = await issueKey(portal, { ownerId: maker.id })
  await insertAccessRequest(portal, { ownerId: maker.id, appId: forsaken.appId })
  await portal.database.sql`update apps set owner_id = null where id = ${forsaken.appId}`
  expect(await ana.organizations.previewDeletion.query({ id })).toMatchObject({
    appsKept: 1,
    appsGone: { apps: 1, credentials: 1, requests: 1 },
  })
  await ana.organizations.remove.mutate({ id })
  expect([await isThere(kept.appId), await isThere(forsaken.appId)]).toEqual([true, false])
  expect(await credentialsOf(kept.appId)).toEqual(['live'])
})

test('a team: what it alone saw becomes the organization’s', async () => {
  const { id: organizationId } = await insertOrganization(portal)
  const teamId = await insertTeam(portal, organizationId)
  const { id: ownerId } = await insertMember(portal, organizationId, 'team_member', { teamIds: [teamId] })
  const app = await insertApp(portal, { ownerId, teamId })
  await insertApp(portal, { ownerId })
  expect(await ana.teams.previewDeletion.query({ id: teamId })).toMatchObject({ apps: 1 })
  await ana.teams.remove.mutate({ id: teamId })
  expect((await ana.apps.get.query({ id: app.id })).visibility).toBe('organization')
})

test('a user: personal apps go with their keys, others stay with theirs, whoever asked for them', async () => {
  const { id: organizationId } = await insertOrganization(portal)
  await insertMember(portal, organizationId, 'super_admin')
  const { id } = await insertMember(portal, organizationId)
  const personal = await issueKey(portal, { ownerId: id, visibility: 'personal' })
  const shared = await issueKey(portal, { ownerId: id })
  expect(await ana.users.previewDeletion.query({ id })).toMatchObject({
    appsGone: { apps: 1, credentials: 1, requests: 0 },
    appsKept: 1,
  })
  await ana.users.remove.mutate({ id })
  expect([await isThere(personal.appId), await isThere(shared.appId)]).toEqual([false, true])
  expect(await credentialsOf(shared.appId)).toEqual(['live'])
})

test('the last member of an organization takes all of its apps', async () => {
  const { id: organizationId } = await insertOrganization(portal)
  const { id } = await insertMember(portal, organizationId, 'super_admin')
  const { appId } = await issueKey(portal, { ownerId: id })
  expect(await ana.users.previewDeletion.query({ id })).toMatchObject({ appsGone: { apps: 1 }, appsKept: 0 })
  await ana.users.remove.mutate({ id })
  expect(await isThere(appId)).toBe(false)
})

test('a plan stays while a key lives or a request waits under it, and no longer', async () => {
  const offer = await insertOffer(portal, { needsApproval: true })
  const { reviewId, version } = await insertAccessRequest(portal, { offer })
  const { id } = offer.plan
  expect(await ana.plans.previewDeletion.query({ id })).toEqual({ catalogues: 1, credentials: 0, requests: 1 })
  expect(await refusalOf(ana.plans.remove.mutate({ id }))).toBe('PLAN_IN_USE')
  await ana.reviews.reject.mutate({ id: reviewId, version, requestId: requestId(), reason: 'Not now.' })
  expect(await ana.plans.previewDeletion.query({ id })).toEqual({ catalogues: 1, credentials: 0, requests: 0 })
  await ana.plans.remove.mutate({ id })

  const open = await insertOffer(portal)
  const { credential } = await issueKey(portal, { offer: open })
  expect(await ana.plans.previewDeletion.query({ id: open.plan.id })).toMatchObject({ credentials: 1, requests: 0 })
  expect(await refusalOf(ana.plans.remove.mutate({ id: open.plan.id }))).toBe('PLAN_IN_USE')
  await ana.credentials.revoke.mutate({ id: credential.id, version: credential.version })
  expect(await ana.plans.previewDeletion.query({ id: open.plan.id })).toMatchObject({ credentials: 0, requests: 0 })
})

test('a product and a catalogue: keys that open it, requests that ask for it; the keys stay', async () => {
  const offer = await insertOffer(portal, {}, 2)
  const { appId } = await issueKey(portal, { offer })
  const waiting = { ...offer, productIds: offer.productIds.slice(0, 1) }
  await portal.database.sql`update plans set needs_approval = true where id = ${offer.plan.id}`
  const { reviewId } = await insertAccessRequest(portal, { offer: waiting })
  const [first, second] = offer.productIds
  expect(await ana.products.previewDeletion.query({ id: first! })).toMatchObject({ credentials: 1, requests: 1 })
  expect(await ana.products.previewDeletion.query({ id: second! })).toMatchObject({ credentials: 1, requests: 0 })
  expect(await ana.catalogues.previewDeletion.query({ id: offer.catalogueId })).toMatchObject({
    credentials: 1,
    requests: 1,
  })
  await ana.products.remove.mutate({ id: second! })
  await ana.catalogues.remove.mutate({ id: offer.catalogueId })
  const { approved } = await ana.apps.get.query({ id: appId })
  expect(approved.map(({ state, products }) => [state, products.map(({ id }) => id)])).toEqual([['live', [first]]])
  // What asks for nothing any more is asked no more.
  const stateOf = async () => (await ana.reviews.get.query({ id: reviewId })).state
  expect(await stateOf()).toBe('pending')
  await ana.products.remove.mutate({ id: first! })
  expect(await stateOf()).toBe('withdrawn')
})
