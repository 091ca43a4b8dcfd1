// What a gateway hears about real keys. What a second means is in tests/faults/access.fault.ts.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createVerification } from '#server/features/verification/verify.ts'
import { insertOffer, issueKey } from '#tests/setup/access.ts'
import { insertCatalogue, insertPlan, insertProduct } from '#tests/setup/catalogue.ts'
import { insertMember, insertOrganization } from '#tests/setup/organizations.ts'
import { requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { ask, baseUrlOf, outcomeOf, verify } from '#tests/setup/verify.ts'

// Keys are issued by the whole server, several in a test.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let portal: Portal
/** of the same database, as another process is */
let other: Portal
let staff: Awaited<ReturnType<typeof staffClient>>

beforeAll(async () => {
  portal = await startPortal()
  other = await startPortal({ databaseUrl: portal.databaseUrl, role: 'web' })
  staff = await staffClient(portal, 'owner')
})
afterAll(async () => {
  await other.stop()
  await portal.end()
})

/** A key with the address of the product that it opens. */
async function issue(facts: Parameters<typeof issueKey>[1] = {}) {
  const issued = await issueKey(portal, facts)
  return { ...issued, address: `${await baseUrlOf(portal, issued.offer.productIds[0]!)}/berths?free=1` }
}
type Issued = Awaited<ReturnType<typeof issue>>

const outcome = ({ key, address }: Pick<Issued, 'key' | 'address'>, at = portal) => outcomeOf(verify(at, key, address))
/** What it comes to; a change of the database takes its moment. */
const eventually = (issued: Issued, expected: number | string, at = portal) =>
  expect.poll(() => outcome(issued, at), { timeout: 10_000 }).toBe(expected)

/** What a process says that remembers nothing; what it wrote down when it stopped is there. */
async function afresh({ key, address }: Issued) {
  const verification = createVerification(portal)
  const verdict = await verification.verify({ 'x-api-key': key, 'x-original-url': address }, '/verify')
  await verification.stop()
  return verdict.status === 200 ? 200 : verdict.reason
}

describe('a good key', () => {
  it('opens what it was issued for, and says whose it is', async () => {
    const organization = await insertOrganization(portal)
    const { id: ownerId } = await insertMember(portal, organization.id)
    const issued = await issue({ ownerId, plan: { name: 'Größe 50 %' } })
    const { status, headers } = await verify(portal, issued.key, issued.address)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'x-gatehouse-consumer': ownerId,
      'x-gatehouse-organization': organization.id,
      'x-gatehouse-app': issued.appId,
      'x-gatehouse-plan': encodeURIComponent('Größe 50 %'),
      'cache-control': 'no-store',
      'content-length': '0',
    })
    expect(headers).not.toHaveProperty('set-cookie')
  })

  it('is asked for by any method, with a body, a foreign host, a foreign origin and cookies, which are all ignored', async () => {
    const { key, address, cookie } = await issue()
    const headers = {
      'x-api-key': key,
      'x-original-url': address,
      host: 'api.harbour.example',
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    }
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) {
      const { status } = await ask(
        `${portal.url}/verify`,
        headers,
        method,
        method === 'POST' ? 'x'.repeat(100_000) : '',
      )
      expect([method, status]).toEqual([method, 200])
    }
    // A handshake that a gateway passes on is a question like any other.
    const handshake = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'x',
      'sec-websocket-version': '13',
    }
    expect((await ask(`${portal.url}/verify`, { ...headers, ...handshake })).status).toBe(200)
    // A session opens nothing here, not even its own.
    const { status, reason } = await ask(`${portal.url}/verify`, { cookie, 'x-original-url': address })
    expect([status, reason]).toEqual([401, 'no-key'])
  })

  it('opens as each gateway asks', async () => {
    const { key, address } = await issue()
    const { host, pathname, search } = new URL(address)
    const caddy = { 'x-api-key': key, 'x-forwarded-host': host, 'x-forwarded-uri': pathname + search }
    expect((await ask(`${portal.url}/verify`, caddy)).status).toBe(200)
    expect((await ask(`${portal.url}/verify${pathname}${search}`, { 'x-api-key': key, host })).status).toBe(200)
    // What only begins like it is a page of the portal.
    expect((await ask(`${portal.url}/verifying`, caddy)).headers).not.toHaveProperty('x-gatehouse-app')
  })

  it('opens what is below a base URL, whatever its depth', async () => {
    const inner = await insertProduct(portal, { baseUrl: 'https://one.example/harbour/v2/' })
    const plan = await insertPlan(portal)
    const { id: catalogueId } = await insertCatalogue(portal, { productIds: [inner.id], planIds: [plan.id] })
    const { key } = await issue({ offer: { catalogueId, plan, productIds: [inner.id] } })
    const at = (path: string) => outcomeOf(verify(portal, key, `https://one.example${path}`))
    expect(await at('/harbour/v2')).toBe(200)
    expect(await at('/harbour/v2/ships')).toBe(200)
    expect(await at('/harbour/v20')).toBe('wrong-product')
    expect(await at('/harbour')).toBe('wrong-product')
    expect(await at('/harbour/v2/../v1')).toBe('unknown-address')
  })

  it('does not open what another product has below its base URL', async () => {
    const wide = await issue()
    const base = await baseUrlOf(portal, wide.offer.productIds[0]!)
    const inner = await insertProduct(portal, {
      baseUrl: `${base.replace('https://', 'http://').replace('example', 'EXAMPLE')}/admin`,
    })
    expect(await outcome({ key: wide.key, address: `${base}/admin/berths` })).toBe('wrong-product')
    expect(await outcome({ key: wide.key, address: `${base}/administration` })).toBe(200)
    await staff.admin.products.remove.mutate({ id: inner.id })
    expect(await afresh({ ...wide, address: `${base}/admin/berths` })).toBe(200)
  })

  it('opens while the portal is hidden from strangers', async () => {
    const issued = await issue()
    await portal.database.sql`update settings set portal_visibility = 'hidden'`
    expect(await outcome(issued)).toBe(200)
    await portal.database.sql`update settings set portal_visibility = 'public'`
  })

  it('has its use written down', async () => {
    const issued = await issue()
    expect(await afresh(issued)).toBe(200)
    const { approved } = await issued.api.portal.apps.get.query({ id: issued.appId })
    expect(approved[0]!.keys[0]!.lastUsedAt).toEqual(expect.any(String))
  })
})

