import { createEffect, onCleanup, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLiveList } from '#client/realtime/create-live-list.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import { learnServerTime, toLocalTime } from '#client/realtime/server-clock.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import type { QueueFilter } from './queue-filter.ts'
import { isArrival, movesList, queueRules, type Surroundings } from './queue-list.ts'

export interface QueueOptions {
  filter: Accessor<QueueFilter>
  /** the review whose detail is open */
  selectedId: Accessor<string | undefined>
  /** the signed-in admin: what they decided themselves need not be read by them */
  ownId: Accessor<string | undefined>
  /** what else the filter may be about */
  around?: Accessor<Pick<Surroundings, 'hours' | 'claimerOf'>>
}

export type Queue = ReturnType<typeof createQueue>

/** Ages and claims pass without a word. */
const lookAgainMs = 30_000
const epoch = new Date(0).toISOString()
const serverNow = () => Date.now() - toLocalTime(epoch)

/** The rows of the review queue, live. */
export function createQueue(connection: Connection, { filter, selectedId, ownId, around }: QueueOptions) {
  const decidedByMe = new Set<string>()
  const list = createLiveList<QueueFilter, ReviewRow>(connection, {
    key: filter,
    fetch: (key, after) => api.admin.reviews.list.query({ ...key, after }),
    rules: (key) => queueRules(key, { ...around?.(), ownId: ownId(), now: serverNow }),
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

  const calmly = {
    get isLoading() {
      return list.isLoading || list.isTouched()
    },
    refetch: list.refetch,
  }
  createRefetch(connection, calmly, (event) => movesList(filter(), event))
  createEffect(() => {
    if (filter().age === undefined && filter().claimed === undefined) return
    const timer = setInterval(() => calmly.isLoading || calmly.refetch(), lookAgainMs)
    onCleanup(() => clearInterval(timer))
  })
  return list
}
