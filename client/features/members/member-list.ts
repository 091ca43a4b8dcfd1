// An organization's member list under the hand: who comes in where, who goes. Pure, over a mutable draft.
import type { MemberList, MemberRow } from '#server/features/members/schema.ts'

type Named = Pick<MemberRow, 'firstName' | 'lastName'>

export const nameOf = ({ firstName, lastName }: Named) => `${firstName} ${lastName}`

const byName = (a: Named, b: Named) => nameOf(a).localeCompare(nameOf(b), undefined, { sensitivity: 'base' })

/** People and invitations in one order. */
export const sortMembers = (list: MemberList): MemberList => ({ ...list, rows: list.rows.toSorted(byName) })

const matches = (row: MemberRow, search: string) =>
  `${nameOf(row)} ${row.email}`.toLowerCase().includes(search.toLowerCase())

/** Writes a newer row in place, so that it does not move under the hand; one that is not there takes its place by name. */
export function putMember(list: MemberList, row: MemberRow, search: string): void {
  const known = list.rows.find(({ id }) => id === row.id)
  if (known) {
    if (row.version > known.version) Object.assign(known, row)
    return
  }
  if (!matches(row, search)) return
  const at = list.rows.findIndex((other) => byName(other, row) > 0)
  list.rows.splice(at < 0 ? list.rows.length : at, 0, row)
}

export function dropMember(list: MemberList, id: string): void {
  list.rows = list.rows.filter((row) => row.id !== id)
}
