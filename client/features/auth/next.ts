// Where a log-in leads. The address in ?next= is anybody's text, so it is read here and nowhere else.
import { htmlFor } from '#client/entries.ts'
import type { Me } from '#server/features/auth/schema.ts'

/** Stands for this portal while an address is read; nothing is ever asked of it. */
const here = 'https://portal.invalid'

/**
 * A path on this portal, or undefined for whatever could lead anywhere else (CWE-601) or back to an entrance. The parsed path is
 * looked at again, because dots vanish while it is parsed: `/.//evil.example` becomes `//evil.example`.
 */
export function safeNext(next: unknown): string | undefined {
  // Browsers read a backslash as a slash and drop tabs and newlines.
  if (typeof next !== 'string' || /[\\\u0000-\u0020\u007f]/.test(next) || !/^\/(?!\/)/.test(next)) return undefined
  if (!URL.canParse(next, here)) return undefined
  const url = new URL(next, here)
  if (url.origin !== here || url.pathname.startsWith('//')) return undefined
  if (/^\/(auth|setup)(\/|$)/.test(url.pathname)) return undefined
  return `${url.pathname}${url.search}${url.hash}`
}

/** Staff land in the admin, developers where they were going, else on their dashboard; nobody lands in the other's part. */
export function landingFor(me: Pick<Me, 'kind'>, next: unknown): string {
  const path = safeNext(next)
  const isAdmin = path !== undefined && htmlFor(path.split(/[?#]/)[0]!) === 'admin/index.html'
  if (me.kind === 'staff') return isAdmin ? path : '/admin'
  return isAdmin ? '/dashboard' : (path ?? '/dashboard')
}
