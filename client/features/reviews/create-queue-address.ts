import { useSearchParams } from '@solidjs/router'
import { createMemo } from 'solid-js'
import { shownKinds } from './kinds.ts'
import type { QueueFilter } from './queue-list.ts'

/** What the address says of the queue, and addresses that say something else. */
export function createQueueAddress() {
  const [search] = useSearchParams<{ kind?: string; state?: string }>()
  // The same object as long as it says the same: another one is another list.
  const filter = createMemo((before?: QueueFilter): QueueFilter => {
    const kind = shownKinds.find((one) => one === search.kind)
    const state = search.state === 'decided' ? 'decided' : 'pending'
    return before?.kind === kind && before?.state === state ? before! : { kind, state }
  })
  const hrefOf = (id: string | undefined, changed: Partial<QueueFilter> = {}) => {
    const { kind, state } = { ...filter(), ...changed }
    const query = new URLSearchParams({ ...(kind && { kind }), ...(state === 'decided' && { state }) }).toString()
    return `/admin/queue${id ? `/${id}` : ''}${query && `?${query}`}`
  }
  return { filter, hrefOf }
}
