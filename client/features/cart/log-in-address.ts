/** The way to the log-in and back to this address, with the chosen catalogue in it. */
export function logInHref(here: { pathname: string; search: string; hash: string }, catalogueId?: string): string {
  const search = new URLSearchParams(here.search)
  if (catalogueId !== undefined) search.set('catalogue', catalogueId)
  const query = search.size > 0 ? `?${search}` : ''
  return `/auth/login?next=${encodeURIComponent(`${here.pathname}${query}${here.hash}`)}`
}
