// One organization never sees, touches or hears another. A is Acme, whose names occur nowhere else; B is Bolt.
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publish } from '#server/realtime/publish.ts'
import { accessInput, insertAccessRequest, insertOffer } from '#tests/setup/access.ts'
import { insertCatalogue, insertPlan, insertProduct } from '#tests/setup/catalogue.ts'
import { insertCode } from '#tests/setup/invite-codes.ts'
import {
  acceptWith,
  clientFor,
  insertInvitation,
  insertMember,
  insertRequest,
  insertTeam,
  invitee,
  linkOf,
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
  type Tab,
} from '#tests/setup/portal.ts'
import { callOverHttp, callOverSocket } from '#tests/setup/procedures.ts'
import { matrix } from './matrix.ts'
import { insertPersonas, type Ids } from './personas.ts'

let portal: Portal
let ids: Ids
/** One of each that A has, by the router whose ids these are. */
let own: Record<string, string>
/** What nobody outside of A may read: ids, addresses and names of its people, teams, invitations and itself. */
let secrets: string[]

const called = 'Zetterqvist-Acme'

beforeAll(async () => {
  // Without a worker: no mail leaves while rows are compared.
  portal = await startPortal({ role: 'web' })
  ids = await insertPersonas(portal)
  const { sql } = portal.database
  await sql`update accounts set last_name = ${called} where organization_id = ${ids.acme}`
  await sql`update organizations set name = 'Acmetropolis' where id = ${ids.acme}`
  const invitation = await insertInvitation(portal, ids.acme)
  const review = await insertRegistration(portal)
  await sql`update accounts set organization_id = ${ids.acme}, last_name = ${called} where id = ${review.requesterId}`
  const [mail] = await sql<{ id: string }[]>`
    insert into mails (template, account_id, to_name, to_address, state)
    values ('confirm-address', ${ids.teamMember}, 'A', 'a@acme.example', 'sent') returning id`
  const session = await signIn(portal, ids.superAdmin)
  own = {
    'portal.members': invitation.id,
    'portal.organizations': review.id,
    'portal.profile': createHash('sha256').update(session.split('=')[1]!).digest('hex'),
    'admin.users': ids.teamMember,
    'admin.invitations': invitation.id,
    'admin.inviteCodes': (await insertCode(portal, ids.acme)).id,
    'admin.organizations': ids.acme,
    'admin.teams': await insertTeam(portal, ids.acme, 'Acme pilots'),
    'admin.reviews': review.id,
    'admin.emails': mail!.id,
  }
  const product = await insertProduct(portal, { name: 'Acmeships' })
  const catalogue = await insertCatalogue(portal, { name: 'For Acme', teamIds: [ids.t1], productIds: [product.id] })
  Object.assign(own, {
    'admin.products': product.id,
    'admin.plans': (await insertPlan(portal)).id,
    'admin.catalogues': catalogue.id,
  })
  await (
    await clientFor(portal, ids.teamMember)
  ).api.portal.cart.add.mutate({ catalogueId: catalogue.id, productId: product.id })
  const { appId } = await insertAccessRequest(portal, { ownerId: ids.teamMember, name: 'Acmeshop' })
  await insertAccessRequest(portal, { ownerId: ids.teamMember, appId, offer: await insertOffer(portal) })
  Object.assign(own, { 'portal.apps': appId, 'admin.apps': appId })
  secrets = await listSecrets()
})
afterAll(() => portal.end())

