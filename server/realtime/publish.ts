import { commitOf, type Tx } from '#db/database.ts'
import type { Audience, Event } from './events.ts'

/**
 * Writes an event in the caller's transaction: it is heard exactly when the transaction commits. Call it last, so that the
 * number it draws is drawn as late as possible.
 */
export function publish(tx: Tx, audience: Audience, event: Event): Promise<void> {
  return publishAll(tx, [audience], event)
}

/** Writes an event for several audiences, in one statement. */
export async function publishAll(tx: Tx, audiences: Audience[], event: Event): Promise<void> {
  const { kind, ...payload } = event
  await tx`
    insert into events (audience, kind, payload)
    select audience, ${kind}, ${tx.json(payload as never)} from unnest(${audiences}::text[]) audience`
  commitOf(tx).published = true
}
