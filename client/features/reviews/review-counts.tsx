// How many reviews wait, for the menu, the tab's title and the tabs of the queue: the server's number, live.
import { createContext, useContext, type Accessor, type ParentProps } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { api } from '#client/lib/api.ts'
import { createLive } from '#client/realtime/create-live.ts'
import type { ReviewCounts } from '#server/features/reviews/schema.ts'
import { comparePositions } from '#server/realtime/events.ts'

const CountsContext = createContext<Accessor<ReviewCounts | undefined>>()

/** The counts, undefined until they are known; only below `ReviewCountsProvider`. */
export function useReviewCounts(): Accessor<ReviewCounts | undefined> {
  const counts = useContext(CountsContext)
  if (!counts) throw new Error('useReviewCounts outside of ReviewCountsProvider')
  return counts
}

/** Counts once per tab; only for staff. */
export function ReviewCountsProvider(props: ParentProps) {
  const { connection } = useSession()
  const counts = createLive<string, ReviewCounts>(connection, {
    key: () => 'counts',
    fetch: () => api.admin.reviews.counts.query(),
    apply: (value, event) => {
      if (event.kind !== 'reviews.counted') return
      if (comparePositions(event.counts.position, value.position) >= 0) Object.assign(value, event.counts)
    },
  })
  return <CountsContext.Provider value={() => counts.value}>{props.children}</CountsContext.Provider>
}
