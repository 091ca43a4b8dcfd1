import { createEffect, createMemo, on } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { requestProductsMax, type HeldProduct } from '#server/features/access/schema.ts'

interface HeldSource {
  /** undefined: an app that is not there yet */
  appId: () => string | undefined
  productIds: () => string[]
}

/** What an app has asked for or holds of some products, live. Unknown is as nothing: the server refuses all the same. */
export function createHeld(connection: Connection, { appId, productIds }: HeldSource) {
  const live = createLive<string, { held: HeldProduct[] }>(connection, {
    key: appId,
    fetch: async (id) => ({
      held: await api.portal.access.held.query({ appId: id, productIds: productIds().slice(0, requestProductsMax) }),
    }),
    apply(_, event, id) {
      if (event.kind === 'app.edited' && event.app.id === id) live.refetch()
    },
  })
  // What is known stays in sight while a product more or less is asked about.
  const asked = createMemo(() => productIds().join())
  createEffect(on(asked, () => live.refetch(), { defer: true }))
  return {
    as: (productId: string) => live.value?.held.find((one) => one.productId === productId)?.as,
    /** Writes what a refusal says. */
    put: (held: HeldProduct[]) => live.change((value) => void (value.held = held)),
    refetch: () => live.refetch(),
  }
}
