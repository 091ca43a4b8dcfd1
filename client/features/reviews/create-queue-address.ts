import { useSearchParams } from '@solidjs/router'
import { createMemo, type Accessor } from 'solid-js'
import { shownKinds } from './kinds.ts'
import type { ReviewKind } from '#server/features/reviews/schema.ts'
import type { QueueFilter } from './queue-list.ts'

/** Where a queue is: all of it at one address, or one kind of review at an address of its own. */
export interface QueuePlace {
  href: string
  kind?: ReviewKind
}

/** What the address says of the queue, and addresses that say something else. */
export function createQueueAddress(place: Accessor<QueuePlace>) {
  const [search] = useSearchParams<{ kind?: string; state?: string }>()
  // The same object as long as it says the same: another one is another list.
  const filter = createMemo((before?: QueueFilter): QueueFilter => {
    const kind = place().kind ?? shownKinds.find((one) => one === search.kind)
    const state = search.state === 'decided' ? 'decided' : 'pending'
    return before?.kind === kind && before?.state === state ? before! : { kind, state }
  })
  const hrefOf = (id: string | undefined, changed: Partial<QueueFilter> = {}) => {
    const { kind, state } = { ...filter(), ...changed }
    const said = { ...(kind && !place().kind && { kind }), ...(state === 'decided' && { state }) }
    const query = new URLSearchParams(said).toString()
    return `${place().href}${id ? `/${id}` : ''}${query && `?${query}`}`
  }
  return { filter, hrefOf }
}
