// How much a credential may still do: a token bucket of this process alone, and batches of a quota that Postgres keeps for all.
import type { QuotaPeriod } from '#server/features/plans/schema.ts'
import { withPatience } from './look-ups.ts'
import type { Grant, Reserved, Taken } from './queries.ts'
import { batchOf, takeToken, type Bucket } from './rules.ts'

export interface Refusal {
  reason: 'too-fast' | 'quota-used-up'
  retryAfterSeconds: number
}

/** A part of a quota, taken ahead; of another quota or another period it is worth nothing. */
interface Batch {
  quota: number
  period: QuotaPeriod
  left: number
  /** Postgres had none to give: zero stays zero until the period ends. */
  isSpent: boolean
  /** ms, monotonic: the period's end */
  endsAt: number
}
interface Meter {
  bucket: Bucket
  batch: Batch | undefined
  refilling: Promise<void> | undefined
}

export interface Meters {
  /** Counts a request; undefined: it may go on. */
  take(grant: Grant): Refusal | undefined | Promise<Refusal | undefined>
  /** Forgets the meters that read the same as new ones. */
  sweep(): void
  readonly size: number
}

/** @param max the oldest makes room: its bucket is full again, the rest of its batch lost */
export function createMeters(reserve: (credentialId: string, taken: Taken) => Promise<Reserved>, max = 50_000): Meters {
  const meters = new Map<string, Meter>()

  function meterOf(credentialId: string, tokens: number, now: number): Meter {
    const known = meters.get(credentialId)
    if (known) return known
    if (meters.size >= max) meters.delete(meters.keys().next().value!)
    const meter: Meter = { bucket: { tokens, filledAt: now }, batch: undefined, refilling: undefined }
    meters.set(credentialId, meter)
    return meter
  }

  function take(grant: Grant): ReturnType<Meters['take']> {
    const { requestsPerSecond, quota } = grant.plan
    if (requestsPerSecond === null && quota === null) return undefined
    const now = performance.now()
    const meter = meterOf(grant.credentialId, requestsPerSecond ?? 0, now)
    const waitMs = requestsPerSecond === null ? 0 : takeToken(meter.bucket, requestsPerSecond, now)
    if (waitMs > 0) return { reason: 'too-fast', retryAfterSeconds: Math.ceil(waitMs / 1_000) }
    return takeFromQuota(grant, meter)
  }

  function takeFromQuota(grant: Grant, meter: Meter): ReturnType<Meters['take']> {
    const { quota, quotaPeriod } = grant.plan
    if (quota === null || quotaPeriod === null) return undefined
    const { batch } = meter
    const now = performance.now()
    if (batch?.quota === quota && batch.period === quotaPeriod && now < batch.endsAt) {
      if (batch.left > 0) {
        batch.left--
        return undefined
      }
      if (batch.isSpent)
        return { reason: 'quota-used-up', retryAfterSeconds: Math.max(1, Math.ceil((batch.endsAt - now) / 1_000)) }
    }
    // Those who ask meanwhile wait for the same batch.
    meter.refilling ??= refill(meter, grant.credentialId, quota, quotaPeriod).finally(
      () => (meter.refilling = undefined),
    )
    return meter.refilling.then(() => takeFromQuota(grant, meter))
  }

  async function refill(meter: Meter, credentialId: string, quota: number, period: QuotaPeriod): Promise<void> {
    const readAt = performance.now()
    const { granted, endsInMs } = await withPatience(reserve(credentialId, { quota, period, count: batchOf(quota) }))
    meter.batch = { quota, period, left: granted, isSpent: granted === 0, endsAt: readAt + endsInMs }
  }

  return {
    take,
    sweep() {
      const now = performance.now()
      for (const [id, { bucket, batch, refilling }] of meters) {
        // A bucket is full after a second.
        const isIdle = now - bucket.filledAt > 1_000 && !(batch && now < batch.endsAt) && !refilling
        if (isIdle) meters.delete(id)
      }
    },
    get size() {
      return meters.size
    },
  }
}
