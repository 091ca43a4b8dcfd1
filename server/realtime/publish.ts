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

/** Writes many events, each for an audience of its own, in one statement. */
export async function publishEach(tx: Tx, messages: { audience: Audience; event: Event }[]): Promise<void> {
  if (messages.length === 0) return
  const rows = messages.map(({ audience, event: { kind, ...payload } }) => ({ audience, kind, payload }))
  await tx`
    insert into events (audience, kind, payload)
    select audience, kind, payload
      from jsonb_to_recordset(${tx.json(rows as never)}) as messages (audience text, kind text, payload jsonb)`
  commitOf(tx).published = true
}
