// Where an address of the portal leads for this person: what the visibility hides, and the one page of whoever must change the password.
import type { Me } from '#server/features/auth/schema.ts'
import type { PortalVisibility } from '#server/features/settings/schema.ts'

export const changePasswordPath = '/auth/change-password'

/** Pages by which staff come in, whatever the portal shows; the server has the same list for a page's first load. */
const doors = /^\/(auth\/(login|change-password|reset(\/code)?|invitation)|setup)$/

export type Verdict = 'open' | 'change-password' | 'log-in' | 'hidden'

/** `me` and `visibility` are undefined until known; until then nothing is held back that the server has let through. */
export function judgeAddress(
  address: string,
  me: Pick<Me, 'kind' | 'mustChangePassword'> | null | undefined,
  visibility: PortalVisibility | undefined,
): Verdict {
  const pathname = address.length > 1 ? address.replace(/\/+$/u, '') : address
  if (me?.mustChangePassword) return pathname === changePasswordPath ? 'open' : 'change-password'
  // The admin is another document and has its own door.
  if (doors.test(pathname) || /^\/admin(\/|$)/u.test(pathname) || me === undefined) return 'open'
  if (visibility === 'hidden' && me?.kind !== 'staff') return 'hidden'
  if (visibility === 'private' && me === null && !pathname.startsWith('/auth/')) return 'log-in'
  return 'open'
}
