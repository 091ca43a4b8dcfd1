// Asking for an organization of one's own, and what a decision makes of it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
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
let home: string

beforeAll(async () => {
  // Without a worker: mails wait, and can be looked at.
  portal = await startPortal({ role: 'web' })
  ana = await staffClient(portal, 'approver', 'Ana')
  home = (await ana.admin.users.places.query())[0]!.name
})
beforeEach(async () => {
  await portal.database.sql`delete from rate_limits`
  await portal.database.sql`
    update settings set register_organizations_enabled = true, auto_approve_organizations = false, undo_seconds = 10`
})
afterAll(() => portal.end())

let names = 0
const newName = () => `Nordwind ${++names}`
const decide = ({ id, version }: { id: string; version: number }) => ({ id, version, requestId: requestId() })
const approve = (review: { id: string; version: number }, organizationName?: string) =>
  ana.admin.reviews.approve.mutate({ ...decide(review), organizationName })
const undo = (review: { id: string; version: number }) => ana.admin.reviews.undo.mutate(decide(review))
const ask = (api: Awaited<ReturnType<typeof clientFor>>['api'], name: string) =>
  api.portal.organizations.create.mutate({ requestId: requestId(), name })
const organizationsCalled = (name: string) => portal.database.sql`select id from organizations where name = ${name}`

async function mailsTo(email: string) {
  const mails = await portal.database.sql<{ template: string; state: string }[]>`
    select template, state from mails where to_address = ${email} order by created_at`
  return mails.map(({ template, state }) => `${template} ${state}`)
}

describe('approving', () => {
  test('makes the organization with its default team and moves the requester in as super admin, in the open tab too', async () => {
    const name = newName()
    const { id, email, api, cookie, review } = await insertRequest(portal, name)
    expect(review).toMatchObject({ state: 'pending', facts: { name } })
    expect(await api.portal.session.me.query()).toMatchObject({ hasOpenOrganizationRequest: true })
    const tab = await openStarted(portal, cookie)

    await approve(review)
    // What they may see and hear is another thing now: the socket is gone before the answer.
    expect(portal.sockets.count()).toBe(0)
    expect(await tab.closedWith).toBe(4401)
    expect(await placeOf(portal, id)).toEqual({ organization: name, role: 'super_admin', teams: [`${name} All users`] })
    const me = await api.portal.session.me.query()
    expect(me).toMatchObject({ organization: { name, role: 'super_admin' }, hasOpenOrganizationRequest: false })
    expect(me!.organization!.settlesAt).not.toBeNull()
    expect(await api.portal.organizations.request.query()).toMatchObject({ state: 'approved' })
    expect(await mailsTo(email)).toEqual(['organization-approved waiting'])
  })

  test('under another name tells the requester both names', async () => {
    const name = newName()
    const { id, email, review } = await insertRequest(portal, name)
    const approved = await approve(review, `${name} GmbH`)
    expect(approved.facts).toMatchObject({ name, approvedName: `${name} GmbH` })
    expect(await placeOf(portal, id)).toMatchObject({ organization: `${name} GmbH` })
    const [mail] = await portal.database.sql`select facts from mails where to_address = ${email}`
    expect(mail!.facts).toMatchObject({ organizationName: `${name} GmbH`, requestedName: name })
    expect((await undo(approved)).facts).not.toHaveProperty('approvedName')
  })

  test('a name that is taken, in any case of letters, is refused, changes nothing, and goes through under another', async () => {
    const { name } = await insertOrganization(portal, newName())
    const { id, review } = await insertRequest(portal, name.toUpperCase())
    const detail = await ana.admin.reviews.get.query({ id: review.id })
    expect(detail.about).toMatchObject({ taken: { name } })
    expect(await refusalOf(approve(review))).toBe('ORGANIZATION_NAME_TAKEN')
    expect(await ana.admin.reviews.get.query({ id: review.id })).toMatchObject({ state: 'pending', version: 1 })
    expect(await placeOf(portal, id)).toMatchObject({ organization: home })
    await approve(review, newName())
    expect(await placeOf(portal, id)).toMatchObject({ role: 'super_admin' })
  })

  test('nobody is invited into it while it can still be undone; then they are', async () => {
    const { id, review } = await insertRequest(portal, newName())
    await approve(review)
    const { api } = await clientFor(portal, id)
    expect(await refusalOf(api.portal.members.invite.mutate(invitee()))).toBe('ORGANIZATION_UNSETTLED')
    await portal.database.sql`update organizations set settles_at = now() where name = ${review.facts.name}`
    expect(await refusalOf(api.portal.members.invite.mutate(invitee()))).toBe('no refusal')
  })

  test('is refused once the requester is in an organization: an admin’s move takes the request back', async () => {
    const { id, api, review } = await insertRequest(portal, newName())
    const { id: organizationId } = await insertOrganization(portal)
    const user = await ana.admin.users.get.query({ id })
    await ana.admin.users.edit.mutate({ ...user, organizationId, teamIds: [], role: 'team_member' })
    expect(await refusalOf(approve(review))).toBe('REVIEW_DECIDED')
    expect(await api.portal.organizations.request.query()).toMatchObject({ id: review.id, state: 'withdrawn' })
    expect((await ana.admin.reviews.list.query({})).rows.map((row) => row.id)).not.toContain(review.id)
  })
})

