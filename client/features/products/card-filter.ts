// The filter of the portal's list of products, as it stands in the address. Pure.
import { idOf } from '#client/lib/id-of.ts'

export interface CardFilter {
  search: string | undefined
  catalogueId: string | undefined
  tag: string | undefined
}

export interface CardSearch {
  q?: string | undefined
  catalogue?: string | undefined
  tag?: string | undefined
}

/** Reads the address; what does not make sense there is left out. */
export function readCardFilter(search: CardSearch): CardFilter {
  return {
    search: search.q?.trim().slice(0, 200) || undefined,
    catalogueId: idOf(search.catalogue),
    tag: search.tag?.trim().slice(0, 30).toLowerCase() || undefined,
  }
}

/** The address of the list with this filter. */
export function catalogueHref({ search, catalogueId, tag }: Partial<CardFilter> = {}): string {
  const chosen = Object.entries({ q: search, catalogue: catalogueId, tag }).flatMap(([name, value]) =>
    value ? [[name, value]] : [],
  )
  return chosen.length > 0 ? `/catalogues?${new URLSearchParams(chosen)}` : '/catalogues'
}
