import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatKey } from '#server/features/credentials/rules.ts'
import { createLookUps } from '#server/features/verification/look-ups.ts'
import { createMemory } from '#server/features/verification/memory.ts'
import { createMeters } from '#server/features/verification/meters.ts'
import type { Grant } from '#server/features/verification/queries.ts'
import { askedOf, batchOf, isOpen, isWithin, keyOf, placeOf, takeToken } from '#server/features/verification/rules.ts'

const key = formatKey(new Uint8Array(32).fill(7))
const otherKey = formatKey(new Uint8Array(32).fill(8))
const token = 'eyJhbGciOiJIUzI1NiJ9.e30.somebody-elses'

describe('the key', () => {
  it.each([
    [{ authorization: `Bearer ${key}` }, key],
    [{ authorization: `bearer   ${key}  ` }, key],
    [{ 'x-api-key': key }, key],
    [{ authorization: 'Basic dXNlcjpwYXNz', 'x-api-key': key }, key],
    // Of two: what is shaped like ours, Bearer first.
    [{ authorization: `Bearer ${token}`, 'x-api-key': key }, key],
    [{ authorization: `Bearer ${key}`, 'x-api-key': 'something' }, key],
    [{ authorization: `Bearer ${key}`, 'x-api-key': otherKey }, key],
    [{ authorization: `Bearer ${token}`, 'x-api-key': 'something' }, token],
    [{ authorization: `Bearer ${token}` }, token],
    // Node joins a header that comes twice.
    [{ 'x-api-key': `${key}, ${otherKey}` }, `${key}, ${otherKey}`],
    [{}, undefined],
    [{ authorization: 'Bearer' }, undefined],
    [{ authorization: `Bearer a b` }, undefined],
    [{ authorization: '', 'x-api-key': '' }, undefined],
  ])('of %j is %s', (headers, expected) => {
    expect(keyOf(headers)).toBe(expected)
  })

  it('is looked for in no time, however long a header is', () => {
    const since = performance.now()
    keyOf({ authorization: `Bearer ${' '.repeat(100_000)}`, 'x-api-key': key })
    keyOf({ authorization: `Bearer ${'x'.repeat(100_000)} y` })
    expect(performance.now() - since).toBeLessThan(500)
  })
})

const ships = { host: 'api.example.com', path: '/v1/ships' }

