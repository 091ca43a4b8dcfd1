// How what somebody typed over a record meets what somebody else saved meanwhile. All fields are texts, as forms hold them;
// a list of ids is a text too. Pure.

export type Texts<F> = { [K in keyof F]: string }
export type NameOf<F> = keyof F & string

export interface Merged<F> {
  fields: F
  /** what both have changed, and differently: mine is kept, theirs is shown */
  contested: NameOf<F>[]
}

/** Ids as one text; their order is none. */
export const toIdText = (ids: readonly string[]): string => [...new Set(ids)].sort().join(' ')
export const idsIn = (text: string): string[] => (text === '' ? [] : text.split(' '))

export function changedFields<F extends Texts<F>>(a: F, b: F): NameOf<F>[] {
  return (Object.keys(b) as NameOf<F>[]).filter((field) => a[field] !== b[field])
}

/**
 * Brings what was typed over `base` up to how the record is now: untouched fields follow, touched ones stay. Of the `lists`
 * nobody loses anything: what I added and took out is added to and taken out of theirs.
 */
export function mergeFields<F extends Texts<F>>(
  mine: F,
  base: F,
  theirs: F,
  lists: readonly NameOf<F>[] = [],
): Merged<F> {
  const touched = changedFields(base, mine)
  const fields: Record<string, string> = { ...theirs }
  for (const field of touched)
    fields[field] = lists.includes(field) ? mergeLists(mine[field], base[field], theirs[field]) : mine[field]
  const contested = touched.filter(
    (field) => !lists.includes(field) && theirs[field] !== base[field] && theirs[field] !== mine[field],
  )
  return { fields: fields as F, contested }
}

function mergeLists(mine: string, base: string, theirs: string): string {
  const { added, removed } = changedIds(base, mine)
  return toIdText([...idsIn(theirs), ...added].filter((id) => !removed.includes(id)))
}

export function changedIds(before: string, after: string): { added: string[]; removed: string[] } {
  const [had, has] = [new Set(idsIn(before)), new Set(idsIn(after))]
  return { added: [...has].filter((id) => !had.has(id)), removed: [...had].filter((id) => !has.has(id)) }
}
