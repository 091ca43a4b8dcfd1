// A real nginx in front of a small API, asking us for every request, with the configuration from the README.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { issueKey } from '#tests/setup/access.ts'
import { insertCatalogue, insertPlan, insertProduct } from '#tests/setup/catalogue.ts'
import { hasNginx, startNginx, type Nginx } from '#tests/setup/nginx.ts'
import { startPortal, type Portal } from '#tests/setup/portal.ts'
import { ask } from '#tests/setup/verify.ts'

// Keys are issued by the whole server, several in a test.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const host = 'api.example.com'
if (!hasNginx)
  process.stdout.write(
    'nginx is not installed here: what it makes of our answers was not tested (apt-get install nginx)\n',
  )

// Never in CI: there a missing nginx fails.
describe.skipIf(!hasNginx && !process.env.CI)('behind nginx', () => {
  let portal: Portal
  let api: Server
  let nginx: Nginx
  /** what has reached the API */
  const reached: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = []

  beforeAll(async () => {
    portal = await startPortal()
    api = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        reached.push({ method: request.method!, url: request.url!, headers: request.headers, body })
        response.writeHead(request.url!.endsWith('/broken') ? 500 : 200, { 'content-type': 'text/plain' }).end('ships')
      })
    })
    await once(api.listen(0, '127.0.0.1'), 'listening')
    nginx = await startNginx({ gatehouse: portal.url, api: `http://127.0.0.1:${(api.address() as AddressInfo).port}` })
  })
  afterAll(async () => {
    await nginx?.stop()
    api?.close()
    await portal?.end()
  })

  /** A key for `https://api.example.com` and a path. */
  async function issue(path: string, limits: Parameters<typeof insertPlan>[1] = {}) {
    const { id } = await insertProduct(portal, { baseUrl: `https://${host}${path}` })
    const plan = await insertPlan(portal, limits)
    const { id: catalogueId } = await insertCatalogue(portal, { productIds: [id], planIds: [plan.id] })
    return issueKey(portal, { offer: { catalogueId, plan, productIds: [id] } })
  }
  const call = (path: string, key: string | undefined, headers = {}, method?: string, body?: string) =>
    ask(`${nginx.url}${path}`, { host, ...(key && { authorization: `Bearer ${key}` }), ...headers }, method, body)

  it('a fresh key passes, and the API hears whose it is but not the key', async () => {
    const { key, appId, ownerId } = await issue('/v1')
    const forged = { 'x-gatehouse-consumer': 'somebody', 'x-gatehouse-plan': 'Gold' }
    const { status } = await call('/v1/ships?berth=7', key, forged, 'POST', 'a ship')
    expect(status).toBe(200)
    const last = reached.at(-1)!
    expect(last).toMatchObject({ method: 'POST', url: '/v1/ships?berth=7', body: 'a ship' })
    expect(last.headers).toMatchObject({ 'x-gatehouse-consumer': ownerId, 'x-gatehouse-app': appId })
    expect(last.headers['x-gatehouse-plan']).not.toBe('Gold')
    expect(JSON.stringify(last.headers)).not.toContain(key)
  })

  it('no key is 401, and another product’s 403', async () => {
    const { key } = await issue('/v2')
    const before = reached.length
    const none = await call('/v2/ships', undefined)
    expect([none.status, none.headers['www-authenticate'], none.reason]).toEqual([401, 'Bearer', 'no-key'])
    const wrong = await call('/v3/ships', key)
    expect([wrong.status, wrong.reason]).toEqual([403, 'wrong-product'])
    // What a caller says about the address counts for nothing.
    const lies = { 'x-original-url': `https://${host}/v2/ships` }
    expect((await call('/v3/ships', key, lies)).status).toBe(403)
    const forwarded = { 'x-forwarded-host': host, 'x-forwarded-uri': '/v2/ships' }
    expect((await call('/v3/ships', key, forwarded)).status).toBe(403)
    expect((await call('/v2/../v3/ships', key)).status).toBe(403)
    expect((await call('/v2//../v3/ships', key)).status).toBe(403)
    expect((await call('/v2/%2e%2e/v3/ships', key)).status).toBe(403)
    expect(reached.length).toBe(before)
  })

  it('too fast is 429 with the time to wait, not 500', async () => {
    const { key } = await issue('/v4', { requestsPerSecond: 1 })
    const answers = await Promise.all(Array.from({ length: 5 }, () => call('/v4/ships', key)))
    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused.length).toBeGreaterThan(0)
    for (const { status, reason, headers } of refused)
      expect([status, reason, headers['retry-after']]).toEqual([429, 'too-fast', '1'])
    await expect.poll(async () => (await call('/v4/ships', key)).status, { timeout: 5_000 }).toBe(200)
  })

  it('the API’s own errors stay its own', async () => {
    const { key } = await issue('/v5')
    expect((await call('/v5/broken', key)).status).toBe(500)
  })

  it('revoked is refused at once', async () => {
    const { key, api: developer, credentialId, credential } = await issue('/v6')
    expect((await call('/v6/ships', key)).status).toBe(200)
    await developer.portal.credentials.revoke.mutate({ id: credentialId, version: credential.version })
    const since = performance.now()
    await expect.poll(async () => (await call('/v6/ships', key)).status, { timeout: 5_000, interval: 5 }).toBe(401)
    const tookMs = performance.now() - since
    process.stdout.write(`  revoked, refused behind nginx ${tookMs.toFixed(0)} ms later\n`)
    // Half a second at most, and what a busy machine adds.
    expect(tookMs).toBeLessThan(3_000)
  })

  it('without us nobody passes: 503', async () => {
    const { key } = await issue('/v7')
    const nowhere = await startNginx({ gatehouse: 'http://127.0.0.1:1', api: nginx.url })
    try {
      const { status, headers } = await ask(`${nowhere.url}/v7/ships`, { host, authorization: `Bearer ${key}` })
      expect([status, headers['retry-after']]).toEqual([503, '1'])
    } finally {
      await nowhere.stop()
    }
  })
})
