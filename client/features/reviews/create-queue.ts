import type { Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLiveList } from '#client/realtime/create-live-list.ts'
import { learnServerTime } from '#client/realtime/server-clock.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import { isArrival, queueRules, type QueueFilter } from './queue-list.ts'

export interface QueueOptions {
  filter: Accessor<QueueFilter>
  /** the review whose detail is open */
  selectedId: Accessor<string | undefined>
  /** the signed-in admin: what they decided themselves need not be read by them */
  ownId: Accessor<string | undefined>
}

export type Queue = ReturnType<typeof createQueue>

/** The rows of the review queue, live. */
export function createQueue(connection: Connection, { filter, selectedId, ownId }: QueueOptions) {
  const decidedByMe = new Set<string>()
  const list = createLiveList<QueueFilter, ReviewRow>(connection, {
    key: filter,
    fetch: ({ kind, state }, after) => api.admin.reviews.list.query({ kind, state, after }),
    rules: queueRules,
    rowOf: (event) => {
      if (!('review' in event)) return undefined
      const { review } = event
      if (connection.state.since === undefined) learnServerTime(review.decidedAt)
      if (review.decidedBy && review.decidedBy.id === ownId()) decidedByMe.add(review.id)
      else decidedByMe.delete(review.id)
      return { row: review, isArrival: isArrival(event) }
    },
    isHeld: (id) => id === selectedId(),
    isExpected: (id) => decidedByMe.has(id),
  })
  return list
}
