// What super admins do with the people of their organization, and that there is always one of them.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  clientFor,
  insertInvitation,
  insertMember,
  insertOrganization,
  insertTeam,
  memberPassword,
  placeOf,
} from '#tests/setup/organizations.ts'
import {
  insertDeveloper,
  insertRegistration,
  openStarted,
  requestId,
  signIn,
  staffClient,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'
import { mutateRaw, refusalIn, refusalOf } from '#tests/setup/raw-call.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>
let home: string

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ana = await staffClient(portal, 'approver', 'Ana')
  home = (await ana.admin.users.places.query())[0]!.name
})
beforeEach(() => portal.database.sql`delete from rate_limits`)
afterAll(() => portal.end())

/** A new organization with one super admin who is signed in. */
async function company() {
  const organization = await insertOrganization(portal)
  const boss = await insertMember(portal, organization.id, 'super_admin')
  return { ...organization, boss: { ...boss, ...(await clientFor(portal, boss.id)) } }
}
type Company = Awaited<ReturnType<typeof company>>

const rowOf = async ({ boss }: Company, id: string) =>
  (await boss.api.portal.members.list.query({})).rows.find((row) => row.id === id)!
async function edit(one: Company, id: string, change: object) {
  const row = await rowOf(one, id)
  return one.boss.api.portal.members.edit.mutate({ ...row, teamIds: row.teams.map((team) => team.id), ...change })
}
const templatesTo = async (email: string) =>
  (await portal.database.sql`select template from mails where to_address = ${email} order by created_at`).map(
    ({ template }) => template as string,
  )

describe('the list', () => {
  test('shows people and invitations to every member, by search too; nobody to strangers in the default organization', async () => {
    const { id, boss } = await company()
    const member = await insertMember(portal, id)
    const invitation = await insertInvitation(portal, id)
    const { api } = await clientFor(portal, member.id)
    const { rows, teams, isCut } = await api.portal.members.list.query({})
    expect(rows.map((row) => [row.id, row.kind, row.status]).sort()).toEqual(
      [
        [boss.id, 'member', 'registered'],
        [member.id, 'member', 'registered'],
        [invitation.id, 'invitation', 'pending'],
      ].sort(),
    )
    expect(teams).toHaveLength(1)
    expect(isCut).toBe(false)
    const found = await api.portal.members.list.query({ search: invitation.email.slice(0, 20) })
    expect(found.rows.map((row) => row.id)).toEqual([invitation.id])

    const stranger = await clientFor(portal, (await insertDeveloper(portal)).id)
    expect(await stranger.api.portal.members.list.query({})).toEqual({ rows: [], teams: [], isCut: false })
  })

  test('hears of nobody in the default organization', async () => {
    const { id: organizationId } = await company()
    const tab = await openStarted(portal, await signIn(portal, (await insertDeveloper(portal)).id))
    const [{ id: homeId }] = (await portal.database.sql`select id from organizations where is_default`) as never as [
      { id: string },
    ]
    const other = await insertDeveloper(portal)
    const user = await ana.admin.users.get.query({ id: other.id })
    const there = await ana.admin.users.edit.mutate({ ...user, organizationId, teamIds: [] })
    await ana.admin.users.edit.mutate({ ...there, organizationId: homeId, teamIds: [] })
    await ana.admin.users.remove.mutate({ id: other.id })
    const settings = await ana.admin.settings.get.query()
    const owner = await staffClient(portal, 'owner')
    await owner.admin.settings.save.mutate({ ...settings, senderAddress: '' })
    await tab.until(({ events }) => events.some(({ kind }) => kind === 'public-settings.saved'))
    expect(tab.events.map(({ kind }) => kind)).toEqual(['public-settings.saved'])
    await tab.close()
  })
})

