// A loaded part of an ordered list that stands still under the hand: pure, over plain rows. What is not here: fetching,
// see create-live-list.ts, and what belongs on a list, see the features.

/** Keyset cursor: an ISO instant and an id. Instants of one column have one length, so their text sorts as they do. */
export interface Cursor {
  at: string
  id: string
}

export interface Page<R> {
  rows: readonly R[]
  /** null at the end */
  next: Cursor | null
}

export interface Line<R> {
  id: string
  row: R
  /** epoch ms at which it arrived while the list was open; undefined for the rest, and once it is no longer new */
  arrivedAt: number | undefined
  /** epoch ms since when it does not belong here any more; it stays in place until nobody looks at it */
  leftAt: number | undefined
}

export interface LiveList<R> {
  lines: Line<R>[]
  next: Cursor | null
  /** arrivals that would push what is on the screen down; they wait until the list is calm */
  held: R[]
  /** the last version of each row that has gone, so that an echo of the past does not bring it back */
  goneVersions: Record<string, number>
}

export interface ListRules<R> {
  belongs: (row: R) => boolean
  placeOf: (row: R) => Cursor
  /** `newest-first` holds arrivals, because they come in above */
  order: 'oldest-first' | 'newest-first'
}

interface Versioned {
  id: string
  version: number
}

/** How long an arrival is marked as new. */
export const newForMs = 8_000
/** How long a row that somebody else took away stays to be read, if nobody looks at it. */
export const readForMs = 5_000

export function startList<R extends Versioned>(page: Page<R>): LiveList<R> {
  return { lines: page.rows.map(toLine), next: page.next, held: [], goneVersions: {} }
}

/** Appends the next page. A row that an event put here first is not repeated, the newer of the two stays. */
export function appendPage<R extends Versioned>(list: LiveList<R>, page: Page<R>): void {
  const lineById = new Map(list.lines.map((line) => [line.id, line]))
  for (const row of page.rows) {
    const line = lineById.get(row.id)
    if (!line) list.lines.push(toLine(row))
    else if (row.version > line.row.version) line.row = row
  }
  list.next = page.next
}

/**
 * Writes a row of which something was heard. A row on the list changes in place, also when it does not belong there any
 * more; one that is not there takes its place by the order, unless that is on a page which is not loaded.
 */
export function putRow<R extends Versioned>(
  list: LiveList<R>,
  rules: ListRules<R>,
  row: R,
  now: number,
  isArrival = false,
): void {
  const line = list.lines.find(({ id }) => id === row.id)
  if (line) return changeLine(line, rules, row, now)
  const heldAt = list.held.findIndex(({ id }) => id === row.id)
  if (heldAt >= 0) {
    if (row.version <= list.held[heldAt]!.version) return
    list.held.splice(heldAt, 1)
  }
  if ((list.goneVersions[row.id] ?? 0) >= row.version || !rules.belongs(row)) return
  if (list.next && compareIn(rules, rules.placeOf(row), list.next) > 0) return
  if (rules.order === 'newest-first' && isFirst(list, rules, row)) list.held.push(row)
  else insert(list, rules, { ...toLine(row), arrivedAt: isArrival ? now : undefined })
}

function changeLine<R extends Versioned>(line: Line<R>, rules: ListRules<R>, row: R, now: number): void {
  if (row.version <= line.row.version) return
  line.row = row
  if (rules.belongs(row)) line.leftAt = undefined
  else {
    line.leftAt ??= now
    line.arrivedAt = undefined
  }
}

export interface Settling {
  now: number
  /** whether somebody looks at this row: it is selected, or has the focus */
  isHeld: (id: string) => boolean
  /** whether rows may move: nobody is about to press one */
  isCalm: boolean
  /** rows that may go at once, because whoever looks knows why */
  isExpected: (id: string) => boolean
}

/** Lets go what has left and lets in what waits, as far as it disturbs nobody. Call it now and then; it changes nothing if there is nothing to do. */
export function settleList<R extends Versioned>(list: LiveList<R>, rules: ListRules<R>, settling: Settling): void {
  const { now, isHeld, isCalm, isExpected } = settling
  for (const line of list.lines) {
    if (line.arrivedAt !== undefined && now - line.arrivedAt > newForMs) line.arrivedAt = undefined
    // Seen while it was looked at: it need not stay to be read once more.
    if (line.leftAt !== undefined && line.leftAt > 0 && isHeld(line.id)) line.leftAt = 0
  }
  if (!isCalm) return
  const goes = (line: Line<R>) =>
    line.leftAt !== undefined && !isHeld(line.id) && (now - line.leftAt > readForMs || isExpected(line.id))
  const going = new Set(list.lines.filter(goes).map(({ id }) => id))
  for (const { id, row } of list.lines) if (going.has(id)) list.goneVersions[id] = row.version
  if (going.size > 0) list.lines = list.lines.filter(({ id }) => !going.has(id))
  releaseHeld(list, rules, now)
}

/** Lets the held arrivals in. */
export function releaseHeld<R extends Versioned>(list: LiveList<R>, rules: ListRules<R>, now: number): void {
  if (list.held.length === 0) return
  for (const row of list.held) insert(list, rules, { ...toLine(row), arrivedAt: now })
  list.held = []
}

/**
 * Keeps across a fresh fetch which rows are new, and the rows that somebody looks at but which it does not have any more:
 * they have left.
 */
export function carryOver<R extends Versioned>(
  fresh: LiveList<R>,
  before: LiveList<R>,
  rules: ListRules<R>,
  isHeld: (id: string) => boolean,
): void {
  const freshById = new Map(fresh.lines.map((line) => [line.id, line]))
  for (const line of before.lines) {
    const there = freshById.get(line.id)
    if (there) there.arrivedAt = line.arrivedAt
    const isBeyond = fresh.next !== null && compareIn(rules, rules.placeOf(line.row), fresh.next) > 0
    if (!there && !isBeyond && isHeld(line.id)) insert(fresh, rules, { ...line, leftAt: line.leftAt ?? 0 })
  }
}

/** The row to go on with after this one: the next that belongs here, else the first that does. */
export function nextOf<R extends Versioned>(list: LiveList<R>, id: string): string | undefined {
  const at = list.lines.findIndex((line) => line.id === id)
  const open = (line: Line<R>) => line.leftAt === undefined && line.id !== id
  return (list.lines.slice(at + 1).find(open) ?? list.lines.find(open))?.id
}

const toLine = <R extends Versioned>(row: R): Line<R> => ({
  id: row.id,
  row,
  arrivedAt: undefined,
  leftAt: undefined,
})

function compareIn(rules: Pick<ListRules<never>, 'order'>, a: Cursor, b: Cursor): number {
  const difference = compareText(a.at, b.at) || compareText(a.id, b.id)
  return rules.order === 'oldest-first' ? difference : -difference
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function isFirst<R extends Versioned>(list: LiveList<R>, rules: ListRules<R>, row: R): boolean {
  const first = list.lines[0]
  return first !== undefined && compareIn(rules, rules.placeOf(row), rules.placeOf(first.row)) < 0
}

function insert<R extends Versioned>(list: LiveList<R>, rules: ListRules<R>, line: Line<R>): void {
  const place = rules.placeOf(line.row)
  const at = list.lines.findIndex((other) => compareIn(rules, rules.placeOf(other.row), place) > 0)
  if (at < 0) list.lines.push(line)
  else list.lines.splice(at, 0, line)
}
