/** The token of a mail's link and the page that it is for. Kept in memory alone: not in the address, not in the history. */
let taken: { pathname: string; token: string } | undefined

/**
 * Takes `?token=` off the address bar, before the router or anything else reads it, so that it is neither bookmarked nor
 * left behind in the browser's history. Called once, at the start of the app.
 */
export function takeLinkToken(): void {
  const url = new URL(location.href)
  const token = url.searchParams.get('token')
  if (token === null) return
  taken = { pathname: url.pathname, token }
  url.searchParams.delete('token')
  history.replaceState(history.state, '', `${url.pathname}${url.search}${url.hash}`)
}

/** The token that this page was opened with; undefined without one, and after a reload. */
export function linkTokenFor(pathname: string): string | undefined {
  return taken?.pathname === pathname ? taken.token : undefined
}