describe('the address', () => {
  it.each([
    ['nginx', { host: 'gatehouse', 'x-original-url': 'https://api.example.com/v1/ships?berth=7' }, '/verify'],
    ['nginx over http', { 'x-original-url': 'http://api.example.com/v1/ships' }, '/verify'],
    [
      'Caddy',
      {
        host: 'api.example.com',
        'x-forwarded-host': 'api.example.com',
        'x-forwarded-uri': '/v1/ships?berth=7',
        'x-forwarded-proto': 'https',
        'x-forwarded-method': 'PUT',
      },
      '/verify',
    ],
    ['Traefik', { 'x-forwarded-host': 'api.example.com', 'x-forwarded-uri': '/v1/ships' }, '/verify?from=traefik'],
    ['Envoy', { host: 'api.example.com', 'x-forwarded-proto': 'http' }, '/verify/v1/ships?berth=7'],
    [
      'two that agree',
      { 'x-original-url': 'https://api.example.com/v1/ships', host: 'api.example.com' },
      '/verify/v1/ships',
    ],
    ['upper case', { 'x-original-url': 'https://API.Example.COM/v1/ships' }, '/verify'],
    ['a dot at the end', { 'x-original-url': 'https://api.example.com./v1/ships' }, '/verify'],
    ['the port of https', { 'x-forwarded-host': 'api.example.com:443', 'x-forwarded-uri': '/v1/ships' }, '/verify'],
    ['the port of http', { 'x-original-url': 'http://api.example.com:80/v1/ships' }, '/verify'],
    ['the port of https under http', { 'x-original-url': 'http://api.example.com:443/v1/ships' }, '/verify'],
  ])('as %s says it', (_, headers, url) => {
    expect(askedOf(headers, url)).toEqual(ships)
  })

  it.each([
    ['none', {}, '/verify'],
    ['half of one', { 'x-forwarded-host': 'api.example.com' }, '/verify'],
    ['no address', { 'x-original-url': '/v1/ships' }, '/verify'],
    ['another scheme', { 'x-original-url': 'ftp://api.example.com/v1/ships' }, '/verify'],
    ['a user', { 'x-original-url': 'https://user@api.example.com/v1/ships' }, '/verify'],
    ['a whole address in the uri', { 'x-forwarded-host': 'api.example.com', 'x-forwarded-uri': '.evil/v1' }, '/verify'],
    ['a path in the host', { 'x-forwarded-host': 'api.example.com/v1', 'x-forwarded-uri': '/ships' }, '/verify'],
    ['two hosts', { 'x-forwarded-host': 'api.example.com, b.example', 'x-forwarded-uri': '/v1' }, '/verify'],
    [
      'one from the gateway and another from the caller',
      {
        'x-original-url': 'https://api.example.com/v1',
        'x-forwarded-host': 'api.example.com',
        'x-forwarded-uri': '/v2',
      },
      '/verify',
    ],
    ['one that reads and one that does not', { 'x-original-url': 'nonsense', host: 'api.example.com' }, '/verify/v1'],
  ])('is unknown: %s', (_, headers, url) => {
    expect(askedOf(headers, url)).toBeUndefined()
  })

  it.each([
    '/v1/../admin',
    '/v1/./ships',
    '/v1/..',
    '/v1//../admin',
    '/v1/..;/admin',
    '/v1/%2e%2e/admin',
    '/v1/%2E./admin',
    '/v1%2fships',
    '/v1%5cships',
    '/v1\\..\\admin',
    '/v1/ships%00',
    '/v1/\t../admin',
    '/v1/sh ips',
    '/v1/sch\u00e4fe',
    '/v1#/../admin',
  ])('is unknown when it could be read in two ways: %s', (path) => {
    expect(askedOf({ 'x-original-url': `https://api.example.com${path}` }, '/verify')).toBeUndefined()
  })

  it('may say anything in its query', () => {
    const url = 'https://api.example.com/v1/ships?next=/../%2e%2e%2f#x\u00e4'
    expect(askedOf({ 'x-original-url': url }, '/verify')).toEqual(ships)
  })

  it.each([
    ['https://api.example.com', '/v1', true],
    ['https://api.example.com/', '/', true],
    ['https://api.example.com/v1', '/v1', true],
    ['https://api.example.com/v1/', '/v1/ships', true],
    ['http://api.example.com:80/v1', '/v1//ships', true],
    ['https://API.example.com:443/v1', '/v1/ships', true],
    ['https://api.example.com/v1', '/v10', false],
    ['https://api.example.com/v1', '/V1', false],
    ['https://api.example.com/v1', '/', false],
    ['https://api.example.com/v1', '//v1', false],
    ['https://api.example.com:8443/v1', '/v1', false],
    ['https://example.com/v1', '/v1', false],
  ])('below %s: %s is %s', (baseUrl, path, expected) => {
    const asked = askedOf({ 'x-original-url': `https://api.example.com${path}` }, '/verify')
    expect(isWithin(asked!, placeOf(baseUrl))).toBe(expected)
  })

  it('belongs to the narrowest base URL, of whichever product', () => {
    const opens = (path: string, mine: string[], others: string[]) => {
      const asked = askedOf({ 'x-original-url': `https://api.example.com${path}` }, '/verify')!
      const places = (urls: string[]) => urls.map((url) => placeOf(`https://api.example.com${url}`))
      return isOpen(asked, places(mine), places(others))
    }
    expect(opens('/v1/ships', ['/v1'], ['/v1/admin'])).toBe(true)
    expect(opens('/v1/admin/ships', ['/v1'], ['/v1/admin'])).toBe(false)
    expect(opens('/v1/administration', ['/v1'], ['/v1/admin'])).toBe(true)
    expect(opens('/v1/admin/ships', ['/v1', '/v1/admin'], [])).toBe(true)
    expect(opens('/v1/admin/keys', ['/v1', '/v1/admin'], ['/v1/admin/keys'])).toBe(false)
    expect(opens('/v1', ['/v1'], ['/v1'])).toBe(true)
    for (const spelt of [
      '/v1/%61dmin/k',
      '/v1//admin/k',
      '/v1/admin;x/k',
      '/v1/ADMIN/k',
      '/v1/admin%20/k',
      '/v1/%2561dmin',
    ])
      expect(opens(spelt, ['/v1'], ['/v1/admin']), spelt).toBe(false)
    expect(opens('/v2', [], [])).toBe(false)
  })

  it('may be an IPv6 one, with a port', () => {
    const asked = askedOf({ 'x-original-url': 'http://[::1]:8080/v1/ships' }, '/verify')!
    expect(asked).toEqual({ host: '[::1]:8080', path: '/v1/ships' })
    expect(isWithin(asked, placeOf('http://[0:0::1]:8080/v1'))).toBe(true)
    expect(placeOf('https://[::443]').host).toBe('[::443]')
  })
})

