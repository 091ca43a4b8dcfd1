// What is typed about a review, kept while this tab lives: a dialog closed by a slip, or another review looked at in between,
// loses nothing.
const draftByKey = new Map<string, string>()

export type DraftOf = 'reason' | 'reject-note' | 'question' | 'note'

const keyOf = (reviewId: string, of: DraftOf) => `${of} ${reviewId}`

export const draftOf = (reviewId: string, of: DraftOf): string => draftByKey.get(keyOf(reviewId, of)) ?? ''
export const keepDraft = (reviewId: string, of: DraftOf, text: string) => void draftByKey.set(keyOf(reviewId, of), text)
export const forgetDraft = (reviewId: string, of: DraftOf) => void draftByKey.delete(keyOf(reviewId, of))
