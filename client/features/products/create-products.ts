import { untrack, type Accessor } from 'solid-js'
import { createPlaceList } from '#client/features/organizations/create-place-list.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import type { ProductRow } from '#server/features/products/schema.ts'
import { belongs, isToldByRow, type ProductFilter } from './product-list.ts'

/** The rows of the API products list, live. */
export function createProducts(connection: Connection, filter: Accessor<ProductFilter>) {
  const isKnown = () => untrack(() => isToldByRow(filter()))
  return createPlaceList<ProductFilter, ProductRow>(connection, {
    filter,
    fetch: (key, after) => api.admin.products.list.query({ ...key, after }),
    belongs,
    // Where a row alone does not tell whether it belongs, the list is asked for again.
    rowOf: (event) =>
      'product' in event && isKnown() ? { row: event.product, isArrival: event.kind === 'product.added' } : undefined,
    isDeletion: (event, { id }) => event.kind === 'product.deleted' && event.productId === id,
    movesCounts: (event) => event.kind.startsWith('catalogue.') || ('product' in event && !isKnown()),
  })
}