describe('undoing an approval', () => {
  test('takes the organization away, puts the requester back into the former teams, and no mail leaves', async () => {
    const name = newName()
    const { id, email, api, review } = await insertRequest(portal, name)
    const [{ id: homeId }] = (await portal.database.sql`select id from organizations where is_default`) as never as [
      { id: string },
    ]
    const pilots = await insertTeam(portal, homeId, `Pilots ${name}`)
    await portal.database.sql`
      insert into team_members (account_id, team_id, organization_id) values (${id}, ${pilots}, ${homeId})`
    const approved = await approve(review)
    const tab = await openStarted(portal, await signIn(portal, id))

    expect(await undo(approved)).toMatchObject({ state: 'pending', decidedBy: null })
    expect(await tab.closedWith).toBe(4401)
    const place = await placeOf(portal, id)
    expect(place).toMatchObject({ organization: home, role: 'team_member' })
    expect(place!.teams.sort()).toEqual([`${home} All users`, `Pilots ${name}`].sort())
    expect(await organizationsCalled(name)).toHaveLength(0)
    expect(await mailsTo(email)).toEqual(['organization-approved cancelled'])
    expect(await api.portal.session.me.query()).toMatchObject({ hasOpenOrganizationRequest: true })
    // And once more from the beginning: the name is free again.
    await approve(await ana.admin.reviews.get.query({ id: review.id }))
    expect(await placeOf(portal, id)).toMatchObject({ organization: name })
  })

  const uses: [string, (organizationId: string) => Promise<unknown>][] = [
    ['somebody is in it', (organizationId) => insertMember(portal, organizationId)],
    ['it has another team', (organizationId) => insertTeam(portal, organizationId)],
    ['somebody is invited', (organizationId) => insertInvitation(portal, organizationId)],
  ]
  test.each(uses)('is refused when %s, and the approval stands with its mail', async (_, use) => {
    const { id, email, review } = await insertRequest(portal, newName())
    const approved = await approve(review)
    const [organization] = await organizationsCalled(review.facts.name)
    await use(organization!.id as string)
    expect(await refusalOf(undo(approved))).toBe('ORGANIZATION_IN_USE')
    expect(await placeOf(portal, id)).toMatchObject({ organization: review.facts.name, role: 'super_admin' })
    expect(await mailsTo(email)).toEqual(['organization-approved waiting'])
  })

  test('leaves the requester where an admin has moved them, and in no queue', async () => {
    const { id, review } = await insertRequest(portal, newName())
    const approved = await approve(review)
    const { id: organizationId, name } = await insertOrganization(portal)
    const user = await ana.admin.users.get.query({ id })
    await ana.admin.users.edit.mutate({ ...user, organizationId, teamIds: [], role: 'super_admin' })
    expect(await refusalOf(undo(approved))).toBe('REQUESTER_MOVED')
    expect(await placeOf(portal, id)).toMatchObject({ organization: name })
  })

  test('at the moment at which an admin moves the requester on: one of the two is as if later, and nobody meets an error', async () => {
    for (let round = 0; round < 10; round++) {
      const { id, review } = await insertRequest(portal, newName())
      const approved = await approve(review)
      const other = await insertOrganization(portal)
      const user = await ana.admin.users.get.query({ id })
      const moved = { ...user, organizationId: other.id, teamIds: [], role: 'super_admin' as const }
      const codes = await Promise.all([
        refusalOf(undo(approved)),
        refusalOf((await staffClient(portal, 'approver')).admin.users.edit.mutate(moved)),
      ])
      expect(['no refusal,USER_CHANGED', 'REQUESTER_MOVED,no refusal']).toContain(codes.join())
      const place = await placeOf(portal, id)
      const there = codes[0] === 'no refusal' ? home : other.name
      expect(place!.organization).toBe(there)
      expect(place!.teams).toEqual([`${there} All users`])
    }
  })
})

