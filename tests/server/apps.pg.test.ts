import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { jobs } from '#server/jobs/registry.ts'
import { accessInput, insertAccessRequest, insertApp, insertOffer, issueKey } from '#tests/setup/access.ts'
import { clientFor, insertMember, insertOrganization, insertTeam, memberPassword } from '#tests/setup/organizations.ts'
import { insertDeveloper, requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'

type Client = Awaited<ReturnType<typeof clientFor>> & { id: string }
type Name = 'maker' | 'teammate' | 'colleague' | 'boss' | 'rival' | 'stranger'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>
let acme: { id: string; name: string }
let home: string
let pilots: string
/** Of Acme all but the last two: `maker` and `teammate` are pilots; the boss is its super admin; the stranger is in no organization. */
let people: Record<Name, Client>

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ana = await staffClient(portal, 'owner', 'Ana')
  home = (await portal.database.sql<{ id: string }[]>`select id from organizations where is_default`)[0]!.id
})
afterAll(() => portal.end())
beforeEach(async () => {
  await portal.database.sql`delete from rate_limits`
  await portal.database.sql`update settings set undo_seconds = 60`
  acme = await insertOrganization(portal)
  pilots = await insertTeam(portal, acme.id)
  const bolt = await insertOrganization(portal)
  const client = async ({ id }: { id: string }) => ({ id, ...(await clientFor(portal, id)) })
  people = {
    maker: await client(await insertMember(portal, acme.id, 'team_member', { teamIds: [pilots] })),
    teammate: await client(await insertMember(portal, acme.id, 'team_member', { teamIds: [pilots] })),
    colleague: await client(await insertMember(portal, acme.id)),
    boss: await client(await insertMember(portal, acme.id, 'super_admin')),
    rival: await client(await insertMember(portal, bolt.id, 'super_admin')),
    stranger: await client(await insertDeveloper(portal)),
  }
})

const sql = () => portal.database.sql
const appsOf = ({ api }: Client) => api.portal.apps
const isSeenBy = async (id: string) => {
  const seen: Name[] = []
  for (const [name, person] of Object.entries(people) as [Name, Client][])
    if ((await appsOf(person).list.query({})).rows.some((app) => app.id === id)) seen.push(name)
  return seen
}
/** Edits an app as it is now; nothing changes unless given. */
async function edit(person: Client, id: string, over: object = {}) {
  const { version, name, description, redirectUrls, visibility, team } = await ana.admin.apps.get.query({ id })
  const fields = { id, version, name, description, redirectUrls, visibility, teamId: team?.id ?? null }
  return appsOf(person).edit.mutate({ ...fields, ...over })
}
const moveTo = async (id: string, organizationId: string, over: object = {}) => {
  const user = await ana.admin.users.get.query({ id })
  return ana.admin.users.edit.mutate({ ...user, organizationId, teamIds: [], role: 'team_member', ...over })
}
const stateOf = (id: string) => ana.admin.apps.get.query({ id })
const isGone = async (id: string) => (await refusalOf(stateOf(id))) === 'NOT_FOUND'
const reviewState = async (id: string) => (await ana.admin.reviews.get.query({ id })).state

describe('who sees an app', () => {
  const kinds: [kind: string, facts: () => object, seenBy: Name[]][] = [
    ['the organization’s', () => ({}), ['maker', 'teammate', 'colleague', 'boss']],
    ['a team’s', () => ({ teamId: pilots }), ['maker', 'teammate']],
    ['personal', () => ({ visibility: 'personal' }), ['maker']],
    [
      'a team’s whose maker is not in it',
      () => ({ teamId: pilots, ownerId: people.colleague.id }),
      ['maker', 'teammate', 'colleague'],
    ],
    ['personal and forsaken', () => ({ visibility: 'personal', isForsaken: true }), ['boss']],
    ['a team’s and forsaken', () => ({ teamId: pilots, isForsaken: true }), ['maker', 'teammate']],
    ['of the default organization', () => ({ ownerId: people.stranger.id }), ['stranger']],
  ]
  test.each(kinds)(
    '%s: everybody else is told that there is none, by whatever they ask',
    async (_, factsOf, seenBy) => {
      const facts: { ownerId?: string; isForsaken?: boolean } = factsOf()
      const { appId: id, keyId, credentialId } = await issueKey(portal, { ownerId: people.maker.id, ...facts })
      const pending = await insertAccessRequest(portal, { ownerId: facts.ownerId ?? people.maker.id, appId: id })
      if (facts.isForsaken) await sql()`update apps set owner_id = null where id = ${id}`
      expect(await isSeenBy(id)).toEqual(seenBy)
      const { version } = (await stateOf(id)).approved[0]!
      const offer = await insertOffer(portal)
      for (const [name, person] of Object.entries(people) as [Name, Client][]) {
        const { apps, access, credentials } = person.api.portal
        const reading: (() => Promise<unknown>)[] = [
          () => apps.get.query({ id }),
          () => apps.previewDeletion.query({ id }),
          () => access.held.query({ appId: id, productIds: [] }),
          () => credentials.reveal.mutate({ keyId }),
          () => edit(person, id),
        ]
        const writing: typeof reading = [
          () => access.request.mutate(accessInput(offer, { id })),
          () => access.withdraw.mutate({ id: pending.requestId }),
          () => credentials.rotate.mutate({ id: credentialId, version, requestId: requestId(), overlapHours: 0 }),
          () => credentials.revoke.mutate({ id: credentialId, version }),
          () => apps.remove.mutate({ id }),
        ]
        const isSeen = seenBy.includes(name)
        for (const call of isSeen ? reading : [...reading, ...writing])
          expect(await refusalOf(call()), `${name}: ${String(call)}`).toBe(isSeen ? 'no refusal' : 'NOT_FOUND')
      }
    },
  )
})