describe('editing', () => {
  test('changes names, role and teams at once: the tab is closed before the answer, the old right refused, a mail sent', async () => {
    const one = await company()
    const pilots = await insertTeam(portal, one.id, 'Pilots')
    const { id, email } = await insertMember(portal, one.id, 'super_admin')
    const { cookie, api } = await clientFor(portal, id)
    const tab = await openStarted(portal, cookie)
    const edited = await edit(one, id, { firstName: 'New', role: 'team_member', teamIds: [pilots] })
    expect(portal.sockets.count()).toBe(0)
    expect(await tab.closedWith).toBe(4401)
    expect(edited).toMatchObject({ firstName: 'New', role: 'team_member' })
    expect((await placeOf(portal, id))!.teams).toEqual([`${one.name} All users`, 'Pilots'])
    expect(await refusalOf(api.portal.members.remove.mutate({ id: one.boss.id }))).toBe('NOT_ALLOWED')
    expect(await templatesTo(email)).toEqual(['role-changed'])
  })

  test('is refused on an old version, with how the person is now, and for whoever is not in the organization', async () => {
    const one = await company()
    const { id } = await insertMember(portal, one.id)
    const stale = await rowOf(one, id)
    await edit(one, id, { firstName: 'First' })
    const again = { ...stale, firstName: 'Second', teamIds: [] }
    expect(await refusalOf(one.boss.api.portal.members.edit.mutate(again))).toBe('MEMBER_CHANGED')
    const stranger = await insertMember(portal, (await company()).id)
    const foreign = { ...again, id: stranger.id, version: 1 }
    expect(await refusalOf(one.boss.api.portal.members.edit.mutate(foreign))).toBe('NOT_FOUND')
  })

  test('an invitation changes what whoever accepts it becomes, and its link stays', async () => {
    const one = await company()
    const { id, email, token } = await insertInvitation(portal, one.id)
    await edit(one, id, { role: 'super_admin', firstName: 'Renamed' })
    await mutateRaw(portal, 'portal.invitations.accept', { token, password: 'a harbour full of boats' })
    const [account] = await portal.database
      .sql`select first_name, organization_role from accounts where email_key = ${email}`
    expect(account).toEqual({ firstName: 'Renamed', organizationRole: 'super_admin' })
  })

  test('with a team that is being deleted passes it over', async () => {
    for (let round = 0; round < 10; round++) {
      const one = await company()
      const { id } = await insertMember(portal, one.id)
      const team = await insertTeam(portal, one.id)
      const codes = await Promise.all([
        refusalOf(edit(one, id, { teamIds: [team] })),
        refusalOf(ana.admin.teams.remove.mutate({ id: team })),
      ])
      expect(['no refusal', 'MEMBER_CHANGED']).toContain(codes[0])
      expect(codes[1]).toBe('no refusal')
      expect((await placeOf(portal, id))!.teams).toEqual([`${one.name} All users`])
    }
  })
})

describe('removing', () => {
  test('moves to the default organization at once; the open tab closes, and nothing of the old one is heard or missed', async () => {
    const one = await company()
    const { id, email } = await insertMember(portal, one.id, 'team_member', {
      teamIds: [await insertTeam(portal, one.id)],
    })
    const { cookie, api } = await clientFor(portal, id)
    const tab = await openStarted(portal, cookie)
    await edit(one, one.boss.id, { firstName: 'Heard' })
    one.boss.api = (await clientFor(portal, one.boss.id)).api
    await tab.until(({ events }) => events.some(({ kind }) => kind === 'member.changed'))
    const cursor = tab.cursor()

    await one.boss.api.portal.members.remove.mutate({ id })
    expect(await tab.closedWith).toBe(4401)
    expect(await placeOf(portal, id)).toEqual({ organization: home, role: 'team_member', teams: [`${home} All users`] })
    expect(await templatesTo(email)).toEqual(['removed-from-organization'])
    // Still signed in, as one of nobody's.
    expect(await api.portal.members.list.query({})).toMatchObject({ rows: [] })
    await edit(one, one.boss.id, { firstName: 'Unheard' })
    const back = await openStarted(portal, cookie, cursor)
    expect(back.messages).toEqual([{ type: 'started', mode: 'new', missed: 0 }])
    await back.close()
    expect(await refusalOf(one.boss.api.portal.members.remove.mutate({ id }))).toBe('NOT_FOUND')
  })

  test('a click of somebody who has just been removed is refused', async () => {
    const one = await company()
    const second = await insertMember(portal, one.id, 'super_admin')
    const { api } = await clientFor(portal, second.id)
    await one.boss.api.portal.members.remove.mutate({ id: second.id })
    expect(await refusalOf(api.portal.members.remove.mutate({ id: one.boss.id }))).toBe('NOT_ALLOWED')
    expect(await placeOf(portal, one.boss.id)).toMatchObject({ organization: one.name, role: 'super_admin' })
  })
})

