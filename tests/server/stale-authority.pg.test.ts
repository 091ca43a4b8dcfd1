// Rights that end while a call is on its way, and what outlives whoever gave it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessInput, insertOffer, issueKey } from '#tests/setup/access.ts'
import {
  acceptWith,
  clientFor,
  insertInvitation,
  insertMember,
  insertOrganization,
  insertTeam,
  invitee,
  linkOf,
  placeOf,
} from '#tests/setup/organizations.ts'
import { insertDeveloper, requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ana = await staffClient(portal, 'owner', 'Ana')
})
afterAll(() => portal.end())
beforeEach(() => portal.database.sql`delete from rate_limits`)

async function company() {
  const organization = await insertOrganization(portal)
  const first = await insertMember(portal, organization.id, 'super_admin')
  const second = await insertMember(portal, organization.id, 'super_admin')
  return {
    ...organization,
    first: { ...first, ...(await clientFor(portal, first.id)) },
    second: { ...second, ...(await clientFor(portal, second.id)) },
  }
}

test('whoever is demoted while a call is on its way changes nothing any more', async () => {
  const one = await company()
  const member = await insertMember(portal, one.id)
  const invitation = await insertInvitation(portal, one.id)
  const { rows } = await one.second.api.portal.members.list.query({})
  const { version } = rows.find(({ id }) => id === member.id)!
  const { members } = one.second.api.portal
  let calls: Promise<string | undefined>[] = []
  await portal.database.inTransaction(async (tx) => {
    await tx`update accounts set organization_role = 'team_member' where id = ${one.second.id}`
    calls = [
      members.invite.mutate(invitee({ role: 'super_admin' })),
      members.resend.mutate({ id: invitation.id }),
      members.revoke.mutate({ id: invitation.id }),
      members.remove.mutate({ id: member.id }),
      members.edit.mutate({ id: member.id, version, firstName: 'A', lastName: 'B', role: 'super_admin', teamIds: [] }),
    ].map(refusalOf)
    // They have passed the look at the session, and wait for the organization's row.
    await expect
      .poll(async () => (await portal.database.sql`select 1 from pg_locks where not granted`).length)
      .toBeGreaterThanOrEqual(5)
  })
  expect(await Promise.all(calls)).toEqual(Array(5).fill('NOT_ALLOWED'))
  expect(await placeOf(portal, member.id)).toMatchObject({ organization: one.name, role: 'team_member' })
})

test('an invitation to be super admin dies with the right of whoever gave it; another super admin can renew it', async () => {
  const one = await company()
  const invited = await one.second.api.portal.members.invite.mutate(invitee({ role: 'super_admin' }))

  await one.first.api.portal.members.remove.mutate({ id: one.second.id })
  expect(await refusalOf(acceptWith(portal, await linkOf(portal, invited.id)))).toBe('LINK_EXPIRED')
  await one.first.api.portal.members.resend.mutate({ id: invited.id })
  await acceptWith(portal, await linkOf(portal, invited.id))
  expect(
    await portal.database
      .sql`select 1 from accounts where email = ${invited.email} and organization_role = 'super_admin'`,
  ).toHaveLength(1)
})

test('a password that somebody typed looks after nobody: the real super admin stays', async () => {
  const organization = await insertOrganization(portal)
  const boss = await insertMember(portal, organization.id, 'super_admin')
  const typed = {
    requestId: requestId(),
    email: 'typed@company.example',
    firstName: 'Typed',
    lastName: 'Password',
    organizationId: organization.id,
    teamIds: [],
    role: 'super_admin' as const,
    isActive: true,
    password: 'a harbour full of boats',
    mustChangePassword: true,
  }
  await ana.admin.users.add.mutate(typed)
  const { api } = await clientFor(portal, boss.id)
  expect(await refusalOf(api.portal.members.remove.mutate({ id: boss.id }))).toBe('LAST_SUPER_ADMIN')
})

test('nobody is brought back into a company without a super admin, before there is one again', async () => {
  const organization = await insertOrganization(portal)
  const boss = await insertMember(portal, organization.id, 'super_admin')
  const off = await insertMember(portal, organization.id)
  await ana.admin.users.deactivate.mutate({ id: off.id })
  await ana.admin.users.remove.mutate({ id: boss.id })
  expect(await refusalOf(ana.admin.users.activate.mutate({ id: off.id }))).toBe('LAST_SUPER_ADMIN')
  const { version, firstName, lastName } = await ana.admin.users.get.query({ id: off.id })
  const place = { organizationId: organization.id, teamIds: [], role: 'super_admin' as const }
  await ana.admin.users.edit.mutate({ id: off.id, version, firstName, lastName, ...place })
  expect(await ana.admin.users.activate.mutate({ id: off.id })).toMatchObject({ state: 'active', role: 'super_admin' })
})

test('who is switched off gets no organization', async () => {
  const asker = await insertDeveloper(portal, { passwordHash: 'any' })
  const { api } = await clientFor(portal, asker.id)
  const asked = await api.portal.organizations.create.mutate({ requestId: requestId(), name: 'Ghost GmbH' })
  await ana.admin.users.deactivate.mutate({ id: asker.id })
  expect(await ana.admin.reviews.get.query({ id: asked.id })).toMatchObject({ state: 'withdrawn' })
})