describe('rejecting', () => {
  const reject = (review: { id: string; version: number }) =>
    ana.admin.reviews.reject.mutate({ ...decide(review), reason: 'No such company.' })

  test('tells the reason, live and by mail, leaves everything where it is, and one may ask again', async () => {
    const { id, email, cookie, api, review } = await insertRequest(portal, newName())
    const tab = await openStarted(portal, cookie)
    await reject(review)
    await tab.until(({ events }) => events.some(({ kind }) => kind === 'own-review.changed'))
    const heard = tab.events.find((event) => event.kind === 'own-review.changed')
    expect(heard?.ownReview).toMatchObject({ id: review.id, state: 'rejected', reason: 'No such company.' })
    expect(JSON.stringify(heard)).not.toContain('Ana')
    await tab.close()
    expect(await placeOf(portal, id)).toMatchObject({ organization: home })
    expect(await mailsTo(email)).toEqual(['organization-rejected waiting'])
    expect(await ask(api, newName())).toMatchObject({ state: 'pending', facts: { earlier: 1 } })
  })

  test('is reopened, however late, and then approved; not while a newer request waits', async () => {
    const { id, api, review } = await insertRequest(portal, newName())
    const rejected = await reject(review)
    const newer = await ask(api, newName())
    expect(await refusalOf(ana.admin.reviews.reopen.mutate(decide(rejected)))).toBe('REVIEW_SUPERSEDED')
    await api.portal.organizations.withdraw.mutate({ id: newer.id })
    const reopened = await ana.admin.reviews.reopen.mutate(decide(rejected))
    // What waits is what the requester sees, though they asked for something else later.
    expect(await api.portal.organizations.request.query()).toMatchObject({ id: review.id, state: 'pending' })
    await approve(reopened)
    expect(await placeOf(portal, id)).toMatchObject({ organization: review.facts.name })
  })

  test('is neither undone nor reopened once the requester is in an organization', async () => {
    const { id, review } = await insertRequest(portal, newName())
    const rejected = await reject(review)
    const { id: organizationId } = await insertOrganization(portal)
    const user = await ana.admin.users.get.query({ id })
    await ana.admin.users.edit.mutate({ ...user, organizationId, teamIds: [], role: 'team_member' })
    expect(await refusalOf(undo(rejected))).toBe('REQUESTER_MOVED')
    expect(await refusalOf(ana.admin.reviews.reopen.mutate(decide(rejected)))).toBe('REQUESTER_MOVED')
  })
})

describe('withdrawing', () => {
  test('takes the request out of the queue; a second one, a stranger’s and a decided one are refused', async () => {
    const { api, review } = await insertRequest(portal, newName())
    const stranger = await insertRequest(portal, newName())
    const withdraw = (who: typeof api, id: string) => refusalOf(who.portal.organizations.withdraw.mutate({ id }))
    expect(await refusalOf(ask(api, newName()))).toBe('ALREADY_REQUESTED')
    expect(await withdraw(stranger.api, review.id)).toBe('NOT_FOUND')
    expect(await withdraw(api, review.id)).toBe('no refusal')
    expect(await withdraw(api, review.id)).toBe('REVIEW_DECIDED')
    expect(await api.portal.session.me.query()).toMatchObject({ hasOpenOrganizationRequest: false })
    expect(await refusalOf(approve(review))).toBe('REVIEW_DECIDED')
    expect(await ask(api, newName())).toMatchObject({ state: 'pending' })
  })
})

describe('the settings', () => {
  test('auto-approval provisions at once, settled, with a mail and without the queue', async () => {
    await portal.database.sql`update settings set auto_approve_organizations = true`
    const name = newName()
    const { id, email, api, review } = await insertRequest(portal, name)
    expect(review).toMatchObject({ state: 'approved' })
    expect(await placeOf(portal, id)).toMatchObject({ organization: name, role: 'super_admin' })
    expect(await mailsTo(email)).toEqual(['organization-approved waiting'])
    expect(await refusalOf(api.portal.members.invite.mutate(invitee()))).toBe('no refusal')
    expect(await refusalOf(ask(api, newName()))).toBe('IN_ORGANIZATION')
  })

  test('auto-approval of a taken name becomes a pending request, with nothing else done', async () => {
    await portal.database.sql`update settings set auto_approve_organizations = true`
    const { name } = await insertOrganization(portal, newName())
    const { id, email, review } = await insertRequest(portal, name.toLowerCase())
    expect(review).toMatchObject({ state: 'pending' })
    expect(await placeOf(portal, id)).toMatchObject({ organization: home })
    expect(await mailsTo(email)).toEqual([])
    const trace = await portal.database.sql`select action from audit_entries where subject_id = ${review.id}`
    expect(trace.map(({ action }) => action)).toEqual(['review.submitted'])
  })

  test('switched off, nobody asks', async () => {
    const { id } = await insertMember(
      portal,
      (await portal.database.sql`select id from organizations where is_default`)[0]!.id as string,
    )
    await portal.database.sql`update settings set register_organizations_enabled = false`
    expect(await refusalOf(ask((await clientFor(portal, id)).api, newName()))).toBe('ORGANIZATIONS_OFF')
  })
})
