import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { jobs } from '#server/jobs/registry.ts'
import { accessInput, insertAccessRequest, insertApp, insertOffer, type InsertedOffer } from '#tests/setup/access.ts'
import { insertCatalogue, insertPlan, insertProduct } from '#tests/setup/catalogue.ts'
import { clientFor, insertMember, insertOrganization, insertTeam } from '#tests/setup/organizations.ts'
import { insertDeveloper, requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>
let acme: string
let dev: Awaited<ReturnType<typeof clientFor>> & { id: string }

beforeAll(async () => {
  // Without a worker: what a job would do is done when the test says so.
  portal = await startPortal({ role: 'web' })
  ana = await staffClient(portal, 'approver', 'Ana')
  acme = (await insertOrganization(portal)).id
  const { id } = await insertMember(portal, acme)
  dev = { id, ...(await clientFor(portal, id)) }
})
afterAll(() => portal.end())
beforeEach(async () => {
  await portal.database.sql`delete from rate_limits`
  await portal.database.sql`update settings set undo_seconds = 0`
})

const sql = () => portal.database.sql
const newApp = { name: 'Checkout', description: '', redirectUrls: ['https://shop.example/back'] }
const approval = { needsApproval: true }
const ask = (input: ReturnType<typeof accessInput>) => dev.api.portal.access.request.mutate(input)
const mine = (facts: object = {}) => insertAccessRequest(portal, { ownerId: dev.id, ...facts })
const appOf = (id: string) => dev.api.portal.apps.get.query({ id })
const issue = (request: string) => jobs['credentials.issue'].run(portal, { requestId: request })
const allowUndo = () => sql()`update settings set undo_seconds = 60`
const endUndo = (reviewId: string) => sql()`update reviews set undo_until = clock_timestamp() where id = ${reviewId}`

type Decided = { reviewId: string; version: number }
const decision = ({ reviewId, version }: Decided) => ({ id: reviewId, version, requestId: requestId() })
const approve = (request: Decided, over: object = {}) =>
  ana.admin.reviews.approve.mutate({ ...decision(request), ...over })
const reject = (request: Decided) => ana.admin.reviews.reject.mutate({ ...decision(request), reason: 'Not now.' })
const after = (request: Decided, { version }: { version: number }) => ({ ...request, version })
const undo = (request: Decided) => ana.admin.reviews.undo.mutate(decision(request))
const reopen = (request: Decided) => ana.admin.reviews.reopen.mutate(decision(request))

const heldOf = (appId: string, { productIds }: InsertedOffer) =>
  dev.api.portal.access.held.query({ appId, productIds }).then((held) => held.map(({ as }) => as))
const mailsOf = (appId: string) =>
  sql()<{ template: string; state: string; facts: Record<string, unknown> }[]>`
    select template, state, facts from mails where facts ->> 'appId' = ${appId} order by created_at`
const actionsOf = async (ids: string[]) => {
  const rows = await sql()<{ action: string }[]>`
    select action from audit_entries where subject_id = any(${ids}) order by id`
  return rows.map(({ action }) => action)
}
const countRows = async () => {
  const [count] = await sql()`
    select (select count(*)::int from apps) as apps, (select count(*)::int from access_requests) as requests,
           (select count(*)::int from reviews) as reviews, (select count(*)::int from credentials) as credentials,
           (select count(*)::int from credential_keys) as keys`
  return count
}

describe('a request', () => {
  test('with a new app waits in the queue, with all that a reviewer wants to know', async () => {
    const offer = await insertOffer(portal, { ...approval, requestsPerSecond: 7 }, 2)
    const other = await insertProduct(portal, { catalogueIds: [offer.catalogueId] })
    for (const productId of [...offer.productIds, other.id])
      await dev.api.portal.cart.add.mutate({ catalogueId: offer.catalogueId, productId })

    const before = await ana.admin.reviews.counts.query()
    const answer = await ask(accessInput(offer, newApp))
    expect(answer).toEqual({ appId: expect.any(String), appName: 'Checkout', isApproved: false })
    const app = await appOf(answer.appId)
    expect(app).toMatchObject({ ...newApp, visibility: 'organization', pending: 1, credentials: 0, approved: [] })
    expect(app.owner).toMatchObject({ id: dev.id })
    const [request] = app.requests
    expect(request).toMatchObject({ state: 'pending', reason: 'For the berths.', plan: { id: offer.plan.id } })
    expect(request!.products.map(({ id }) => id).sort()).toEqual(offer.productIds.toSorted())

    const review = await ana.admin.reviews.get.query({ id: request!.reviewId })
    expect(review).toMatchObject({ kind: 'access', state: 'pending', facts: { name: 'Checkout', earlier: 0 } })
    expect(review.about).toMatchObject({
      ...{ app: { id: app.id, hasCredential: false }, plan: { requestsPerSecond: 7 } },
      ...{ reason: 'For the berths.', has: [], otherPlans: [] },
    })
    const counts = await ana.admin.reviews.counts.query()
    expect(counts).toMatchObject({ access: before.access + 1, registration: before.registration })
    expect(counts.all).toBe(before.all + 1)

    // What was asked for has left the cart; the rest waits there.
    const { groups } = await dev.api.portal.cart.get.query()
    expect(groups.flatMap(({ products }) => products.map(({ id }) => id))).toEqual([other.id])
    expect(await actionsOf([app.id, request!.reviewId])).toEqual(['app.added', 'review.submitted', 'access.requested'])
    expect(await mailsOf(app.id)).toEqual([])
  })

  test('in the default organization makes a personal app, for members are strangers', async () => {
    const { api } = await clientFor(portal, (await insertDeveloper(portal)).id)
    const { appId } = await api.portal.access.request.mutate(accessInput(await insertOffer(portal), newApp))
    expect(await api.portal.apps.get.query({ id: appId })).toMatchObject({ visibility: 'personal' })
  })

  test('by a plan without approval yields the key at once, with nobody to decide or to be told but who asked', async () => {
    const waiting = () => sql()`select id from pgboss.job where name = 'reviews.announce'`
    const before = await waiting()
    const answer = await ask(accessInput(await insertOffer(portal), newApp))
    expect(answer.isApproved).toBe(true)
    const app = await appOf(answer.appId)
    expect(app).toMatchObject({ credentials: 1, pending: 0, requests: [], approved: [{ state: 'live' }] })
    expect(app.approved[0]!.keys).toHaveLength(1)
    expect((await mailsOf(app.id)).map(({ template }) => template)).toEqual(['access-approved'])
    expect(await waiting()).toEqual(before)
    const [request] = await sql()<
      { reviewId: string }[]
    >`select review_id from access_requests where app_id = ${app.id}`
    const said = ['app.added', 'review.auto-approved', 'access.requested', 'credential.issued']
    expect(await actionsOf([app.id, request!.reviewId, app.approved[0]!.id])).toEqual(said)
    const review = await ana.admin.reviews.get.query({ id: request!.reviewId })
    expect(review).toMatchObject({ state: 'approved', decidedBy: null, undoUntil: null })
  })

  test.each([
    ['pending', approval],
    ['approved', {}],
  ])('sent again with its id is one request, %s: later, and ten at once', async (_, plan) => {
    const before = await countRows()
    const inputs = [
      accessInput(await insertOffer(portal, plan), newApp),
      accessInput(await insertOffer(portal, plan), newApp),
    ]
    const first = await ask(inputs[0]!)
    expect(await ask(inputs[0]!)).toEqual(first)
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(inputs[1]!)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    const count = await countRows()
    expect([count!.apps - before!.apps, count!.requests - before!.requests, count!.reviews - before!.reviews]).toEqual([
      2, 2, 2,
    ])
    expect(await refusalOf(ask({ ...inputs[0]!, reason: 'Another one.' }))).toBe('REQUEST_REUSED')
  })

  test.each([
    ['requested', approval],
    ['granted', {}],
  ])('from two tabs with ids of their own: one wins, the other hears what is %s', async (as, plan) => {
    for (let round = 0; round < 5; round++) {
      const offer = await insertOffer(portal, plan, 2)
      const app = await insertApp(portal, { ownerId: dev.id })
      const tabs = [ask(accessInput(offer, app)), ask(accessInput(offer, app, { productIds: [offer.productIds[1]] }))]
      expect((await Promise.all(tabs.map(refusalOf))).sort()).toEqual(['ALREADY_HELD', 'no refusal'])
      const held = await dev.api.portal.access.held.query({ appId: app.id, productIds: offer.productIds })
      const again = ask(accessInput(offer, app)).catch((error: { data: object }) => error.data)
      expect(await again).toMatchObject({ refusal: { code: 'ALREADY_HELD', detail: { held } } })
      expect(new Set(held.map((it) => it.as))).toEqual(new Set([as]))
      expect((await appOf(app.id)).requests.length + (await appOf(app.id)).approved.length).toBe(1)
    }
  })

  const change = {
    'the plan has changed': [
      'PLAN_CHANGED',
      (it: InsertedOffer) => sql()`update plans set version = 2 where id = ${it.plan.id}`,
    ],
    'the catalogue has lost the plan': [
      'OFFER_CHANGED',
      (it) => sql()`delete from catalogue_plans where plan_id = ${it.plan.id}`,
    ],
    'the catalogue has lost a product': [
      'OFFER_CHANGED',
      (it) => sql()`delete from catalogue_products where product_id = ${it.productIds[1]!}`,
    ],
    'a product is a draft again': [
      'OFFER_CHANGED',
      (it) => sql()`update products set state = 'draft' where id = ${it.productIds[1]!}`,
    ],
    'a product is deprecated': [
      'OFFER_CHANGED',
      (it) => sql()`update products set state = 'deprecated' where id = ${it.productIds[0]!}`,
    ],
    'a product is deleted': ['OFFER_CHANGED', (it) => sql()`delete from products where id = ${it.productIds[0]!}`],
    'the catalogue is deleted': ['OFFER_CHANGED', (it) => sql()`delete from catalogues where id = ${it.catalogueId}`],
    'the catalogue is out of sight': [
      'OFFER_CHANGED',
      (it) => sql()`update catalogues set visibility = 'restricted' where id = ${it.catalogueId}`,
    ],
  } satisfies Record<string, [string, (offer: InsertedOffer) => PromiseLike<unknown>]>

  test.each(Object.entries(change))(
    'is refused when %s since the cart was shown, and nothing of it remains',
    async (_, [refusal, happen]) => {
      const offer = await insertOffer(portal, {}, 2)
      await happen(offer)
      const before = await countRows()
      expect(await refusalOf(ask(accessInput(offer, newApp)))).toBe(refusal)
      expect(await countRows()).toEqual(before)
    },
  )

  test('of a plan that has changed says how it is now', async () => {
    const offer = await insertOffer(portal)
    await sql()`update plans set requests_per_second = 3, version = 2 where id = ${offer.plan.id}`
    const refused = await ask(accessInput(offer, newApp)).catch((error: { data: object }) => error.data)
    expect(refused).toMatchObject({ refusal: { detail: { plan: { version: 2, requestsPerSecond: 3 } } } })
  })

  test('for an app that the actor does not see is not found: foreign, of another team, somebody’s own, or none', async () => {
    const teamId = await insertTeam(portal, acme)
    const teammate = (await insertMember(portal, acme, 'team_member', { teamIds: [teamId] })).id
    const stranger = (await insertMember(portal, (await insertOrganization(portal)).id)).id
    const apps = [
      await insertApp(portal, { ownerId: stranger }),
      await insertApp(portal, { ownerId: teammate, teamId }),
      await insertApp(portal, { ownerId: teammate, visibility: 'personal' }),
      await insertApp(portal),
      { id: requestId() },
    ]
    for (const { id } of apps)
      expect(await refusalOf(ask(accessInput(await insertOffer(portal), { id })))).toBe('NOT_FOUND')
  })
})

describe('a decision', () => {
  test('yes: the key is there when it can no longer be undone, once, however often the job runs', async () => {
    await allowUndo()
    const request = await mine()
    const approved = await approve(request)
    await issue(request.requestId)
    expect(await appOf(request.appId)).toMatchObject({ pending: 1, approved: [], requests: [{ state: 'approved' }] })
    const [job] =
      await sql()`select 1 from pgboss.job where name = 'credentials.issue' and data ->> 'requestId' = ${request.requestId}
      and start_after between ${approved.undoUntil}::timestamptz - interval '50 ms' and ${approved.undoUntil}::timestamptz + interval '1 s'`
    expect(job).toBeDefined()
    await endUndo(request.reviewId)
    await Promise.all(Array.from({ length: 5 }, () => issue(request.requestId)))
    await jobs['credentials.sweep'].run(portal, {})
    const app = await appOf(request.appId)
    expect(app).toMatchObject({
      pending: 0,
      requests: [],
      approved: [{ state: 'live', plan: { id: request.offer.plan.id } }],
    })
    expect(app.approved[0]!.keys).toHaveLength(1)
    expect(await refusalOf(undo(after(request, approved)))).toBe('UNDO_OVER')
    expect((await mailsOf(app.id)).map(({ template }) => template)).toEqual(['access-approved'])
  })

  test('that the job has missed is found by the sweep', async () => {
    const request = await mine()
    await approve(request)
    await sql()`update reviews set undo_until = now() - interval '1 minute' where id = ${request.reviewId}`
    await jobs['credentials.sweep'].run(portal, {})
    expect((await appOf(request.appId)).approved).toHaveLength(1)
  })

  test('yes with another plan of the same catalogue: the key is by that one, and the developer is told', async () => {
    const request = await mine()
    const other = await insertPlan(portal, { name: `Small ${requestId().slice(0, 8)}`, quota: 10, quotaPeriod: 'day' })
    const elsewhere = await insertOffer(portal)
    for (const { id } of [other, elsewhere.plan, request.offer.plan])
      expect(await refusalOf(approve(request, { planId: id }))).toBe('OFFER_CHANGED')
    await sql()`insert into catalogue_plans (catalogue_id, plan_id) values (${request.offer.catalogueId}, ${other.id})`
    expect((await ana.admin.reviews.get.query({ id: request.reviewId })).about).toMatchObject({
      otherPlans: [{ id: other.id }],
    })
    const approved = await approve(request, { planId: other.id })
    expect(approved.facts).toMatchObject({ planName: request.offer.plan.name, approvedPlanName: other.name })
    await issue(request.requestId)
    const { approved: credentials } = await appOf(request.appId)
    expect(credentials).toMatchObject([{ plan: { id: other.id, quota: 10 } }])
    const [mail] = await mailsOf(request.appId)
    expect(mail!.facts).toMatchObject({ planName: other.name, requestedPlanName: request.offer.plan.name })
  })

  test.each(['approved', 'rejected'] as const)(
    'that was %s, taken back in time: it waits again, with its products, no key and no mail',
    async (verdict) => {
      await allowUndo()
      const request = await mine()
      const other = await insertPlan(portal)
      await sql()`insert into catalogue_plans (catalogue_id, plan_id) values (${request.offer.catalogueId}, ${other.id})`
      const decided = verdict === 'approved' ? await approve(request, { planId: other.id }) : await reject(request)
      const undone = await undo(after(request, decided))
      expect(undone).toMatchObject({ state: 'pending' })
      expect(undone.facts).not.toHaveProperty('approvedPlanName')
      await endUndo(request.reviewId)
      await issue(request.requestId)
      await jobs['credentials.sweep'].run(portal, {})
      expect(await appOf(request.appId)).toMatchObject({
        approved: [],
        requests: [{ state: 'pending', plan: { id: request.offer.plan.id } }],
      })
      expect(await heldOf(request.appId, request.offer)).toEqual(['requested'])
      expect((await mailsOf(request.appId)).map(({ state }) => state)).toEqual(['cancelled'])
    },
  )

  test('no: the requester reads why, and the app can ask again; two admins decide once', async () => {
    const request = await mine()
    const calls = [refusalOf(reject(request)), refusalOf(approve(request))]
    expect((await Promise.all(calls)).sort()).toEqual(['REVIEW_DECIDED', 'no refusal'])
    const second = await mine()
    await reject(second)
    const app = await appOf(second.appId)
    expect(app).toMatchObject({ pending: 0, requests: [{ state: 'rejected', rejection: 'Not now.' }] })
    expect(await mailsOf(app.id)).toMatchObject([{ template: 'access-rejected', facts: { reason: 'Not now.' } }])
    expect(await heldOf(app.id, second.offer)).toEqual([])
    const again = await mine({ appId: app.id, offer: second.offer })
    expect((await ana.admin.reviews.get.query({ id: again.reviewId })).facts).toMatchObject({ earlier: 1 })
  })

  test('no, reopened: waits again, unless the app has asked again meanwhile', async () => {
    const request = await mine()
    const rejected = await reject(request)
    await sql()`update reviews set undo_until = now() - interval '1 day' where id = ${request.reviewId}`
    expect(await reopen(after(request, rejected))).toMatchObject({ state: 'pending' })
    expect(await heldOf(request.appId, request.offer)).toEqual(['requested'])
    await approve(after(request, { version: rejected.version + 1 }))
    await issue(request.requestId)
    expect((await appOf(request.appId)).approved).toHaveLength(1)

    const other = await mine()
    const no = await reject(other)
    await mine({ appId: other.appId, offer: other.offer })
    for (const back of [reopen, undo]) {
      await sql()`update reviews set undo_until = now() + interval '1 minute' where id = ${other.reviewId}`
      expect(await refusalOf(back(after(other, no)))).toBe('REVIEW_SUPERSEDED')
    }
    expect((await appOf(other.appId)).requests.map(({ state }) => state)).toEqual(['pending', 'rejected'])
  })
})

describe('a withdrawal', () => {
  test('by whoever sees the app: it leaves the queue, and the app can ask again', async () => {
    const request = await mine()
    const teammate = await clientFor(portal, (await insertMember(portal, acme)).id)
    const { access } = await ana.admin.reviews.counts.query()
    await teammate.api.portal.access.withdraw.mutate({ id: request.requestId })
    expect(await ana.admin.reviews.counts.query()).toMatchObject({ access: access - 1 })
    expect(await appOf(request.appId)).toMatchObject({ pending: 0, requests: [] })
    expect(await refusalOf(approve(request))).toBe('REVIEW_DECIDED')
    expect(await refusalOf(dev.api.portal.access.withdraw.mutate({ id: request.requestId }))).toBe('REVIEW_DECIDED')
    await mine({ appId: request.appId, offer: request.offer })
  })

  test('after the decision is too late', async () => {
    await allowUndo()
    const request = await mine()
    await approve(request)
    expect(await refusalOf(dev.api.portal.access.withdraw.mutate({ id: request.requestId }))).toBe('REVIEW_DECIDED')
  })
})

test('the queue lists and counts requests for access by their kind', async () => {
  const request = await mine()
  const { rows } = await ana.admin.reviews.list.query({ kind: 'access', state: 'pending' })
  expect(rows.map(({ id }) => id)).toContain(request.reviewId)
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['access']))
  const others = await ana.admin.reviews.list.query({ kind: 'organization', state: 'pending' })
  expect(others.rows.map(({ id }) => id)).not.toContain(request.reviewId)
})

test('a catalogue that is shown to one organization is asked of by its people alone', async () => {
  const product = await insertProduct(portal)
  const plan = await insertPlan(portal)
  const { id } = await insertCatalogue(portal, {
    organizationIds: [acme],
    productIds: [product.id],
    planIds: [plan.id],
  })
  const offer = { catalogueId: id, plan, productIds: [product.id] }
  const outsider = await clientFor(portal, (await insertDeveloper(portal)).id)
  expect(await refusalOf(outsider.api.portal.access.request.mutate(accessInput(offer, newApp)))).toBe('OFFER_CHANGED')
  expect((await ask(accessInput(offer, newApp))).isApproved).toBe(true)
})
