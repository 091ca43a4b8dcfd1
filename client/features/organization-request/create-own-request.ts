import { createMemo } from 'solid-js'
import type { Session } from '#client/features/auth/session.tsx'
import { api } from '#client/lib/api.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { learnServerTime } from '#client/realtime/server-clock.ts'
import type { OwnReview } from '#server/features/reviews/schema.ts'
import { isNewer, type OwnRequest } from './request-view.ts'

/** What the person asked for last, live, whatever became of it. */
export function createOwnRequest({ connection, me }: Pick<Session, 'connection' | 'me'>) {
  const key = createMemo(() => (me()?.kind === 'user' && !me()?.mustChangePassword ? me()!.id : undefined))
  const live = createLive<string, { request: OwnRequest | null }>(connection, {
    key,
    fetch: async () => ({ request: toRequest(await api.portal.organizations.request.query()) }),
    apply(value, event) {
      if (event.kind !== 'own-review.changed') return
      const request = toRequest(event.ownReview)
      if (!request || !isNewer(request, value.request)) return
      if (connection.state.since === undefined) learnServerTime(request.decidedAt)
      value.request = request
    },
  })
  return {
    /** undefined until known, null for who never asked */
    value: () => live.value?.request,
    failure: () => live.failure,
    retry: () => live.refetch(),
    /** Writes what an answer says, if it is news. */
    put: (found: OwnReview) =>
      live.change((value) => {
        const request = toRequest(found)
        if (request && isNewer(request, value.request)) value.request = request
      }),
  }
}

export type OwnRequests = ReturnType<typeof createOwnRequest>

const toRequest = (review: OwnReview | null): OwnRequest | null => (review?.kind === 'organization' ? review : null)
