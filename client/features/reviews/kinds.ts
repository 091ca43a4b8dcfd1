// The kinds of review that the console knows. Another one is one file like registration-view.tsx and a line below.
import type { ReviewRow, ReviewKind } from '#server/features/reviews/schema.ts'
import { accessView } from './access-view.tsx'
import type { ReviewKindView } from './kind-view.ts'
import { organizationView } from './organization-view.tsx'
import { registrationView } from './registration-view.tsx'

const views: { [K in ReviewKind]: ReviewKindView<K> } = {
  registration: registrationView,
  organization: organizationView,
  access: accessView,
}

/** The kinds that exist, in the order of their tabs. */
export const shownKinds = Object.keys(views) as ReviewKind[]

export const viewOf = (kind: ReviewKind): ReviewKindView => views[kind] as ReviewKindView

export const titleOf = (row: ReviewRow): string => viewOf(row.kind).title(row)
