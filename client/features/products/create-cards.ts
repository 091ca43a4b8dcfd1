import { createMemo, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createLiveList } from '#client/realtime/create-live-list.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { Cursor, Line } from '#client/realtime/live-list.ts'
import type { PortalCatalogue } from '#server/features/catalogues/schema.ts'
import type { CardPage, ProductCard } from '#server/features/products/schema.ts'
import type { CardFilter } from './card-filter.ts'

/** Cards carry no version: they are always fetched, never patched. */
type CardRow = ProductCard & { version: number }

/** A list of cards by name; the caller says what makes it ask again. */
export function createCardList<K>(
  connection: Connection,
  key: Accessor<K>,
  fetch: (key: K, after: Cursor | undefined) => Promise<CardPage>,
) {
  return createLiveList<K, CardRow>(connection, {
    key,
    async fetch(asked, after) {
      const { rows, next } = await fetch(asked, after)
      return { rows: rows.map((row) => ({ ...row, version: 1 })), next }
    },
    rules: () => ({
      belongs: () => true,
      placeOf: ({ name, id }) => ({ at: name.toLowerCase(), id }),
      order: 'oldest-first',
    }),
    rowOf: () => undefined,
  })
}

/**
 * The products that whoever looks may see, live. What is withdrawn stays while the focus is on it, so that nothing is pulled
 * away under a hand; what is shown stays until the answer to another search is there.
 */
export function createCards(connection: Connection, filter: Accessor<CardFilter>) {
  const list = createCardList(connection, filter, (key, after) => api.portal.products.list.query({ ...key, after }))
  createRefetch(connection, list, ({ kind }) => kind === 'offer.changed')
  const lines = createMemo<readonly Line<CardRow>[] | undefined>(
    (shown) => list.value?.lines ?? (list.failure ? undefined : shown),
  )
  return {
    lines,
    get failure() {
      return list.failure
    },
    get isLoading() {
      return list.isLoading
    },
    hasMore: () => Boolean(list.value?.next),
    isLoadingMore: list.isLoadingMore,
    moreFailure: list.moreFailure,
    loadMore: () => list.loadMore(),
    refetch: () => list.refetch(),
    watch: (element: HTMLElement) => list.watch(element),
  }
}

/** The catalogues to choose from, live. */
export function createCatalogues(connection: Connection) {
  const live = createLive<'all', { rows: PortalCatalogue[] }>(connection, {
    key: () => 'all',
    fetch: async () => ({ rows: await api.portal.catalogues.list.query() }),
    apply: () => undefined,
  })
  createRefetch(connection, live, ({ kind }) => kind === 'offer.changed')
  return live
}