describe('a bucket', () => {
  it('lets through a second’s requests at once, and as many a second after, never more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }),
        (perSecond, gapsMs) => {
          const bucket = { tokens: perSecond, filledAt: 0 }
          const passedAt: number[] = []
          let now = 0
          for (const gap of gapsMs) {
            now += gap
            const waitMs = takeToken(bucket, perSecond, now)
            if (waitMs === 0) passedAt.push(now)
            // It says when to come again, and means it.
            else expect(takeToken({ ...bucket }, perSecond, now + waitMs + 0.001)).toBe(0)
          }
          // In any stretch of time: a full bucket, and what flows in meanwhile.
          passedAt.forEach((from, first) =>
            passedAt.slice(first).forEach((to, n) => {
              expect(n + 1).toBeLessThanOrEqual(perSecond + ((to - from) * perSecond) / 1_000 + 1e-6)
            }),
          )
          // Nobody is kept waiting who asks evenly: at the pace of the plan all pass.
          const even = { tokens: perSecond, filledAt: 0 }
          for (let n = 1; n < 50; n++) expect(takeToken(even, perSecond, (n * 1_001) / perSecond)).toBe(0)
        },
      ),
    )
  })
})

const grantOf = (over: Partial<Grant> = {}, plan: Partial<Grant['plan']> = {}): Grant => ({
  keyId: 'key',
  credentialId: 'credential',
  appId: 'app',
  organizationId: 'organization',
  ownerId: 'owner',
  plan: { id: 'plan', name: 'Gold', requestsPerSecond: null, quota: null, quotaPeriod: null, ...plan },
  productIds: ['product'],
  places: [],
  others: [],
  endsInMs: null,
  ...over,
})

describe('meters', () => {
  /** A quota as Postgres keeps it. */
  function quotaOf(total: number) {
    let used = 0
    const asked: number[] = []
    return {
      asked,
      reserve: async (_: string, { count }: { count: number }) => {
        asked.push(count)
        const granted = Math.max(0, Math.min(count, total - used))
        used += count
        return { granted, endsInMs: 60_000 }
      },
    }
  }
  const take = async (meters: ReturnType<typeof createMeters>, grant: Grant) =>
    (await meters.take(grant))?.reason ?? 'passed'

  it.each([
    [1, 1],
    [100, 1],
    [101, 2],
    [250_000, 1_000],
    [1_000_000_000_000, 1_000],
  ])('take a hundredth of %i ahead: %i', (quota, batch) => {
    expect(batchOf(quota)).toBe(batch)
  })

  it('of a thousand at once let exactly the quota through, over two processes', async () => {
    const { reserve, asked } = quotaOf(250)
    const processes = [createMeters(reserve), createMeters(reserve)]
    const grant = grantOf({}, { quota: 250, quotaPeriod: 'day' })
    const ends = await Promise.all(Array.from({ length: 1_000 }, (_, n) => take(processes[n % 2]!, grant)))
    expect(ends.filter((end) => end === 'passed')).toHaveLength(250)
    expect(ends.filter((end) => end === 'quota-used-up')).toHaveLength(750)
    // In batches, and once it is used up nobody asks again.
    expect(asked.length).toBeLessThan(90)
    const before = asked.length
    expect(await take(processes[0]!, grant)).toBe('quota-used-up')
    expect(asked.length).toBe(before)
  })

  it('ask anew when the plan was edited, also when it was used up', async () => {
    const { reserve } = quotaOf(1)
    const meters = createMeters(reserve)
    await take(meters, grantOf({}, { quota: 1, quotaPeriod: 'day' }))
    expect(await take(meters, grantOf({}, { quota: 1, quotaPeriod: 'day' }))).toBe('quota-used-up')
    const wider = createMeters(async () => ({ granted: 5, endsInMs: 60_000 }))
    expect(await take(wider, grantOf({}, { quota: 1, quotaPeriod: 'day' }))).toBe('passed')
    let asked = 0
    const edited = createMeters(async () => ({ granted: asked++ ? 5 : 0, endsInMs: 60_000 }))
    expect(await take(edited, grantOf({}, { quota: 5, quotaPeriod: 'day' }))).toBe('quota-used-up')
    expect(await take(edited, grantOf({}, { quota: 5, quotaPeriod: 'month' }))).toBe('passed')
  })

  it('ask Postgres again after it failed', async () => {
    let fails = true
    const meters = createMeters(async () => {
      if (fails) throw new Error('gone')
      return { granted: 1, endsInMs: 60_000 }
    })
    const grant = grantOf({}, { quota: 5, quotaPeriod: 'day' })
    await expect(take(meters, grant)).rejects.toThrow('gone')
    fails = false
    expect(await take(meters, grant)).toBe('passed')
  })

  it('have no more memory than they are given, and none for plans without limits', async () => {
    const meters = createMeters(async () => ({ granted: 1, endsInMs: -1 }), 10)
    await take(meters, grantOf())
    expect(meters.size).toBe(0)
    for (let n = 0; n < 50; n++) await take(meters, grantOf({ credentialId: `${n}` }, { requestsPerSecond: 5 }))
    expect(meters.size).toBe(10)
  })
})

