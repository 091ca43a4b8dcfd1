// What portal admins do with organizations and teams: rename and delete, with whatever hangs on them.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendMail } from '#server/features/emails/jobs.ts'
import {
  acceptWith,
  clientFor,
  insertInvitation,
  insertMember,
  insertOrganization,
  insertRequest,
  insertTeam,
  invitee,
  placeOf,
} from '#tests/setup/organizations.ts'
import { openStarted, requestId, signIn, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>
let home: { id: string; name: string }

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ana = await staffClient(portal, 'approver', 'Ana')
  home = (await ana.admin.users.places.query())[0]!
})
beforeEach(() => portal.database.sql`delete from rate_limits`)
afterAll(() => portal.end())

/** Opens the tab of a member and waits until it follows. */
async function tabOf(accountId: string) {
  const tab = await openStarted(portal, await signIn(portal, accountId))
  return tab
}
const hears = (tab: Awaited<ReturnType<typeof tabOf>>, kind: string) =>
  tab.until(({ events }) => events.some((event) => event.kind === kind))

/** How many rows anywhere name an organization that has gone. */
async function tracesOf(organizationId: string, teamIds: string[]) {
  const { sql } = portal.database
  const [left] = await sql`
    select (select count(*)::int from accounts where organization_id = ${organizationId}) as accounts,
           (select count(*)::int from teams where organization_id = ${organizationId}) as teams,
           (select count(*)::int from team_members
             where organization_id = ${organizationId} or team_id = any(${teamIds})) as memberships,
           (select count(*)::int from member_invitations where organization_id = ${organizationId}) as invitations,
           (select count(*)::int from organization_approvals where organization_id = ${organizationId}) as approvals`
  return Object.values(left!).reduce((sum: number, count) => sum + (count as number), 0)
}

describe('renaming an organization', () => {
  test('is heard by its members, takes the default team’s name along until somebody chose one, and nobody shares a name', async () => {
    const { id, name } = await insertOrganization(portal)
    const member = await insertMember(portal, id)
    const tab = await tabOf(member.id)
    const renamed = await ana.admin.organizations.rename.mutate({ id, version: 1, name: `${name} Ltd` })
    await hears(tab, 'own-organization.changed')
    await tab.close()
    expect(await placeOf(portal, member.id)).toMatchObject({
      organization: `${name} Ltd`,
      teams: [`${name} Ltd All users`],
    })
    expect(await refusalOf(ana.admin.organizations.rename.mutate({ id, version: 1, name }))).toBe(
      'ORGANIZATION_CHANGED',
    )

    const { rows } = await ana.admin.teams.list.query({ organizationId: id })
    await ana.admin.teams.rename.mutate({ id: rows[0]!.id, version: rows[0]!.version, name: 'Crew' })
    await ana.admin.organizations.rename.mutate({ ...renamed, name })
    expect((await placeOf(portal, member.id))!.teams).toEqual(['Crew'])

    const other = await insertOrganization(portal)
    const taken = { id: other.id, version: 1, name: name.toUpperCase() }
    expect(await refusalOf(ana.admin.organizations.rename.mutate(taken))).toBe('ORGANIZATION_NAME_TAKEN')
    const add = ana.admin.organizations.add.mutate({ requestId: requestId(), name: name.toUpperCase() })
    expect(await refusalOf(add)).toBe('ORGANIZATION_NAME_TAKEN')
  })
})

