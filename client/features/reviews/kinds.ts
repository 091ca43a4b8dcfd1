// The kinds of review that the console knows. Another one is one file like registration-view.tsx and a line below.
import type { ReviewRow, ShownKind } from '#server/features/reviews/schema.ts'
import type { ReviewKindView } from './kind-view.ts'
import { organizationView } from './organization-view.tsx'
import { registrationView } from './registration-view.tsx'

const views: { [K in ShownKind]: ReviewKindView<K> } = {
  registration: registrationView,
  organization: organizationView,
}

/** The kinds that exist, in the order of their tabs. */
export const shownKinds = Object.keys(views) as ShownKind[]

export const viewOf = (kind: ShownKind): ReviewKindView => views[kind] as ReviewKindView

export const titleOf = (row: ReviewRow): string => viewOf(row.kind).title(row)
