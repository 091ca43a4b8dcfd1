// What an admin has typed over a user as they are, and how the two meet when somebody else saves. Pure.
import type { OrganizationRole, UserRow } from '#server/features/users/schema.ts'

export interface UserFields {
  firstName: string
  lastName: string
  organizationId: string
  teamIds: readonly string[]
  role: OrganizationRole
}

export type UserField = keyof UserFields

export function fieldsOf(user: UserRow): UserFields {
  const { firstName, lastName, organization, teams, role } = user
  return { firstName, lastName, organizationId: organization.id, teamIds: teams.map(({ id }) => id), role }
}

const isSame = (a: UserFields[UserField], b: UserFields[UserField]): boolean =>
  typeof a === 'string' || typeof b === 'string' ? a === b : a.length === b.length && a.every((one) => b.includes(one))

/** The fields in which the two differ; the order of teams is none. */
export function changedFields(a: UserFields, b: UserFields): UserField[] {
  return (Object.keys(b) as UserField[]).filter((field) => !isSame(a[field], b[field]))
}

export interface Merged {
  fields: UserFields
  /** what both have changed, and differently: mine is kept, theirs is shown */
  contested: UserField[]
}

/** Brings what was typed over `base` up to how the user is now: untouched fields follow, touched ones stay. */
export function mergeFields(mine: UserFields, base: UserFields, theirs: UserFields): Merged {
  const touched = changedFields(mine, base)
  // Teams hang on their organization: whoever keeps one keeps the other.
  if (touched.includes('organizationId') && !touched.includes('teamIds')) touched.push('teamIds')
  const kept = Object.fromEntries(touched.map((field) => [field, mine[field]]))
  const contested = touched.filter(
    (field) => !isSame(theirs[field], base[field]) && !isSame(theirs[field], mine[field]),
  )
  const fields = { ...theirs, ...kept }
  // They moved the person: teams chosen in the old organization mean nothing in the new one.
  if (theirs.organizationId !== base.organizationId && !touched.includes('organizationId'))
    fields.teamIds = theirs.teamIds
  return { fields, contested }
}
