import type { Accessor } from 'solid-js'
import { createPlaceDetail } from '#client/features/organizations/create-place-detail.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import type { ProductDetail } from '#server/features/products/schema.ts'

/** All that a product's page shows and edits, live. It is of one version at any time: the events carry but a part of it. */
export const createProductDetail = (connection: Connection, id: Accessor<string | undefined>) =>
  createPlaceDetail<ProductDetail>(connection, id, {
    fetch: (productId) => api.admin.products.get.query({ id: productId }),
    isDeletion: (event, { id: productId }) => event.kind === 'product.deleted' && event.productId === productId,
    isConcerned: (event, { id: productId }) =>
      event.kind.startsWith('catalogue.') || ('product' in event && event.product.id === productId),
  })