test('one address is written to by one organization so often, whoever else writes to it', async () => {
  const [one, other] = [await company(), await company()]
  const email = 'wanted@target.example'
  const mine = await one.first.api.portal.members.invite.mutate(invitee({ email }))
  for (let i = 0; i < 2; i++) await one.first.api.portal.members.resend.mutate({ id: mine.id })
  expect(await refusalOf(one.first.api.portal.members.resend.mutate({ id: mine.id }))).toBe('TOO_MANY_ATTEMPTS')
  expect(await refusalOf(other.first.api.portal.members.invite.mutate(invitee({ email })))).toBe('no refusal')
})

test('mail of an invitation goes to the address as its owner wrote it', async () => {
  const one = await company()
  const { email } = await insertMember(portal, (await insertOrganization(portal)).id)
  await one.first.api.portal.members.invite.mutate(invitee({ email: email.toUpperCase() }))
  const mails = await portal.database
    .sql`select to_address from mails where template = 'invitation' and lower(to_address) = ${email}`
  expect(mails).toEqual([{ toAddress: email }])
})

/** All that a page of an app offers, by the ids that it showed. */
async function pageOf({ appId, credentialId, keyId }: { appId: string; credentialId: string; keyId: string }) {
  const { version, name, description, visibility, team } = await ana.admin.apps.get.query({ id: appId })
  const fields = { id: appId, version, name, description, redirectUrls: [], visibility, teamId: team?.id ?? null }
  const offer = await insertOffer(portal)
  const rotation = { id: credentialId, version: 1, requestId: requestId(), overlapHours: 0 as const }
  return ({ portal: own }: Awaited<ReturnType<typeof clientFor>>['api']) => ({
    writes: () => [
      own.access.request.mutate(accessInput(offer, { id: appId })),
      own.apps.edit.mutate(fields),
      own.apps.remove.mutate({ id: appId }),
      own.credentials.rotate.mutate(rotation),
      own.credentials.revoke.mutate({ id: credentialId, version: 1 }),
    ],
    reads: () => [own.apps.get.query({ id: appId }), own.credentials.reveal.mutate({ keyId })],
  })
}

test('an old page of an app opens nothing: of who was removed, who left its team, and who looks after it no more', async () => {
  const one = await company()
  const teamId = await insertTeam(portal, one.id)
  const maker = await insertMember(portal, one.id, 'team_member', { teamIds: [teamId] })
  const mate = await insertMember(portal, one.id, 'team_member', { teamIds: [teamId] })
  const gone = await insertMember(portal, one.id)
  const [shared, teams, forsaken] = [
    await issueKey(portal, { ownerId: maker.id }),
    await issueKey(portal, { ownerId: maker.id, teamId }),
    await issueKey(portal, { ownerId: maker.id, visibility: 'personal' }),
  ]
  await portal.database.sql`update apps set owner_id = null where id = ${forsaken.appId}`
  const { sql } = portal.database
  const ends: [typeof shared, string, () => PromiseLike<unknown>][] = [
    [shared, gone.id, () => one.first.api.portal.members.remove.mutate({ id: gone.id })],
    [teams, mate.id, () => sql`delete from team_members where account_id = ${mate.id} and team_id = ${teamId}`],
    [
      forsaken,
      one.second.id,
      () => sql`update accounts set organization_role = 'team_member' where id = ${one.second.id}`,
    ],
  ]
  for (const [n, [app, id, end]] of ends.entries()) {
    const page = (await pageOf(app))((await clientFor(portal, id)).api)
    expect(await Promise.all(page.reads().map(refusalOf)), `before ${n}`).toEqual(Array(2).fill('no refusal'))
    await end()
    const calls = [...page.reads(), ...page.writes()]
    expect(await Promise.all(calls.map(refusalOf)), `after ${n}`).toEqual(Array(7).fill('NOT_FOUND'))
  }
})

test('whoever is removed while a call is on its way changes no app any more', async () => {
  const one = await company()
  const maker = await insertMember(portal, one.id)
  const app = await issueKey(portal, { ownerId: maker.id })
  const { api, ...gone } = await (async () => {
    const { id } = await insertMember(portal, one.id)
    return { id, ...(await clientFor(portal, id)) }
  })()
  const page = (await pageOf(app))(api)
  let calls: Promise<string | undefined>[] = []
  await portal.database.inTransaction(async (tx) => {
    await tx`select 1 from apps where id = ${app.appId} for update`
    await tx`delete from team_members where account_id = ${gone.id}`
    await tx`
      update accounts set organization_id = organizations.id, organization_role = 'team_member'
        from organizations where is_default and accounts.id = ${gone.id}`
    calls = page.writes().map(refusalOf)
    // They have passed the look at the session, and wait for a row.
    await expect
      .poll(async () => (await portal.database.sql`select 1 from pg_locks where not granted`).length)
      .toBeGreaterThanOrEqual(calls.length)
  })
  expect(await Promise.all(calls)).toEqual(calls.map(() => 'NOT_FOUND'))
  expect(await ana.admin.apps.get.query({ id: app.appId })).toMatchObject({ credentials: 1 })
})
