// What is typed over a teammate as they are, and how the two meet when somebody else saves. Pure.
import type { MemberRow } from '#server/features/members/schema.ts'

export interface MemberDraft {
  firstName: string
  lastName: string
  role: string
  teamIds: string[]
}

/** Without the default team, which is not for choosing. */
export function draftOf(
  { firstName, lastName, role, teams }: MemberRow,
  defaultTeamId: string | undefined,
): MemberDraft {
  const teamIds = teams.map(({ id }) => id).filter((id) => id !== defaultTeamId)
  return { firstName, lastName, role, teamIds }
}

/** Untouched fields follow, touched ones stay. */
export function mergeDraft(mine: MemberDraft, base: MemberDraft, theirs: MemberDraft): MemberDraft {
  const pick = <F extends keyof MemberDraft>(field: F) => (isSame(mine[field], base[field]) ? theirs : mine)[field]
  return { firstName: pick('firstName'), lastName: pick('lastName'), role: pick('role'), teamIds: pick('teamIds') }
}

/** The order of teams is none. */
const isSame = (a: string | string[], b: string | string[]) => keyOf(a) === keyOf(b)
const keyOf = (value: string | string[]) => (typeof value === 'string' ? value : value.toSorted().join())
