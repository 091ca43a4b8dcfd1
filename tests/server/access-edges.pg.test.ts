// What a request for access, its decision and its key become when people, plans and apps change in between.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { actorOf } from '#db/demo/people.ts'
import { requestAccess } from '#server/features/access/commands.ts'
import { jobs } from '#server/jobs/registry.ts'
import { accessInput, insertAccessRequest, insertApp, insertOffer, issueKey } from '#tests/setup/access.ts'
import { insertPlan } from '#tests/setup/catalogue.ts'
import { clientFor, insertMember, insertOrganization, insertTeam } from '#tests/setup/organizations.ts'
import { requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>
let owner: Awaited<ReturnType<typeof staffClient>>
let acme: string

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ana = await staffClient(portal, 'approver', 'Ana')
  owner = await staffClient(portal, 'owner', 'Olga')
})
afterAll(() => portal.end())
beforeEach(async () => {
  const { sql } = portal.database
  await sql`delete from rate_limits`
  await sql`update settings set undo_seconds = 60`
  acme = (await insertOrganization(portal)).id
})

const sql = () => portal.database.sql
const decide = (review: { reviewId: string; version: number }) => ({
  id: review.reviewId,
  version: review.version,
  requestId: requestId(),
})
const issue = (request: string) => jobs['credentials.issue'].run(portal, { requestId: request })
const stateOf = async (reviewId: string) => (await ana.admin.reviews.get.query({ id: reviewId })).state

test('a plan that was deleted while a request was rejected issues nothing; another plan does', async () => {
  const offer = await insertOffer(portal, { needsApproval: true })
  const other = await insertPlan(portal, { requestsPerSecond: 3 })
  await sql()`insert into catalogue_plans (catalogue_id, plan_id) values (${offer.catalogueId}, ${other.id})`
  const request = await insertAccessRequest(portal, { offer })
  const rejected = await ana.admin.reviews.reject.mutate({ ...decide(request), reason: 'Not now.' })
  await owner.admin.plans.remove.mutate({ id: offer.plan.id })
  const reopened = await ana.admin.reviews.reopen.mutate(decide({ ...request, version: rejected.version }))
  const open = decide({ ...request, version: reopened.version })
  expect(await refusalOf(ana.admin.reviews.approve.mutate(open))).toBe('OFFER_CHANGED')
  await ana.admin.reviews.approve.mutate({ ...open, requestId: requestId(), planId: other.id })
  await sql()`update reviews set undo_until = clock_timestamp() where id = ${request.reviewId}`
  await issue(request.requestId)
  const { approved } = await request.api.portal.apps.get.query({ id: request.appId })
  expect(approved.map(({ plan }) => plan?.id)).toEqual([other.id])
})

test('an approval whose key is there is not undone, whatever the clock said a moment before', async () => {
  const request = await insertAccessRequest(portal)
  const approved = await ana.admin.reviews.approve.mutate(decide(request))
  await sql()`update reviews set undo_until = clock_timestamp() where id = ${request.reviewId}`
  await issue(request.requestId)
  // As an undo has it that looked at the clock just before.
  await sql()`update reviews set undo_until = now() + interval '1 minute' where id = ${request.reviewId}`
  const undo = ana.admin.reviews.undo.mutate(decide({ ...request, version: approved.version }))
  expect(await refusalOf(undo)).toBe('UNDO_OVER')
  expect(await stateOf(request.reviewId)).toBe('approved')
})

test('whoever was moved while they asked has asked for nothing, there or here', async () => {
  await insertMember(portal, acme, 'super_admin')
  const { id } = await insertMember(portal, acme)
  const { sql } = portal.database
  const [account] = await sql<{ email: string }[]>`select email_key as email from accounts where id = ${id}`
  const stale = await portal.database.inTransaction((tx) => actorOf(tx, account!))
  const [home] = await sql<{ id: string }[]>`select id from organizations where is_default`
  const user = (await ana.admin.users.get.query({ id }))!
  await ana.admin.users.edit.mutate({
    ...{ id, version: user.version, firstName: user.firstName, lastName: user.lastName },
    ...{ organizationId: home!.id, teamIds: [], role: 'team_member' },
  })
  const input = accessInput(await insertOffer(portal), { name: 'Left behind', description: '', redirectUrls: [] })
  const asking = portal.database.inTransaction((tx) => requestAccess(tx, stale, portal.keys, input))
  await expect(asking).rejects.toThrow()
  expect([...(await sql`select 1 from apps where name = 'Left behind'`)]).toEqual([])
})

test('an app is its maker’s only while both are in one organization: the database says so', async () => {
  const { id } = await insertMember(portal, acme)
  const other = await insertOrganization(portal)
  const insert = sql()`
    insert into apps (name, organization_id, owner_id, visibility) values ('Stray', ${other.id}, ${id}, 'organization')`
  await expect(insert).rejects.toThrow('apps_owner_of_organization')
})

