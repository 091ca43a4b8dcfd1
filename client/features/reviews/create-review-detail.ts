import { onCleanup, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { ReviewDetail, RowOf } from '#server/features/reviews/schema.ts'
import type { Event } from '#server/realtime/events.ts'

/** All that is known of one review, live: its row comes with the event, what hangs on it is fetched a moment later. */
export function createReviewDetail(connection: Connection, id: Accessor<string | undefined>) {
  let isAlive = true
  onCleanup(() => (isAlive = false))
  const detail = createLive<string, ReviewDetail>(connection, {
    key: id,
    fetch: (reviewId) => api.admin.reviews.get.query({ id: reviewId }),
    apply(value, event) {
      // What is noted is in no row.
      if (event.kind === 'review-note.added' && event.reviewId === value.id)
        queueMicrotask(() => isAlive && detail.refetch())
      if (!('review' in event) || event.review.id !== value.id || event.review.version <= value.version) return
      Object.assign(value, event.review)
      // History and earlier applications are not in the event.
      queueMicrotask(() => isAlive && detail.refetch())
    },
  })
  createRefetch(connection, detail, (event) => detail.value !== undefined && surrounds(detail.value, event))
  return detail
}

/**
 * Whether it may change what is known around a review: names that are taken, requests for the same name, where its requester is,
 * what an app has.
 */
function surrounds(review: ReviewDetail, event: Event): boolean {
  if ('user' in event) return event.user.id === review.requesterId
  // What a yes opens.
  if (review.kind === 'registration') return 'catalogue' in event || event.kind === 'catalogue.deleted'
  if (review.kind === 'access') return surroundsAccess(review, event)
  if ('review' in event) return event.review.kind === 'organization' && event.review.id !== review.id
  return 'organization' in event || event.kind === 'organization.deleted'
}

/** What the app has, and what is on offer: products, plans, the catalogue. */
function surroundsAccess({ facts }: RowOf<'access'>, event: Event): boolean {
  if ('app' in event) return event.app.id === facts.appId
  if (event.kind === 'app.deleted') return event.appId === facts.appId
  return /^(organization|product|plan|catalogue)\./.test(event.kind)
}
