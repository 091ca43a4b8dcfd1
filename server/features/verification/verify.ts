// Whether a key may do what a gateway asks, from memory while that is as good as Postgres.
import { hash, randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Sql } from '#db/database.ts'
import { isKey } from '#server/features/credentials/rules.ts'
import { hashesOf } from '#server/features/credentials/seal.ts'
import type { Keys } from '#server/keys.ts'
import type { Logger } from '#server/log.ts'
import type { Feed } from '#server/realtime/feed.ts'
import { createLookUps } from './look-ups.ts'
import { createMemory } from './memory.ts'
import { createMeters, type Refusal } from './meters.ts'
import { findGrants, noteUse, reserveQuota, type Grant } from './queries.ts'
import { askedOf, isOpen, keyOf } from './rules.ts'

/** What is remembered counts only while everything committed so long ago has been heard (half a second of the promised second). */
const memoryAgeMsMax = 500
const noteEveryMs = 10_000

export type Verdict =
  | { status: 200; grant: Grant }
  | { status: 401; reason: 'no-key' | 'invalid-key' }
  | { status: 403; reason: 'unknown-address' | 'wrong-product' }
  | ({ status: 429 } & Refusal)
  | { status: 503; reason: 'try-again' }

export interface Verification {
  /** Answers at once when memory can, else when Postgres has. */
  verify(headers: IncomingHttpHeaders, url: string): Verdict | Promise<Verdict>
  /** Writes down what was used since. */
  stop(): Promise<void>
}

export function createVerification(app: {
  database: { sql: Sql }
  keys: Keys
  feed: Pick<Feed, 'ageMs' | 'watch'>
  log: Pick<Logger, 'warn'>
}): Verification {
  const { keys, feed, log } = app
  const { sql } = app.database
  const memory = createMemory()
  const meters = createMeters((credentialId, taken) => reserveQuota(sql, credentialId, taken))
  const used = new Set<string>()

  /** Counts what made something untrue: an answer of Postgres that was on its way meanwhile may be older, and is not kept. */
  let changes = 0
  const unwatch = feed.watch((event) => {
    if (memory.hear(event)) changes++
  })

  const lookUp = createLookUps((hashes) => findGrants(sql, hashes))

  /** What this process knows a key by: no key itself, and a tenth of the cost of the hash that Postgres knows. */
  const salt = randomBytes(32).toString('base64')
  const nameOf = (key: string) => hash('sha256', salt + key, 'base64')

  function verify(headers: IncomingHttpHeaders, url: string): Verdict | Promise<Verdict> {
    const key = keyOf(headers)
    if (!key) return { status: 401, reason: 'no-key' }
    const name = nameOf(key)
    const known = feed.ageMs() < memoryAgeMsMax ? memory.find(name, performance.now()) : undefined
    if (!known && !isKey(key)) return { status: 401, reason: 'invalid-key' }
    const verdict = known ? judge(known, headers, url) : askPostgres(key, name, headers, url)
    return verdict instanceof Promise ? verdict.catch(notNow) : verdict
  }

  async function askPostgres(key: string, name: string, headers: IncomingHttpHeaders, url: string): Promise<Verdict> {
    const asOf = changes
    const readAt = performance.now()
    const grant = await lookUp(hashesOf(keys, key).map((one) => one.toString('base64')))
    if (!grant) return { status: 401, reason: 'invalid-key' }
    if (asOf === changes) memory.remember(name, grant, readAt)
    return judge(grant, headers, url)
  }

  function judge(grant: Grant, headers: IncomingHttpHeaders, url: string): Verdict | Promise<Verdict> {
    const asked = askedOf(headers, url)
    if (!asked) return { status: 403, reason: 'unknown-address' }
    if (!isOpen(asked, grant.places, grant.others)) return { status: 403, reason: 'wrong-product' }
    const refusal = meters.take(grant)
    return refusal instanceof Promise ? refusal.then((late) => conclude(grant, late)) : conclude(grant, refusal)
  }

  function conclude(grant: Grant, refusal: Refusal | undefined): Verdict {
    if (refusal) return { status: 429, ...refusal }
    used.add(grant.keyId)
    return { status: 200, grant }
  }

  /** Without Postgres nobody is let in whose key is not in memory, or whose quota is not: closed, not open. */
  let toldAt = -Infinity
  function notNow(error: unknown): Verdict {
    const now = performance.now()
    // A gateway asks a thousand times a second; once in a while is enough to say so.
    if (now - toldAt > noteEveryMs) log.warn({ err: error }, 'keys cannot be verified at present')
    if (now - toldAt > noteEveryMs) toldAt = now
    return { status: 503, reason: 'try-again' }
  }

  async function note(): Promise<void> {
    const keyIds = [...used]
    if (keyIds.length === 0) return
    await noteUse(sql, keyIds)
    for (const id of keyIds) used.delete(id)
  }
  const timer = setInterval(() => {
    meters.sweep()
    note().catch((error: unknown) => log.warn({ err: error }, 'writing down the use of keys failed, trying again'))
  }, noteEveryMs)

  return {
    verify,
    async stop() {
      clearInterval(timer)
      unwatch()
      await note().catch(() => {})
    },
  }
}
