import { createEffect, onCleanup, type Accessor } from 'solid-js'
import { queueOf, writeQueueFilter, type QueueFilter } from '#client/features/reviews/queue-filter.ts'
import { movesList } from '#client/features/reviews/queue-list.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { QueueView } from '#server/features/queue-views/schema.ts'
import type { Event } from '#server/realtime/events.ts'

/** Each look counts every view anew. */
const countEveryMs = 5_000
/** Ages and claims pass without a word. */
const lookAgainMs = 30_000

export type Views = ReturnType<typeof createViews>

/** The saved views that somebody may see, with their counts; live, as long as `isShown` and somebody looks. */
export function createViews(connection: Connection, isShown: Accessor<boolean>) {
  const live = createLive<string, { all: QueueView[] }>(connection, {
    key: () => (isShown() ? 'views' : undefined),
    fetch: async () => ({ all: await api.admin.queueViews.list.query() }),
    apply: () => undefined,
  })
  const all = () => live.value?.all ?? []
  const filters = () => all().map(({ filter }) => queueOf(filter))
  const seen = {
    get isLoading() {
      return live.isLoading || document.hidden
    },
    refetch: live.refetch,
  }
  const counts = (event: Event) => 'review' in event || filters().some((filter) => movesList(filter, event))
  createRefetch(connection, seen, (event) => all().length > 0 && counts(event), countEveryMs)
  createRefetch(connection, live, ({ kind }) => isShown() && kind === 'queue-view.changed')
  createEffect(() => {
    if (!filters().some(({ age, claimed }) => age !== undefined || claimed !== undefined)) return
    const timer = setInterval(() => seen.isLoading || seen.refetch(), lookAgainMs)
    onCleanup(() => clearInterval(timer))
  })
  return {
    all,
    isKnown: () => live.value !== undefined,
    refetch: () => live.refetch(),
  }
}

/** The address of a view, which is all that it is. */
export const hrefOfView = ({ filter }: Pick<QueueView, 'filter'>): string => {
  const query = writeQueueFilter(queueOf(filter))
  return `/admin/queue${query && `?${query}`}`
}

/** Whether the list shows what the view leads to. */
export const isView = ({ filter }: Pick<QueueView, 'filter'>, shown: QueueFilter): boolean =>
  writeQueueFilter(queueOf(filter)) === writeQueueFilter(shown)
