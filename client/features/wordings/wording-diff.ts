// How two wordings differ, line by line and, in lines that were changed, word by word. Pure; loaded when somebody looks.
import { diffArrays, diffWordsWithSpace } from 'diff'
import type { WordingField, WordingSource } from '#emails/wording.ts'

interface Piece {
  text: string
  isChanged: boolean
}

/** `gap`: so many lines that are the same were left out. */
export type DiffLine = { kind: 'same' | 'added' | 'removed'; pieces: Piece[] } | { kind: 'gap'; count: number }

interface FieldDiff {
  field: WordingField
  lines: DiffLine[]
}

/** Lines of what is the same that are kept around a change. */
const contextLines = 2

const fields = ['subject', 'preview', 'body', 'text', 'why'] as const satisfies readonly WordingField[]

/** The fields that differ, each with what was taken from `before` and what was added in `after`. */
export const diffWordings = (before: WordingSource, after: WordingSource): FieldDiff[] =>
  fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, lines: shorten(diffLines(before[field], after[field])) }))

export function diffLines(before: string, after: string): Exclude<DiffLine, { kind: 'gap' }>[] {
  const lines: Exclude<DiffLine, { kind: 'gap' }>[] = []
  const changes = diffArrays(before.split('\n'), after.split('\n'))
  for (const [at, change] of changes.entries()) {
    const next = changes[at + 1]
    const last = changes[at - 1]
    if (change.removed && next?.added) lines.push(...changed(change.value, next.value))
    else if (change.added && last?.removed) continue
    else {
      const kind = change.added ? 'added' : change.removed ? 'removed' : 'same'
      for (const text of change.value) lines.push({ kind, pieces: [{ text, isChanged: false }] })
    }
  }
  return lines
}

/** Lines that took each other's place: those that pair up are compared by words. */
function changed(removed: string[], added: string[]): Exclude<DiffLine, { kind: 'gap' }>[] {
  const pairs = Math.min(removed.length, added.length)
  const words = removed.slice(0, pairs).map((line, at) => diffWordsWithSpace(line, added[at]!))
  const side = (line: string, at: number, without: 'added' | 'removed'): Piece[] =>
    words[at]
      ? words[at]
          .filter((word) => !word[without])
          .map(({ value, added: isNew, removed: isOld }) => ({ text: value, isChanged: isNew || isOld }))
      : [{ text: line, isChanged: false }]
  return [
    ...removed.map((line, at) => ({ kind: 'removed', pieces: side(line, at, 'added') }) as const),
    ...added.map((line, at) => ({ kind: 'added', pieces: side(line, at, 'removed') }) as const),
  ]
}

function shorten(lines: Exclude<DiffLine, { kind: 'gap' }>[]): DiffLine[] {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - contextLines), at + contextLines + 1).some(({ kind }) => kind !== 'same'),
  )
  const shown: DiffLine[] = []
  let left = 0
  for (const [at, line] of lines.entries()) {
    if (!isNear[at]) left++
    else {
      if (left > 0) shown.push({ kind: 'gap', count: left })
      left = 0
      shown.push(line)
    }
  }
  if (left > 0) shown.push({ kind: 'gap', count: left })
  return shown
}
