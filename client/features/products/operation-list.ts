// Finding an operation in the index of an API. Pure.
import { wordsOf } from '#server/features/products/rules.ts'
import type { OperationRow } from '#server/features/documents/schema.ts'

export interface OperationGroup {
  /** null: those without a tag */
  tag: string | null
  operations: OperationRow[]
}

/** Those that have all words of a text, as the server's search finds them. */
export function matchOperations(rows: readonly OperationRow[], text: string): OperationRow[] {
  const words = wordsOf(text)
  return rows.filter((row) => {
    const said = [row.method, row.path, row.summary, row.operationId ?? '', row.tag ?? ''].join(' ').toLowerCase()
    return words.every((word) => said.includes(word))
  })
}

/** Groups by tag, in the order in which the document first names each; what has none comes last. */
export function groupOperations(rows: readonly OperationRow[]): OperationGroup[] {
  const byTag = new Map<string | null, OperationRow[]>()
  for (const row of rows) byTag.set(row.tag, [...(byTag.get(row.tag) ?? []), row])
  const groups = [...byTag].map(([tag, operations]) => ({ tag, operations }))
  return [...groups.filter(({ tag }) => tag !== null), ...groups.filter(({ tag }) => tag === null)]
}

/** The operation that the fragment of an address names ("#op=3"), by its position in the document. */
export function positionOf(hash: string): number | undefined {
  const [, digits] = /^#?op=(\d{1,6})$/.exec(hash) ?? []
  return digits === undefined ? undefined : Number(digits)
}
