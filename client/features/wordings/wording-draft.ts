// What an owner has typed over a published wording: what differs, how it meets somebody else's, and what this browser keeps of it.
import type { WordingField, WordingSource } from '#emails/wording.ts'
import { wordingSource, type WordingName } from '#server/features/wordings/schema.ts'

export const wordingFields = ['subject', 'preview', 'body', 'text', 'why'] as const satisfies readonly WordingField[]

/** A layout has no lines of its own. */
export const fieldsOf = (name: WordingName): readonly WordingField[] =>
  name === 'layout' ? ['body', 'text'] : wordingFields

export const changedFields = (a: WordingSource, b: WordingSource): WordingField[] =>
  wordingFields.filter((field) => a[field] !== b[field])

/** Brings what was typed over `base` up to what is published now: untouched fields follow, touched ones stay. */
export function mergeSources(mine: WordingSource, base: WordingSource, theirs: WordingSource): WordingSource {
  const kept = Object.fromEntries(changedFields(mine, base).map((field) => [field, mine[field]]))
  return { ...theirs, ...kept }
}

/** What was typed and not published, with the version that it was typed over. */
export interface KeptDraft {
  source: WordingSource
  version: number
  /** epoch ms, by this machine's clock */
  at: number
}

const keyOf = (accountId: string, name: WordingName) => `gatehouse.wording.${accountId}.${name}`

export function readDraft(accountId: string, name: WordingName): KeptDraft | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(accountId, name)) ?? 'null') as KeptDraft | null
    const source = wordingSource.safeParse(kept?.source)
    return kept && source.success ? { ...kept, source: source.data } : undefined
  } catch {
    // Storage is refused, or holds something else: there is nothing to take up.
    return undefined
  }
}

export function keepDraft(accountId: string, name: WordingName, draft: KeptDraft | undefined): void {
  try {
    if (draft) localStorage.setItem(keyOf(accountId, name), JSON.stringify(draft))
    else localStorage.removeItem(keyOf(accountId, name))
  } catch {
    // Refused storage costs the memory of the draft, not the draft.
  }
}