/** All rows that are A's, as text. */
async function snapshot(): Promise<string> {
  const { sql } = portal.database
  const people = sql`(select id from accounts where organization_id = ${ids.acme})`
  const apps = sql`(select id from apps where organization_id = ${ids.acme})`
  const offer = sql`(select product_id from catalogue_products where catalogue_id = ${own['admin.catalogues']!})`
  const rows = await Promise.all([
    sql`select * from organizations where id = ${ids.acme}`,
    sql`select * from teams where organization_id = ${ids.acme} order by id`,
    sql`select * from accounts where organization_id = ${ids.acme} order by id`,
    sql`select * from team_members where organization_id = ${ids.acme} order by account_id, team_id`,
    sql`select * from member_invitations where organization_id = ${ids.acme} order by id`,
    sql`select * from invite_codes where organization_id = ${ids.acme} order by id`,
    sql`select * from invitations where account_id in ${people} order by account_id`,
    sql`select * from reviews where requester_id in ${people} order by id`,
    sql`select * from sessions where account_id in ${people} order by id`,
    sql`select * from cart_lines where account_id in ${people} order by account_id, product_id`,
    sql`select * from products where id in ${offer} order by id`,
    sql`select * from catalogues where id = ${own['admin.catalogues']!}`,
    sql`select * from catalogue_products where catalogue_id = ${own['admin.catalogues']!} order by product_id`,
    sql`select * from apps where organization_id = ${ids.acme} order by id`,
    sql`select * from access_requests where app_id in ${apps} order by id`,
    sql`select * from access_products where app_id in ${apps} order by request_id, product_id`,
    sql`select * from credentials where app_id in ${apps} order by id`,
    sql`select credential_keys.* from credential_keys join credentials on credentials.id = credential_id where app_id in ${apps} order by 1`,
    sql`select * from mails where account_id in ${people} or facts ->> 'invitedInto' = 'Acmetropolis' order by id`,
  ])
  return JSON.stringify(rows)
}

async function listSecrets(): Promise<string[]> {
  const { sql } = portal.database
  const shown = sql`(select catalogue_id, product_id from catalogue_products join catalogue_teams using (catalogue_id) where team_id = ${ids.t1}) shown`
  const rows = await sql<{ word: string }[]>`
    select id::text as word from accounts where organization_id = ${ids.acme}
     union select email from accounts where organization_id = ${ids.acme}
     union select id::text from teams where organization_id = ${ids.acme}
     union select name from teams where organization_id = ${ids.acme}
     union select id::text from member_invitations where organization_id = ${ids.acme}
     union select email from member_invitations where organization_id = ${ids.acme}
     union select id::text from invite_codes where organization_id = ${ids.acme}
     union select code from invite_codes where organization_id = ${ids.acme}
     union select id::text from reviews where requester_id in (select id from accounts where organization_id = ${ids.acme})
     union select name from organizations where id = ${ids.acme}
     union select id::text from apps where organization_id = ${ids.acme}
     union select name from apps where organization_id = ${ids.acme} and name like 'Acme%'
     union select access_requests.id::text from access_requests join apps on apps.id = app_id where organization_id = ${ids.acme}
     union select unnest(array[credentials.id::text, credential_keys.id::text])
             from credential_keys join credentials on credentials.id = credential_id join apps on apps.id = app_id
            where organization_id = ${ids.acme}
     union select unnest(array[product_id::text, products.name, slug, product_apis.id::text, document_id::text])
             from ${shown} join products on products.id = product_id join product_apis using (product_id)
     union select unnest(array[catalogue_id::text, catalogues.name]) from ${shown} join catalogues on catalogues.id = catalogue_id`
  return [ids.acme, called, ...rows.map(({ word }) => word)]
}

/** A secret that ends in a number is not the beginning of a longer one: "Harbour 1" is not in "Harbour 12". */
const found = (text: string) =>
  secrets.filter((secret) => new RegExp(`${RegExp.escape(secret)}(?!\\d)`, 'i').test(text))

/** The input of the matrix, with every id in it A's. */
async function inputWithIdsOfA(path: string): Promise<object | undefined> {
  const input = (await matrix[path]!.input?.(portal, ids)) as Record<string, unknown> | undefined
  const id = own[path.split('.').slice(0, 2).join('.')]
  return (
    input && {
      ...input,
      ...('id' in input && id && !path.startsWith('portal.members') && { id }),
      ...('organizationId' in input && { organizationId: ids.acme }),
      ...('teamIds' in input && { teamIds: [own['admin.teams']] }),
      ...('appId' in input && { appId: own['portal.apps'] }),
      ...('productId' in input && { productId: own['admin.products'], catalogueId: own['admin.catalogues'] }),
    }
  )
}