describe('editing', () => {
  test('renames, describes and shares; of two the second is told how it is now', async () => {
    const { id } = await insertApp(portal, { ownerId: people.maker.id })
    const fields = {
      name: 'Till',
      description: 'Sells.',
      redirectUrls: ['https://till.example/back', 'http://localhost:3000/'],
    }
    const edited = await edit(people.colleague, id, { ...fields, visibility: 'team', teamId: pilots }).catch(
      (error: { data: object }) => error.data,
    )
    // Not one of the colleague's own teams.
    expect(edited).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
    expect(await edit(people.maker, id, { ...fields, visibility: 'team', teamId: pilots })).toMatchObject({
      ...{ name: 'Till', description: 'Sells.', visibility: 'team', team: { id: pilots }, version: 2 },
    })
    expect((await appsOf(people.teammate).get.query({ id })).redirectUrls).toEqual(fields.redirectUrls)
    const late = await edit(people.teammate, id, { version: 1 }).catch((error: { data: object }) => error.data)
    expect(late).toMatchObject({ refusal: { code: 'APP_CHANGED', detail: { app: { name: 'Till', version: 2 } } } })
  })

  test('who may give it whom: personal its maker alone; a team is one’s own, for a super admin one of the organization', async () => {
    const { id } = await insertApp(portal, { ownerId: people.maker.id })
    const foreign = await insertTeam(portal, (await insertOrganization(portal)).id)
    const { id: own } = await insertApp(portal, { ownerId: people.stranger.id })
    const personal = { visibility: 'personal', teamId: null }
    const cases: [Client, string, object, string][] = [
      [people.colleague, id, personal, 'NOT_ALLOWED'],
      [people.boss, id, personal, 'NOT_ALLOWED'],
      [people.maker, id, { visibility: 'team', teamId: foreign }, 'NOT_FOUND'],
      [people.maker, id, { visibility: 'team', teamId: null }, 'NOT_FOUND'],
      [people.boss, id, { visibility: 'team', teamId: foreign }, 'NOT_FOUND'],
      // The boss is in no team of it, and gives it away.
      [people.boss, id, { visibility: 'team', teamId: pilots }, 'no refusal'],
      [people.boss, id, {}, 'NOT_FOUND'],
      [people.maker, id, personal, 'no refusal'],
      [people.teammate, id, { visibility: 'organization' }, 'NOT_FOUND'],
      [people.stranger, own, { visibility: 'organization' }, 'NOT_ALLOWED'],
      [people.stranger, own, { name: 'Mine' }, 'no refusal'],
    ]
    for (const [n, [person, app, over, refusal]] of cases.entries())
      expect(await refusalOf(edit(person, app, over)), `case ${n}`).toBe(refusal)
  })

  test('an app stays with its team when its maker is not in that any more', async () => {
    const { id } = await insertApp(portal, { ownerId: people.maker.id, teamId: pilots })
    await sql()`delete from team_members where account_id = ${people.maker.id} and team_id = ${pilots}`
    expect(await edit(people.maker, id, { name: 'Renamed' })).toMatchObject({ name: 'Renamed', team: { id: pilots } })
  })

  test('redirect URLs are https, or this very machine; no fragment, no password', async () => {
    const { id } = await insertApp(portal, { ownerId: people.maker.id })
    const save = (url: string) =>
      edit(people.maker, id, { redirectUrls: [url] }).then(
        () => true,
        () => false,
      )
    for (const url of ['https://a.example/cb?x=1', 'http://127.0.0.1:8080/cb', 'http://[::1]/cb', 'http://localhost/'])
      expect(await save(url), url).toBe(true)
    for (const url of [
      'http://a.example/',
      'https://a.example/#x',
      'https://u:p@a.example/',
      'javascript:alert(1)',
      'myapp://cb',
      'a',
      '',
    ])
      expect(await save(url), url).toBe(false)
  })
})

