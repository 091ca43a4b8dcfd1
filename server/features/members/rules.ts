import type { UserRow } from '#server/features/users/schema.ts'
import type { MemberRow } from './schema.ts'

/** A user as their teammates see them. */
export function toMember(user: UserRow): MemberRow {
  const { id, firstName, lastName, email, role, teams, memberSince, state, version } = user
  return {
    id,
    kind: 'member',
    firstName,
    lastName,
    email,
    role,
    teams,
    memberSince,
    status: state === 'invited' ? 'pending' : 'registered',
    expiresAt: null,
    invitedBy: null,
    version,
  }
}