describe('a super admin of B with ids of A', () => {
  test.each(Object.entries(matrix))('%s', async (path, { type, httpOnly, cells }) => {
    const ways = {
      'over HTTP': (input: unknown, cookie: string) => callOverHttp(portal, { path, type }, input, cookie, false),
      'in a batch': (input: unknown, cookie: string) => callOverHttp(portal, { path, type }, input, cookie, true),
      'over a socket': (input: unknown, cookie: string) => callOverSocket(portal, { path, type }, input, cookie),
    }
    for (const [way, call] of Object.entries(ways)) {
      await portal.database.sql`delete from rate_limits`
      const input = await inputWithIdsOfA(path)
      const cookie = await signIn(portal, ids.superAdminB)
      secrets = await listSecrets()
      const before = await snapshot()
      const { status, text } = await call(input, cookie)
      expect(status, way).toBe(httpOnly && way === 'over a socket' ? 400 : cells.superAdminB)
      expect(found(text), way).toEqual([])
      expect(await snapshot(), way).toBe(before)
    }
  })

  test('finds nobody of A by searching', async () => {
    const { api } = await clientFor(portal, ids.superAdminB)
    for (const search of ['Zetter', 'acme', '%', '_', '']) {
      expect(found(JSON.stringify(await api.portal.members.list.query({ search }))), search).toEqual([])
      expect(found(JSON.stringify(await api.portal.apps.list.query({ search }))), search).toEqual([])
      const inAcme = { search, organizationId: ids.acme }
      expect(found(JSON.stringify(await api.portal.apps.list.query(inAcme))), search).toEqual([])
      expect(found(JSON.stringify(await api.portal.products.list.query({ search }))), search).toEqual([])
    }
  })
})

test('while all commands of A run, the tabs of B, of the default organization and of the unconfirmed hear nothing of A', async () => {
  const unconfirmed = await insertMember(portal, ids.acme, 'team_member', { confirmed: false })
  const listeners = {
    'super admin of B': ids.superAdminB,
    'default organization': ids.developer,
    unconfirmed: unconfirmed.id,
    'not signed in': undefined,
  }
  const tabs: Record<string, Tab> = {}
  for (const [name, id] of Object.entries(listeners)) {
    tabs[name] = await openStarted(portal, id && (await signIn(portal, id)))
  }
  const { api } = await clientFor(portal, ids.superAdmin)
  const witness = await openStarted(portal, await signIn(portal, ids.superAdmin))
  const said = await runAllOfA(api)
  secrets = [...new Set([...(await listSecrets()), ...said])].filter((secret) => secret !== unconfirmed.id)

  const mark = randomUUID()
  await portal.database.inTransaction((tx) => publish(tx, 'everyone', { kind: 'account.confirmed', accountId: mark }))
  const isMark = ({ events }: Tab) => events.some((event) => JSON.stringify(event).includes(mark))
  for (const [name, tab] of Object.entries(tabs)) {
    await tab.until(isMark)
    expect(found(JSON.stringify(tab.messages)), name).toEqual([])
    await tab.close()
  }
  // And the oracle is awake: a member hears them.
  await witness.until(isMark)
  expect(found(JSON.stringify(witness.messages)).length).toBeGreaterThan(5)
  await witness.close()
})