test('rotating is no way for the old key to live longer than its plan says', async () => {
  const { api, credential } = await issueKey(portal, { plan: { keyLifetimeDays: 30 } })
  await sql()`update credentials set expires_at = now() + interval '1 hour' where id = ${credential.id}`
  const { version } = credential
  const rotated = await api.portal.credentials.rotate.mutate({
    ...{ id: credential.id, version, requestId: requestId(), overlapHours: 168 },
  })
  const left = new Date(rotated.keys[1]!.worksUntil!).getTime() - Date.now()
  expect(left).toBeLessThanOrEqual(3_600_000)
  expect(left).toBeGreaterThan(3_000_000)
})

test('what a teammate asked for is withdrawn when its maker takes the app from their sight', async () => {
  const maker = (await insertMember(portal, acme)).id
  const { id: appId } = await insertApp(portal, { ownerId: maker })
  const theirs = await insertAccessRequest(portal, { ownerId: (await insertMember(portal, acme)).id, appId })
  const makers = await insertAccessRequest(portal, { ownerId: maker, appId })
  const app = await makers.api.portal.apps.get.query({ id: appId })
  const { version, name, description, redirectUrls } = app
  await makers.api.portal.apps.edit.mutate({
    ...{ id: appId, version, name, description, redirectUrls, visibility: 'personal', teamId: null },
  })
  expect([await stateOf(theirs.reviewId), await stateOf(makers.reviewId)]).toEqual(['withdrawn', 'pending'])
})

test('what others than its maker asked for is withdrawn with their organization', async () => {
  const maker = (await insertMember(portal, acme, 'super_admin')).id
  const { id: appId } = await insertApp(portal, { ownerId: maker })
  const theirs = await insertAccessRequest(portal, { ownerId: (await insertMember(portal, acme)).id, appId })
  const makers = await insertAccessRequest(portal, { ownerId: maker, appId })
  await owner.admin.organizations.remove.mutate({ id: acme })
  expect([await stateOf(theirs.reviewId), await stateOf(makers.reviewId)]).toEqual(['withdrawn', 'pending'])
  // The app went along with its maker, and the record says so.
  const { api } = await clientFor(portal, maker)
  expect((await api.portal.apps.get.query({ id: appId })).visibility).toBe('personal')
  const entries = await sql()<{ action: string }[]>`select action from audit_entries where subject_id = ${appId}`
  expect(entries.map(({ action }) => action)).toContain('app.moved')
})

test('whoever is taken out of the app’s team asks for it no more, and a rejection cannot bring that back', async () => {
  await insertMember(portal, acme, 'super_admin')
  const teamId = await insertTeam(portal, acme)
  const { id } = await insertMember(portal, acme)
  await sql()`insert into team_members (account_id, team_id, organization_id) values (${id}, ${teamId}, ${acme})`
  const { id: appId } = await insertApp(portal, { ownerId: (await insertMember(portal, acme)).id, teamId })
  const waiting = await insertAccessRequest(portal, { ownerId: id, appId })
  const other = await insertAccessRequest(portal, { ownerId: id, appId })
  const rejected = await ana.admin.reviews.reject.mutate({ ...decide(other), reason: 'Not now.' })
  const user = (await ana.admin.users.get.query({ id }))!
  await ana.admin.users.edit.mutate({
    ...{ id, version: user.version, firstName: user.firstName, lastName: user.lastName },
    ...{ organizationId: acme, teamIds: [], role: 'team_member' },
  })
  expect(await stateOf(waiting.reviewId)).toBe('withdrawn')
  const reopened = ana.admin.reviews.reopen.mutate(decide({ ...other, version: rejected.version }))
  expect(await refusalOf(reopened)).toBe('REQUESTER_MOVED')
})

test('nobody is told of access for an app that was deleted before the mail left', async () => {
  const request = await insertAccessRequest(portal)
  await ana.admin.reviews.approve.mutate(decide(request))
  await request.api.portal.apps.remove.mutate({ id: request.appId })
  const mails = await sql()<{ template: string; state: string }[]>`
    select template, state from mails where facts ->> 'appId' = ${request.appId}`
  expect([...mails]).toEqual([{ template: 'access-approved', state: 'cancelled' }])
  await issue(request.requestId)
  expect([...(await sql()`select 1 from credentials where app_id = ${request.appId}`)]).toEqual([])
})

test('a sweep in which one fails goes on to the next', async () => {
  const [bad, good] = [await issueKey(portal), await issueKey(portal)]
  await sql()`
    update credentials set expires_at = now() - interval '1 minute' where id in (${bad.credentialId}, ${good.credentialId})`
  // An app whose row cannot change: nothing can be told of it.
  await sql()`alter table apps add constraint no_change check (id <> ${sql().unsafe(`'${bad.appId}'`)} or version = 0) not valid`
  await jobs['credentials.sweep'].run(portal, {})
  await sql()`alter table apps drop constraint no_change`
  const told = async (id: string) =>
    (await sql()`select 1 from credentials where id = ${id} and expired_for is not null`).length
  expect([await told(bad.credentialId), await told(good.credentialId)]).toEqual([0, 1])
  await jobs['credentials.sweep'].run(portal, {})
  expect(await told(bad.credentialId)).toBe(1)
})
