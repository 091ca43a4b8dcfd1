// The kinds of review that the console knows. Another one is one file like registration-view.tsx and a line below.
import type { ReviewKind, ReviewRow } from '#server/features/reviews/schema.ts'
import type { ReviewKindView } from './kind-view.ts'
import { registrationView } from './registration-view.tsx'

const views: Partial<Record<ReviewKind, ReviewKindView>> = { registration: registrationView }

/** The kinds that exist, in the order of their tabs. */
export const shownKinds = Object.keys(views) as ReviewKind[]

export function viewOf(kind: ReviewKind): ReviewKindView {
  const view = views[kind]
  if (!view) throw new Error(`no view for reviews of kind ${kind}`)
  return view
}

export const titleOf = (row: ReviewRow): string => viewOf(row.kind).title(row)