describe('is refused:', () => {
  it('no key, what is no key, and a key that was never issued', async () => {
    const { key, address } = await issue()
    const none = await ask(`${portal.url}/verify`, { 'x-original-url': address })
    expect([none.status, none.reason, none.headers['www-authenticate']]).toEqual([401, 'no-key', 'Bearer'])
    const typo = await verify(
      portal,
      key.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')),
      address,
    )
    expect([typo.status, typo.reason]).toEqual([401, 'invalid-key'])
    expect(typo.headers['www-authenticate']).toBe('Bearer error="invalid_token"')
    await portal.database.sql`delete from credential_keys where last_four = ${key.slice(-4)}`
    expect((await verify(other, key, address)).status).toBe(401)
  })

  it('an address that is unknown, or of a product that the key is not for', async () => {
    const [mine, theirs] = [await issue(), await issue()]
    const wrong = await verify(portal, mine.key, theirs.address)
    expect([wrong.status, wrong.reason]).toEqual([403, 'wrong-product'])
    const nowhere = await ask(`${portal.url}/verify`, { 'x-api-key': mine.key })
    expect([nowhere.status, nowhere.reason]).toEqual([403, 'unknown-address'])
  })

  it('too many a second, told when to come again', async () => {
    const issued = await issue({ plan: { requestsPerSecond: 1 } })
    const answers = await Promise.all(Array.from({ length: 5 }, () => verify(portal, issued.key, issued.address)))
    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused.length).toBeGreaterThan(0)
    for (const { status, reason, headers } of refused)
      expect([status, reason, headers['retry-after']]).toEqual([429, 'too-fast', '1'])
    // Each process has a bucket of its own.
    expect(await outcome(issued, other)).toBe(200)
    await eventually(issued, 200)
  })

  it('more than the quota of a period, over all processes together', async () => {
    const issued = await issue({ plan: { quota: 20, quotaPeriod: 'month' } })
    const outcomes = await Promise.all(Array.from({ length: 60 }, (_, n) => outcome(issued, n % 2 ? portal : other)))
    expect(outcomes.filter((one) => one === 200)).toHaveLength(20)
    expect(outcomes.filter((one) => one === 'quota-used-up')).toHaveLength(40)
    const { headers } = await verify(portal, issued.key, issued.address)
    const [left] = await portal.database.sql<{ seconds: number }[]>`
      select extract(epoch from date_trunc('month', now()) + interval '1 month' - now())::float8 as seconds`
    expect(Math.abs(Number(headers['retry-after']) - left!.seconds)).toBeLessThan(30)
    // What was refused is not counted: a quota that is raised is raised by what it says.
    const { id, version } = issued.offer.plan
    await portal.database.sql`update plans set quota = 23 where id = ${id} and version = ${version}`
    expect([await afresh(issued), await afresh(issued), await afresh(issued), await afresh(issued)]).toEqual([
      ...[200, 200, 200, 'quota-used-up'],
    ])
    // A new period is a new quota.
    await portal.database.sql`update credential_usage set period_start = period_start - interval '1 month'`
    expect(await afresh(issued)).toBe(200)
  })
})

