import { createEffect, on, onCleanup } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { OverviewAnswer } from '#server/features/overview/schema.ts'
import type { Event } from '#server/realtime/events.ts'

/** However soon the server says. */
const againMsMin = 1_000

/** The figures, live: fetched again when a review moves, and when the server says that there are newer ones. */
export function createOverview(connection: Connection) {
  const overview = createLive<string, OverviewAnswer>(connection, {
    key: () => 'overview',
    fetch: () => api.admin.overview.get.query(),
    apply: () => undefined,
  })
  createRefetch(connection, overview, movesFigures)
  createEffect(
    on(
      () => overview.isLoading,
      (isLoading) => {
        if (isLoading || !overview.value) return
        const timer = setTimeout(overview.refetch, Math.max(againMsMin, overview.value.askAgainInMs))
        onCleanup(() => clearTimeout(timer))
      },
    ),
  )
  return overview
}

/** What waits, what it is measured by, and who decides. */
const movesFigures = ({ kind }: Event): boolean =>
  kind.startsWith('review.') || kind === 'settings.saved' || kind === 'staff.changed' || kind === 'staff.removed'