test('lists are by name, found by words as they are typed, and 50 a page', async () => {
  for (const n of Array(52).keys())
    await insertApp(portal, { ownerId: people.maker.id, name: `app ${String(n).padStart(2, '0')}` })
  await insertApp(portal, { ownerId: people.maker.id, name: 'Bargain 100%' })
  const { list } = appsOf(people.teammate)
  const first = await list.query({})
  const second = await list.query({ after: first.next! })
  expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 3, null])
  expect([...first.rows, ...second.rows].map(({ name }) => name)[50]).toBe('app 50')
  expect((await list.query({ search: '100%' })).rows.map(({ name }) => name)).toEqual(['Bargain 100%'])
  expect((await list.query({ search: '_pp' })).rows).toEqual([])
  const { rows } = await ana.admin.apps.list.query({ organizationId: acme.id })
  expect(rows.every(({ organization }) => organization.id === acme.id)).toBe(true)
})

test('deleting says what stops, and leaves no key, no request and no mail behind', async () => {
  const { appId, key } = await issueKey(portal, { ownerId: people.maker.id })
  const waiting = await insertAccessRequest(portal, { ownerId: people.maker.id, appId })
  const yes = await insertAccessRequest(portal, { ownerId: people.maker.id, appId })
  const approved = await ana.admin.reviews.approve.mutate({
    id: yes.reviewId,
    version: yes.version,
    requestId: requestId(),
  })
  const lastUsedAt = '2026-11-20T10:00:00.000Z'
  await sql()`update credential_keys set last_used_at = ${lastUsedAt} where last_four = ${key.slice(-4)}`
  expect(await appsOf(people.boss).previewDeletion.query({ id: appId })).toMatchObject({
    credentials: 1,
    pending: 1,
    lastUsedAt,
  })
  await appsOf(people.boss).remove.mutate({ id: appId })
  expect(await isGone(appId)).toBe(true)
  expect(await reviewState(waiting.reviewId)).toBe('withdrawn')
  await jobs['credentials.issue'].run(portal, { requestId: yes.requestId })
  expect(await sql()`select 1 from credential_keys where last_four = ${key.slice(-4)}`).toEqual([])
  const mails = await sql()`select state from mails where facts ->> 'appId' = ${appId}`
  expect(new Set(mails.map(({ state }) => state))).toEqual(new Set(['cancelled']))
  const undo = { id: yes.reviewId, version: approved.version, requestId: requestId() }
  expect(await refusalOf(ana.admin.reviews.undo.mutate(undo))).toBe('NOT_FOUND')
  expect(await refusalOf(appsOf(people.boss).remove.mutate({ id: appId }))).toBe('NOT_FOUND')
  const [entry] = await sql()`select detail from audit_entries where action = 'app.deleted' and subject_id = ${appId}`
  expect(entry!.detail).toMatchObject({ credentials: 1, organizationId: acme.id })
})

