// The addresses of a product's page: a path for each tab; what is chosen in it, by its id, in the query.

export const productTabs = ['overview', 'specification', 'get-started'] as const
export type ProductTab = (typeof productTabs)[number]

/** What `search` names is chosen on the page: the catalogue, the API, the guide. */
export function productHref(
  slug: string,
  tab: ProductTab = 'overview',
  search: Record<string, string | undefined> = {},
) {
  const path = tab === 'overview' ? `/products/${slug}` : `/products/${slug}/${tab}`
  const chosen = Object.entries(search).filter((one): one is [string, string] => one[1] !== undefined)
  return chosen.length > 0 ? `${path}?${new URLSearchParams(chosen)}` : path
}

/** An operation in the specification of its API. */
export const operationHref = (slug: string, { apiId, position }: { apiId: string; position: number }): string =>
  `${productHref(slug, 'specification', { api: apiId })}#op=${position}`
