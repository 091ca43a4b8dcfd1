import { queueOf, writeQueueFilter, type QueueFilter } from '#client/features/reviews/queue-filter.ts'

/** The address of the queue with a filter. */
export function queueHref(filter: Partial<QueueFilter>): string {
  const query = writeQueueFilter(queueOf(filter))
  return `/admin/queue${query && `?${query}`}`
}