describe('what is remembered', () => {
  const now = 1_000

  it('is forgotten by whatever makes it untrue, and by nothing else', () => {
    const memory = createMemory()
    const remember = () => memory.remember('name', grantOf(), now)
    const hears = (event: object) => memory.hear(event as never)
    const untrue = [
      { kind: 'app.edited', app: { id: 'app' } },
      { kind: 'app.deleted', appId: 'app' },
      { kind: 'plan.edited', plan: { id: 'plan' } },
      { kind: 'product.edited', product: { id: 'product' } },
      { kind: 'product.deleted', productId: 'product' },
      { kind: 'user.deactivated', user: { id: 'owner' } },
      { kind: 'user.deleted', userId: 'owner' },
      { kind: 'review.undone', review: { requesterId: 'owner' } },
    ]
    for (const event of untrue) {
      remember()
      expect(hears(event), event.kind).toBe(true)
      expect(memory.find('name', now), event.kind).toBeUndefined()
      expect(memory.size).toBe(0)
    }
    remember()
    expect(hears({ kind: 'app.edited', app: { id: 'another' } })).toBe(true)
    expect(hears({ kind: 'settings.saved', settings: {} })).toBe(false)
    expect(memory.find('name', now)).toBeDefined()
  })

  it('ends with the key, and after a minute at the latest', () => {
    const memory = createMemory()
    memory.remember('short', grantOf({ endsInMs: 50 }), now)
    memory.remember('long', grantOf(), now)
    expect([memory.find('short', now + 49), memory.find('short', now + 50)]).toEqual([
      grantOf({ endsInMs: 50 }),
      undefined,
    ])
    expect([!!memory.find('long', now + 59_999), !!memory.find('long', now + 60_000)]).toEqual([true, false])
  })

  it('is never more than it may be', () => {
    const memory = createMemory(10)
    for (let n = 0; n < 100; n++) memory.remember(`${n}`, grantOf({ appId: `app-${n}` }), now)
    expect(memory.size).toBe(10)
    expect([!!memory.find('89', now), !!memory.find('90', now)]).toEqual([false, true])
  })
})

describe('look-ups', () => {
  it('of ten thousand at once are a few questions, each answered its own', async () => {
    const questions: number[] = []
    const lookUp = createLookUps(async (hashes) => {
      questions.push(hashes.length)
      await new Promise((resolve) => setImmediate(resolve))
      return new Map(hashes.filter((hash) => hash.endsWith('7')).map((hash) => [hash, `found ${hash}`]))
    })
    const answers = await Promise.allSettled(Array.from({ length: 10_000 }, (_, n) => lookUp(['older', `${n}`])))
    const answered = answers.flatMap((one, n) => (one.status === 'fulfilled' ? [{ n, value: one.value }] : []))
    for (const { n, value } of answered) expect(value).toBe(n % 10 === 7 ? `found ${n}` : undefined)
    // More than can wait are turned away at once.
    expect(answered).toHaveLength(5_001)
    expect(questions.length).toBeLessThan(15)
    expect(await lookUp(['17'])).toBe('found 17')
  })

  it('are asked after they were called, never answered by a question that was on its way', async () => {
    let issued = false
    let release = () => {}
    const lookUp = createLookUps(async (hashes) => {
      const found = new Map(issued ? hashes.map((hash) => [hash, 'fresh']) : [])
      await new Promise<void>((resolve) => (release = resolve))
      return found
    })
    const stranger = lookUp(['a'])
    issued = true
    const fresh = lookUp(['b'])
    release()
    expect(await stranger).toBeUndefined()
    release()
    expect(await fresh).toBe('fresh')
  })

  it('fail together when Postgres does, and only then', async () => {
    let fails = true
    const lookUp = createLookUps(async () => {
      if (fails) throw new Error('gone')
      return new Map([['a', 1]])
    })
    const both = await Promise.allSettled([lookUp(['a']), lookUp(['b'])])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    fails = false
    expect(await lookUp(['a'])).toBe(1)
  })
})
