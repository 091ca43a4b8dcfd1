import { onCleanup, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import type { ReviewDetail } from '#server/features/reviews/schema.ts'

/** All that is known of one review, live: its row comes with the event, what hangs on it is fetched a moment later. */
export function createReviewDetail(connection: Connection, id: Accessor<string | undefined>) {
  let isAlive = true
  onCleanup(() => (isAlive = false))
  const detail = createLive<string, ReviewDetail>(connection, {
    key: id,
    fetch: (reviewId) => api.admin.reviews.get.query({ id: reviewId }),
    apply(value, event) {
      if (!('review' in event) || event.review.id !== value.id || event.review.version <= value.version) return
      Object.assign(value, event.review)
      // History and earlier applications are not in the event.
      queueMicrotask(() => isAlive && detail.refetch())
    },
  })
  return detail
}
