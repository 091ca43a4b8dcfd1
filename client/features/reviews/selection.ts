// Which reviews are chosen for one press on all of them. Pure.
import type { LiveList } from '#client/realtime/live-list.ts'
import { pickedMax } from '#server/features/bulk/schema.ts'

export interface Picked {
  ids: readonly string[]
  /** all that the filter finds, listed or not; `ids` says nothing then */
  isAll: boolean
  /** where a range starts: what was pressed last */
  anchor: string | undefined
}

export const nothingPicked: Picked = { ids: [], isAll: false, anchor: undefined }

export const isPicked = ({ ids, isAll }: Picked, id: string): boolean => isAll || ids.includes(id)
export const isAnyPicked = ({ ids, isAll }: Picked): boolean => isAll || ids.length > 0

/** Takes one in, or out. Out of all, those that are listed stay. */
export function togglePicked(picked: Picked, id: string, listed: readonly string[]): Picked {
  const before = picked.isAll ? listed : picked.ids
  const ids = before.includes(id) ? before.filter((one) => one !== id) : [...before, id]
  return { ids: ids.slice(0, pickedMax), isAll: false, anchor: id }
}

/** Takes in everything between what was pressed last and this one. */
export function rangePicked(picked: Picked, id: string, listed: readonly string[]): Picked {
  if (picked.isAll) return picked
  const to = listed.indexOf(id)
  const from = picked.anchor === undefined ? to : listed.indexOf(picked.anchor)
  const between = from < 0 ? [id] : listed.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: [...new Set([...picked.ids, ...between])].slice(0, pickedMax), isAll: false, anchor: id }
}

/** Drops what has left the list; what is on a page that is not loaded any more is still there. */
export function dropLeft(picked: Picked, list: LiveList<{ id: string; version: number }>): Picked {
  if (picked.ids.length === 0) return picked
  const lineById = new Map(list.lines.map((line) => [line.id, line]))
  const isThere = (id: string) => {
    const line = lineById.get(id)
    return line ? line.leftAt === undefined : list.next !== null && !(id in list.goneVersions)
  }
  const ids = picked.ids.filter(isThere)
  return ids.length === picked.ids.length ? picked : { ...picked, ids }
}