/** Everything that happens in and to A; answers what it was about. */
async function runAllOfA(api: Awaited<ReturnType<typeof clientFor>>['api']): Promise<string[]> {
  const ana = await staffClient(portal, 'approver')
  const { members } = api.portal
  await portal.database.sql`delete from rate_limits`
  const revoked = await members.invite.mutate(invitee())
  await members.resend.mutate({ id: revoked.id })
  await members.revoke.mutate({ id: revoked.id })
  const invited = await members.invite.mutate(invitee())
  await acceptWith(portal, await linkOf(portal, invited.id))
  const comer = await insertDeveloper(portal)
  const along = await members.invite.mutate(invitee({ email: comer.email }))
  await acceptWith(portal, await linkOf(portal, along.id))

  const place = { firstName: 'Edda', lastName: called, role: 'team_member' as const }
  const team = await ana.admin.teams.add.mutate({
    requestId: requestId(),
    organizationId: ids.acme,
    name: randomUUID(),
  })
  const edited = await insertMember(portal, ids.acme)
  const { version } = await members.edit.mutate({ ...place, id: edited.id, version: 1, teamIds: [team.id] })
  await ana.admin.teams.rename.mutate({ id: team.id, version: 1, name: 'Acme sailors' })
  await ana.admin.teams.remove.mutate({ id: team.id })
  await ana.admin.users.edit.mutate({
    ...place,
    id: edited.id,
    version: version + 1,
    organizationId: ids.acme,
    teamIds: [],
  })
  await ana.admin.users.deactivate.mutate({ id: edited.id })
  await ana.admin.users.activate.mutate({ id: edited.id })
  await (await clientFor(portal, edited.id)).api.portal.profile.rename.mutate({ firstName: 'E', lastName: called })
  await ana.admin.users.endSessions.mutate({ id: edited.id })
  await members.remove.mutate({ id: edited.id })
  await ana.admin.users.remove.mutate({ id: comer.id })
  const product = await ana.admin.products.get.query({ id: own['admin.products']! })
  const withdrawn = await ana.admin.products.setState.mutate({ ...product, state: 'draft' })
  await ana.admin.products.setState.mutate({ ...withdrawn, state: 'published' })
  const organization = await ana.admin.organizations.get.query({ id: ids.acme })
  await ana.admin.organizations.rename.mutate({ ...organization, name: 'Acmeville' })

  const appId = await runAppsOfA(api, ana)

  const request = await insertRequest(portal, 'Acmedia')
  const { id, version: asked } = request.review
  const approved = await ana.admin.reviews.approve.mutate({ id, version: asked, requestId: requestId() })
  await ana.admin.reviews.undo.mutate({ id, version: approved.version, requestId: requestId() })
  await request.api.portal.organizations.withdraw.mutate({ id })
  return [
    revoked.id,
    revoked.email,
    invited.id,
    invited.email,
    comer.email,
    edited.id,
    team.id,
    id,
    'Acme',
    'Acmedia',
    product.id,
    appId,
    'Acmeboat',
  ]
}

/** Everything that happens to an app of A: asked for, decided both ways, shared, rotated, revoked, deleted. */
async function runAppsOfA(
  api: Awaited<ReturnType<typeof clientFor>>['api'],
  ana: Awaited<ReturnType<typeof staffClient>>,
): Promise<string> {
  const { access, apps, credentials } = api.portal
  const { appId } = await access.request.mutate(
    accessInput(await insertOffer(portal), { name: 'Acmeboat', description: '', redirectUrls: [] }),
  )
  const waiting = await insertOffer(portal, { needsApproval: true })
  for (const verdict of ['withdraw', 'reject', 'approve'] as const) {
    await access.request.mutate(accessInput(waiting, { id: appId }))
    const { requests } = await apps.get.query({ id: appId })
    const { id, reviewId, version } = requests.find(({ state }) => state === 'pending')!
    const decision = { id: reviewId, version, requestId: requestId() }
    if (verdict === 'withdraw') await access.withdraw.mutate({ id })
    else if (verdict === 'reject') await ana.admin.reviews.reject.mutate({ ...decision, reason: 'Not now.' })
    else await ana.admin.reviews.approve.mutate(decision)
  }
  const app = await apps.get.query({ id: appId })
  const fields = { redirectUrls: [], description: '', name: 'Acmeboat' }
  const shared = await apps.edit.mutate({ ...app, ...fields, visibility: 'team', teamId: ids.t1 })
  await apps.edit.mutate({ ...shared, ...fields, visibility: 'organization', teamId: null })
  const { id, version, keys } = app.approved[0]!
  await credentials.reveal.mutate({ keyId: keys[0]!.id })
  await credentials.rotate.mutate({ id, version, requestId: requestId(), overlapHours: 1 })
  await ana.admin.credentials.revoke.mutate({ id, version: version + 1 })
  await apps.remove.mutate({ id: appId })
  return appId
}
