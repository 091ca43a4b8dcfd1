// What a process remembers of Postgres' answers, and what makes it forget them.
import type { Event } from '#server/realtime/events.ts'
import type { Grant } from './queries.ts'

/** Whatever no event tells of is believed for a minute at most. */
const believedMsMax = 60_000

interface Remembered {
  grant: Grant
  /** ms, monotonic */
  endsAt: number
}

export interface Memory {
  /** @param name what the key is known by here */
  find(name: string, nowMs: number): Grant | undefined
  remember(name: string, grant: Grant, readAtMs: number): void
  /** Forgets every grant that an event may have made untrue; false: it concerns none, remembered or on its way. */
  hear(event: Event): boolean
  readonly size: number
}

/** @param max how many grants, of about 1 kB each; the oldest makes room */
export function createMemory(max = 50_000): Memory {
  const remembered = new Map<string, Remembered>()
  /** which names an app, plan, person or product stands behind: a thousand events must not search through all, a thousand times */
  const behind = new Map<string, Set<string>>()

  function forget(name: string): void {
    const { grant } = remembered.get(name)!
    remembered.delete(name)
    for (const id of subjectsOf(grant)) {
      const names = behind.get(id)!
      names.delete(name)
      if (names.size === 0) behind.delete(id)
    }
  }

  return {
    find(name, nowMs) {
      const known = remembered.get(name)
      return known && nowMs < known.endsAt ? known.grant : undefined
    },
    remember(name, grant, readAtMs) {
      if (remembered.has(name)) forget(name)
      else if (remembered.size >= max) forget(remembered.keys().next().value!)
      remembered.set(name, { grant, endsAt: readAtMs + Math.min(grant.endsInMs ?? Infinity, believedMsMax) })
      for (const id of subjectsOf(grant)) {
        if (!behind.has(id)) behind.set(id, new Set())
        behind.get(id)!.add(name)
      }
    },
    hear(event) {
      const id = subjectOf(event)
      if (!id) return false
      for (const name of behind.get(id) ?? []) forget(name)
      return true
    },
    get size() {
      return remembered.size
    },
  }
}

/** Their ids are random, so that one index serves all kinds. */
function subjectsOf({ appId, ownerId, plan, productIds }: Grant): Set<string> {
  return new Set([appId, plan.id, ...productIds, ...(ownerId ? [ownerId] : [])])
}

/** Whose grants an event may make untrue. Revoking and rotating are edits of the app. */
function subjectOf(event: Event): string | undefined {
  switch (event.kind) {
    case 'app.edited':
      return event.app.id
    case 'app.deleted':
      return event.appId
    case 'plan.edited':
      return event.plan.id
    case 'product.edited':
      return event.product.id
    case 'product.deleted':
      return event.productId
    case 'user.deactivated':
    case 'user.reactivated':
    case 'user.edited':
      return event.user.id
    case 'user.deleted':
      return event.userId
    // An approval of somebody's registration that is undone while they have a key already.
    case 'review.undone':
    case 'review.rejected':
      return event.review.requesterId
    default:
      return undefined
  }
}
