import { untrack, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { PortalProduct } from '#server/features/products/schema.ts'

/** All that a product's page shows, live: it may change, go, and come back while one reads it. */
export function createPortalProduct(connection: Connection, slug: Accessor<string>) {
  const live = createLive<string, PortalProduct>(connection, {
    key: slug,
    fetch: (asked) => api.portal.products.get.query({ slug: asked }),
    apply: () => undefined,
  })
  // What is not known yet may be any of them.
  createRefetch(connection, live, (event) => {
    if (event.kind !== 'offer.changed') return false
    const known = untrack(() => live.value?.id)
    return known === undefined || event.productIds === null || event.productIds.includes(known)
  })
  return {
    get value() {
      return live.value
    },
    get isLoading() {
      return live.isLoading
    },
    get failure() {
      return live.failure
    },
    refetch: () => live.refetch(),
    /** It was shown, and is not to be seen any more. */
    isGone: () => live.value !== undefined && live.failure?.code === 'NOT_FOUND',
  }
}
