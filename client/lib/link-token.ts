// What links carry in their address and nobody should read there later: tokens of mails, invite codes.

/** Which parameter is taken off which addresses: a token off every one, a code off the registration's. */
const secrets = { token: () => true, code: (pathname: string) => pathname === '/auth/register' }
type Secret = keyof typeof secrets

/** What was taken and the page that it is for. Kept in memory alone: not in the address, not in the history. */
const taken: Partial<Record<Secret, { pathname: string; value: string }>> = {}

/**
 * Takes `?token=` and an invite code's `?code=` off the address bar, before the router or anything else reads it, so that
 * it is neither bookmarked nor left behind in the browser's history. Called once, at the start of the app.
 */
export function takeLinkToken(): void {
  const url = new URL(location.href)
  for (const [name, isTaken] of Object.entries(secrets)) {
    const value = url.searchParams.get(name)
    if (value === null || !isTaken(url.pathname)) continue
    taken[name as Secret] = { pathname: url.pathname, value }
    url.searchParams.delete(name)
  }
  if (url.href !== location.href) history.replaceState(history.state, '', `${url.pathname}${url.search}${url.hash}`)
}

const takenFor = (secret: Secret, pathname: string) =>
  taken[secret]?.pathname === pathname ? taken[secret].value : undefined

/** The token that this page was opened with; undefined without one, and after a reload. */
export const linkTokenFor = (pathname: string): string | undefined => takenFor('token', pathname)

/** The invite code that this page was opened with; undefined without one, and after a reload. */
export const linkCodeFor = (pathname: string): string | undefined => takenFor('code', pathname)
