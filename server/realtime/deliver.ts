import { tracked, type TrackedEnvelope } from '@trpc/server'
import type { Sql } from '#db/database.ts'
import {
  comparePositions,
  formatCursor,
  parseCursor,
  type Audience,
  type Position,
  type StreamMessage,
} from './events.ts'
import type { Feed } from './feed.ts'
import { findFloor, readMissed, type LoggedEvent } from './log.ts'

/** More than this is cheaper fetched than replayed. */
const missedMax = 1_000

export interface Listener {
  audiences: readonly Audience[]
  /** where the tab left off */
  cursor: string | null | undefined
  /** the transaction that last changed this person's rights */
  rightsChangedIn: string
  signal: AbortSignal
}

/**
 * Streams everything that some audiences hear, in the order of commits, each once, resuming behind the cursor. Everything
 * yielded is tracked, for an untracked message would wipe the position that the client resumes from.
 *
 * Delivery is this one function on purpose: how an event reaches a thousand sockets is where time goes, and may change here.
 */
export async function* deliver(
  sql: Sql,
  feed: Feed,
  listener: Listener,
): AsyncGenerator<TrackedEnvelope<StreamMessage>, void> {
  const inbox = feed.attach(listener.audiences)
  const close = () => inbox.close()
  listener.signal.addEventListener('abort', close)
  const say = (position: Position, message: StreamMessage) => tracked(formatCursor(feed.epoch, position), message)
  try {
    const missed = await findMissed(sql, feed, listener, inbox.opened)
    const from = missed === undefined ? inbox.opened : parseCursor(listener.cursor)!.position
    yield say(from, { type: 'started', mode: missed ? 'resumed' : 'new', missed: missed?.length ?? 0 })
    // A process that lags behind the one the tab came from must not take the tab's position back.
    let position = comparePositions(inbox.opened, from) < 0 ? from : inbox.opened
    for (const logged of missed ?? []) yield say(logged, { type: 'event', event: logged.event })
    if (missed?.length) {
      for (const { audience, event } of await feed.derive(missed)) {
        if (listener.audiences.includes(audience)) yield say(inbox.opened, { type: 'event', event })
      }
    }
    while (true) {
      const taken = await inbox.take()
      if (!taken) return
      if (taken.droppedUpTo) yield say((position = taken.droppedUpTo), { type: 'started', mode: 'new', missed: 0 })
      for (const delivery of taken.deliveries) {
        // A process that lags behind the one the tab came from would say again what the tab has already heard.
        if (missed && delivery.position && comparePositions(delivery.position, from) <= 0) continue
        position = delivery.position ?? position
        yield say(position, { type: 'event', event: delivery.event })
      }
      if (taken.delayed !== undefined) yield say(position, { type: 'delayed', delayed: taken.delayed })
    }
  } finally {
    listener.signal.removeEventListener('abort', close)
    inbox.close()
  }
}

/** Finds what came between the cursor and the opening of the inbox; undefined when the listener must start as new. */
async function findMissed(
  sql: Sql,
  feed: Feed,
  listener: Listener,
  upTo: Position,
): Promise<LoggedEvent[] | undefined> {
  const cursor = parseCursor(listener.cursor)
  if (!cursor || cursor.epoch !== feed.epoch) return undefined
  if (BigInt(cursor.position.xid) < BigInt(listener.rightsChangedIn)) return undefined
  if (comparePositions(cursor.position, await findFloor(sql)) < 0) return undefined
  const missed = await readMissed(sql, cursor.position, upTo, listener.audiences, missedMax)
  return missed.length > missedMax ? undefined : missed
}