describe('when people and places go', () => {
  test('who leaves the default organization takes their apps along, keys and requests too', async () => {
    const { appId } = await issueKey(portal, { ownerId: people.stranger.id })
    const { reviewId } = await insertAccessRequest(portal, { ownerId: people.stranger.id, appId })
    await moveTo(people.stranger.id, acme.id)
    expect(await stateOf(appId)).toMatchObject({
      organization: { id: acme.id },
      visibility: 'personal',
      credentials: 1,
      pending: 1,
    })
    expect(await isSeenBy(appId)).toEqual(['stranger'])
    expect(await reviewState(reviewId)).toBe('pending')
  })

  test('who is removed from an organization leaves them: personal ones to its super admins; what they ask for is withdrawn', async () => {
    const own = await issueKey(portal, { ownerId: people.maker.id, visibility: 'personal' })
    const shared = await issueKey(portal, { ownerId: people.maker.id })
    const { reviewId } = await insertAccessRequest(portal, { ownerId: people.maker.id, appId: shared.appId })
    const { reviewId: others } = await insertAccessRequest(portal, { ownerId: people.teammate.id, appId: shared.appId })
    await people.boss.api.portal.members.remove.mutate({ id: people.maker.id })
    expect(await isSeenBy(own.appId)).toEqual(['boss'])
    expect(await isSeenBy(shared.appId)).toEqual(['teammate', 'colleague', 'boss'])
    expect(await stateOf(own.appId)).toMatchObject({ owner: null, credentials: 1, visibility: 'personal' })
    expect([await reviewState(reviewId), await reviewState(others)]).toEqual(['withdrawn', 'pending'])
    // A forsaken app can be handed on, and read by who looks after it.
    await people.boss.api.portal.credentials.reveal.mutate({ keyId: own.keyId })
    await edit(people.boss, own.appId, { visibility: 'team', teamId: pilots })
    expect(await isSeenBy(own.appId)).toEqual(['teammate'])
  })

  test('of a deleted organization each app follows its maker as their own; what nobody there made goes with its keys', async () => {
    const shared = await issueKey(portal, { ownerId: people.maker.id })
    const teams = await insertApp(portal, { ownerId: people.teammate.id, teamId: pilots })
    const gone = await issueKey(portal, { ownerId: people.colleague.id })
    const { reviewId } = await insertAccessRequest(portal, { ownerId: people.teammate.id, appId: gone.appId })
    await people.boss.api.portal.members.remove.mutate({ id: people.colleague.id })
    await ana.admin.organizations.remove.mutate({ id: acme.id })
    expect(await stateOf(shared.appId)).toMatchObject({
      organization: { id: home },
      visibility: 'personal',
      credentials: 1,
    })
    expect([await isSeenBy(shared.appId), await isSeenBy(teams.id)]).toEqual([['maker'], ['teammate']])
    expect([await isGone(gone.appId), await reviewState(reviewId)]).toEqual([true, 'withdrawn'])
  })

  test('of a deleted team they are its organization’s', async () => {
    const { id } = await insertApp(portal, { ownerId: people.maker.id, teamId: pilots })
    await ana.admin.teams.remove.mutate({ id: pilots })
    expect(await isSeenBy(id)).toEqual(['maker', 'teammate', 'colleague', 'boss'])
  })

  test('of a deleted user personal ones go, others stay with every key they have; what was not issued is not', async () => {
    const own = await issueKey(portal, { ownerId: people.maker.id, visibility: 'personal' })
    const shared = await issueKey(portal, { ownerId: people.maker.id })
    const others = await issueKey(portal, { ownerId: people.colleague.id })
    const asked = await issueKey(portal, { ownerId: people.maker.id, appId: others.appId })
    const undecided = await insertAccessRequest(portal, { ownerId: people.maker.id, appId: others.appId })
    const yes = await insertAccessRequest(portal, { ownerId: people.maker.id, appId: others.appId })
    await ana.admin.reviews.approve.mutate({ id: yes.reviewId, version: yes.version, requestId: requestId() })
    const { version } = await stateOf(others.appId)
    await ana.admin.users.remove.mutate({ id: people.maker.id })
    expect(await isGone(own.appId)).toBe(true)
    expect(await stateOf(shared.appId)).toMatchObject({ owner: null, credentials: 1 })
    const app = await stateOf(others.appId)
    expect(app).toMatchObject({ credentials: 2, pending: 0, requests: [] })
    expect(app.version).toBeGreaterThan(version)
    await people.colleague.api.portal.credentials.reveal.mutate({ keyId: asked.keyId })
    // What was not issued can be asked for by somebody else.
    for (const { offer } of [undecided, yes])
      await insertAccessRequest(portal, { ownerId: people.colleague.id, appId: app.id, offer })
  })

  test('of a sole member who deletes themselves all go, of whomever they were', async () => {
    const { id: alone } = await insertMember(portal, (await insertOrganization(portal)).id, 'super_admin')
    const { appId } = await issueKey(portal, { ownerId: alone })
    const forsaken = await insertApp(portal, { ownerId: alone, visibility: 'personal' })
    await sql()`update apps set owner_id = null where id = ${forsaken.id}`
    await (await clientFor(portal, alone)).api.portal.profile.remove.mutate({ password: memberPassword })
    expect([await isGone(appId), await isGone(forsaken.id)]).toEqual([true, true])
  })

  test('a maker who is switched off keeps them, for the day they are back', async () => {
    const { appId } = await issueKey(portal, { ownerId: people.stranger.id })
    await ana.admin.users.deactivate.mutate({ id: people.stranger.id })
    expect(await stateOf(appId)).toMatchObject({ owner: { id: people.stranger.id }, credentials: 1 })
    await ana.admin.users.activate.mutate({ id: people.stranger.id })
    const { api } = await clientFor(portal, people.stranger.id)
    expect(await api.portal.apps.get.query({ id: appId })).toMatchObject({ credentials: 1 })
  })
})
