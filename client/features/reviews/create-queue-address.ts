import { useSearchParams } from '@solidjs/router'
import { createMemo, type Accessor } from 'solid-js'
import type { ReviewKind } from '#server/features/reviews/schema.ts'
import { shownKinds } from './kinds.ts'
import { changeQueue, readQueueFilter, writeQueueFilter, type QueueFilter, type QueueSearch } from './queue-filter.ts'

/** Where a queue is: all of it at one address, or one kind of review at an address of its own. */
export interface QueuePlace {
  href: string
  kind?: ReviewKind
}

/** What the address says of the queue, and addresses that say something else. */
export function createQueueAddress(place: Accessor<QueuePlace>) {
  const [search] = useSearchParams<{ [K in keyof QueueSearch]: string }>()
  // The same object as long as it says the same: another one is another list.
  const filter = createMemo(
    () => readQueueFilter({ ...search, ...(place().kind && { kind: place().kind }) }, shownKinds),
    undefined,
    { equals: (a, b) => writeQueueFilter(a) === writeQueueFilter(b) },
  )
  const hrefOf = (id: string | undefined, change: Partial<QueueFilter> = {}) => {
    const next = changeQueue(filter(), change)
    const query = writeQueueFilter(place().kind ? { ...next, kind: undefined } : next)
    return `${place().href}${id ? `/${id}` : ''}${query && `?${query}`}`
  }
  return { filter, hrefOf }
}