describe('the last super admin', () => {
  type Way = (one: Company) => Promise<string | undefined>
  const ways: Record<string, Way> = {
    'is demoted': (one) => refusalOf(edit(one, one.boss.id, { role: 'team_member' })),
    leaves: ({ boss }) => refusalOf(boss.api.portal.members.remove.mutate({ id: boss.id })),
    'deletes their profile': async ({ boss }) =>
      refusalIn(await mutateRaw(portal, 'portal.profile.remove', { password: memberPassword }, boss.cookie)) ??
      'no refusal',
    'is moved by an admin': async ({ boss }) => {
      const user = await ana.admin.users.get.query({ id: boss.id })
      const { id: organizationId } = await insertOrganization(portal)
      return refusalOf(ana.admin.users.edit.mutate({ ...user, organizationId, teamIds: [] }))
    },
    'is demoted by an admin': async ({ boss, id: organizationId }) => {
      const user = await ana.admin.users.get.query({ id: boss.id })
      return refusalOf(ana.admin.users.edit.mutate({ ...user, organizationId, teamIds: [], role: 'team_member' }))
    },
    'is deactivated': ({ boss }) => refusalOf(ana.admin.users.deactivate.mutate({ id: boss.id })),
    'is deleted by an admin': ({ boss }) => refusalOf(ana.admin.users.remove.mutate({ id: boss.id })),
  }
  test.each(Object.entries(ways))('%s: refused while others are there, and nothing has changed', async (_, way) => {
    const one = await company()
    await insertMember(portal, one.id)
    expect(await way(one)).toBe('LAST_SUPER_ADMIN')
    expect(await placeOf(portal, one.boss.id)).toMatchObject({ organization: one.name, role: 'super_admin' })
    // Signed in as before.
    expect(await one.boss.api.portal.session.me.query()).toMatchObject({ id: one.boss.id })
  })

  test.each(Object.entries(ways))('%s: allowed when there is another', async (_, way) => {
    const one = await company()
    await insertMember(portal, one.id)
    await insertMember(portal, one.id, 'super_admin')
    expect(await way(one)).toBe('no refusal')
  })

  test.each(Object.entries(ways).filter(([name]) => !name.includes('demoted')))(
    '%s: allowed to the only one, whom an invitation does not hold',
    async (_, way) => {
      const one = await company()
      await insertInvitation(portal, one.id)
      expect(await way(one)).toBe('no refusal')
    },
  )

  test('does not go with a registration that is undone', async () => {
    const organization = await insertOrganization(portal)
    const { id, version, requesterId } = await insertRegistration(portal)
    const approved = await ana.admin.reviews.approve.mutate({ id, version, requestId: requestId() })
    await portal.database.sql`
      update accounts set organization_id = ${organization.id}, organization_role = 'super_admin', password_hash = 'any'
       where id = ${requesterId}`
    await insertMember(portal, organization.id)
    const undo = () => ana.admin.reviews.undo.mutate({ id, version: approved.version, requestId: requestId() })
    expect(await refusalOf(undo())).toBe('LAST_SUPER_ADMIN')
    await insertMember(portal, organization.id, 'super_admin')
    expect(await refusalOf(undo())).toBe('no refusal')
  })
})
