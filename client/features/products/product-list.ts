// What belongs on the list of API products, and the filter in the address. Pure.
import { idOf } from '#client/lib/id-of.ts'
import { productStates, type ProductRow, type ProductState } from '#server/features/products/schema.ts'

export interface ProductFilter {
  search: string | undefined
  state: ProductState | undefined
  catalogueId: string | undefined
}

/** The filter as it stands in the address. */
export interface ProductSearch {
  q?: string | undefined
  state?: string | undefined
  catalogue?: string | undefined
}

/** Reads the address; what does not make sense there is left out. */
export function readProductFilter(search: ProductSearch): ProductFilter {
  return {
    search: search.q?.trim().slice(0, 200) || undefined,
    state: productStates.find((one) => one === search.state),
    catalogueId: idOf(search.catalogue),
  }
}

export const isProductFiltered = (filter: ProductFilter): boolean =>
  Object.values(filter).some((one) => one !== undefined)

/** Whether a row alone tells if it belongs: what operations it has and which catalogues it is in, only the server knows. */
export const isToldByRow = ({ search, catalogueId }: ProductFilter): boolean =>
  search === undefined && catalogueId === undefined

export const belongs = (row: ProductRow, { state }: ProductFilter): boolean =>
  state === undefined || row.state === state