describe('deleting a team', () => {
  test('takes its people out of it, closes their tabs, and leaves them and everybody else in the organization', async () => {
    const { id, name } = await insertOrganization(portal)
    const boss = await insertMember(portal, id, 'super_admin')
    const team = await insertTeam(portal, id, 'Pilots')
    const member = await insertMember(portal, id, 'team_member', { teamIds: [team] })
    const invitation = await insertInvitation(portal, id, { teamIds: [team] })
    const [inIt, beside] = [await tabOf(member.id), await tabOf(boss.id)]
    expect(await ana.admin.teams.previewDeletion.query({ id: team })).toMatchObject({ members: 1 })
    await ana.admin.teams.remove.mutate({ id: team })
    expect(await inIt.closedWith).toBe(4401)
    await hears(beside, 'own-organization.changed')
    await beside.close()
    expect(await placeOf(portal, member.id)).toEqual({
      organization: name,
      role: 'team_member',
      teams: [`${name} All users`],
    })
    expect(await tracesOf(requestId(), [team])).toBe(0)
    await acceptWith(portal, invitation.token)
    const { api } = await clientFor(portal, boss.id)
    const { rows } = await api.portal.members.list.query({ search: invitation.email })
    expect(rows[0]!.teams).toMatchObject([{ name: `${name} All users` }])
    expect(await refusalOf(ana.admin.teams.remove.mutate({ id: team }))).toBe('NOT_FOUND')
  })

  test('is refused for a default team', async () => {
    const { defaultTeamId } = await insertOrganization(portal)
    expect(await refusalOf(ana.admin.teams.remove.mutate({ id: defaultTeamId }))).toBe('DEFAULT_STAYS')
  })
})

describe('deleting an organization', () => {
  test('sends its people to the default one with a mail, closes their tabs, kills its invitations, and leaves nothing', async () => {
    const { id, name, defaultTeamId } = await insertOrganization(portal)
    const boss = await insertMember(portal, id, 'super_admin')
    const team = await insertTeam(portal, id)
    const member = await insertMember(portal, id, 'team_member', { teamIds: [team] })
    const { api } = await clientFor(portal, boss.id)
    const waiting = await api.portal.members.invite.mutate(invitee())
    const invitation = await insertInvitation(portal, id)
    const tabs = [await tabOf(boss.id), await tabOf(member.id)]
    const preview = await ana.admin.organizations.previewDeletion.query({ id })
    expect(preview).toMatchObject({ members: 2, teams: 2, invitations: 2 })

    await ana.admin.organizations.remove.mutate({ id })
    expect(portal.sockets.count()).toBe(0)
    for (const tab of tabs) expect(await tab.closedWith).toBe(4401)
    for (const person of [boss, member]) {
      const place = await placeOf(portal, person.id)
      expect(place).toEqual({ organization: home.name, role: 'team_member', teams: [`${home.name} All users`] })
      const [mail] = await portal.database.sql`select template, facts from mails where to_address = ${person.email}`
      expect(mail).toMatchObject({
        template: 'removed-from-organization',
        facts: { organizationName: name, isDeleted: true },
      })
    }
    expect(await tracesOf(id, [team, defaultTeamId])).toBe(0)
    expect(await refusalOf(acceptWith(portal, invitation.token))).toBe('LINK_EXPIRED')
    const [mail] = await portal.database.sql`select id from mails where to_address = ${waiting.email}`
    await sendMail(portal, mail!.id as string)
    const [after] = await portal.database.sql`select state from mails where id = ${mail!.id as string}`
    expect(after!.state).toBe('cancelled')
    expect(await refusalOf(api.portal.members.invite.mutate(invitee()))).toBe('NOT_ALLOWED')
    expect(await refusalOf(ana.admin.organizations.remove.mutate({ id }))).toBe('NOT_FOUND')
    // The name is free again.
    await ana.admin.organizations.add.mutate({ requestId: requestId(), name })
  })

  test('is refused for the default one', async () => {
    expect(await refusalOf(ana.admin.organizations.remove.mutate({ id: home.id }))).toBe('DEFAULT_STAYS')
  })

  test('whose approval can still be undone: the undo then only puts the request back', async () => {
    const { id: requesterId, review } = await insertRequest(portal, 'Gone at once')
    const decision = { id: review.id, version: review.version, requestId: requestId() }
    const approved = await ana.admin.reviews.approve.mutate(decision)
    const { rows } = await ana.admin.organizations.list.query({ search: 'Gone at once' })
    await ana.admin.organizations.remove.mutate({ id: rows[0]!.id })
    const mails = await portal.database
      .sql`select state from mails where account_id = ${requesterId} and template = 'organization-approved'`
    expect(mails).toEqual([{ state: 'cancelled' }])
    const undone = await ana.admin.reviews.undo.mutate({ ...approved, requestId: requestId() })
    expect(undone.state).toBe('pending')
    expect(await placeOf(portal, requesterId)).toMatchObject({ organization: home.name })
  })
})