describe('a change', () => {
  it('of the plan is what the next requests are measured by', async () => {
    const issued = await issue({ plan: { quota: 1, quotaPeriod: 'month' } })
    expect([await outcome(issued), await outcome(issued)]).toEqual([200, 'quota-used-up'])
    const { id, name, version } = issued.offer.plan
    const terms = { description: '', requestsPerSecond: null, keyLifetimeDays: null, needsApproval: false }
    await staff.admin.plans.edit.mutate({ id, name, version, ...terms, quota: null, quotaPeriod: null })
    await eventually(issued, 200)
    await eventually(issued, 200, other)
  })

  it('of a base URL moves what the key opens', async () => {
    const issued = await issue()
    await eventually(issued, 200, other)
    const id = issued.offer.productIds[0]!
    const { name, summary, description, tags, version, apiList } = await staff.admin.products.get.query({ id })
    const apis = apiList.map((api) => ({
      id: api.id,
      name: api.name,
      documentId: null,
      baseUrl: 'https://moved.example/v3',
    }))
    await staff.admin.products.edit.mutate({ id, version, name, summary, description, tags, picture: null, apis })
    for (const at of [portal, other]) {
      await eventually(issued, 'wrong-product', at)
      await eventually({ ...issued, address: 'https://moved.example/v3' }, 200, at)
    }
  })

  it('of a product to deprecated or withdrawn ends no key; deleting it does', async () => {
    const issued = await issue()
    const id = issued.offer.productIds[0]!
    const versionOf = async () => (await staff.admin.products.get.query({ id })).version
    for (const state of ['deprecated', 'draft'] as const) {
      await staff.admin.products.setState.mutate({ id, version: await versionOf(), state })
      expect([state, await afresh(issued)]).toEqual([state, 200])
    }
    await staff.admin.products.remove.mutate({ id })
    await eventually(issued, 'wrong-product')
    await eventually(issued, 'wrong-product', other)
  })

  it('of the key: rotated at once the old one ends, with an overlap both go on, revoked none does', async () => {
    const issued = await issue()
    const rotate = async (version: number, overlapHours: 0 | 1) => {
      const rotated = await issued.api.portal.credentials.rotate.mutate({
        id: issued.credentialId,
        version,
        requestId: requestId(),
        overlapHours,
      })
      const { key } = await issued.api.portal.credentials.reveal.mutate({ keyId: rotated.keys[0]!.id })
      return { ...issued, key, version: rotated.version }
    }
    const second = await rotate(issued.credential.version, 1)
    expect([await outcome(issued), await outcome(second)]).toEqual([200, 200])
    const third = await rotate(second.version, 0)
    for (const at of [portal, other]) {
      await eventually(issued, 'invalid-key', at)
      await eventually(second, 'invalid-key', at)
      await eventually(third, 200, at)
    }
    await issued.api.portal.credentials.revoke.mutate({ id: issued.credentialId, version: third.version })
    await eventually(third, 'invalid-key')
    await eventually(third, 'invalid-key', other)
  })

  it('of a personal app’s owner: switched off it is refused, and goes on when they come back', async () => {
    const issued = await issue()
    for (const [verb, expected] of [
      ['deactivate', 'invalid-key'],
      ['activate', 200],
    ] as const) {
      await eventually(issued, verb === 'activate' ? 'invalid-key' : 200, other)
      await staff.admin.users[verb].mutate({ id: issued.ownerId })
      await eventually(issued, expected)
      await eventually(issued, expected, other)
    }
  })

  it('of an organization’s app: a maker who is switched off takes no key along', async () => {
    const organization = await insertOrganization(portal)
    await insertMember(portal, organization.id, 'super_admin')
    const { id: ownerId } = await insertMember(portal, organization.id)
    const issued = await issue({ ownerId })
    await staff.admin.users.deactivate.mutate({ id: ownerId })
    expect(await afresh(issued)).toBe(200)
  })

  it('of the app: deleted, its keys open nothing', async () => {
    const offer = await insertOffer(portal, { quota: 1_000, quotaPeriod: 'day' })
    const issued = await issue({ offer })
    await eventually(issued, 200, other)
    await issued.api.portal.apps.remove.mutate({ id: issued.appId })
    await eventually(issued, 'invalid-key')
    await eventually(issued, 'invalid-key', other)
  })
})
