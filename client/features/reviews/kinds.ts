// What a kind of review adds to the console. Another kind is one file like registration-view.tsx and a line below.
import type { Component } from 'solid-js'
import type { Icon } from '#client/ui/icon.ts'
import type { ReviewDetail, ReviewKind, ReviewRow } from '#server/features/reviews/schema.ts'
import { registrationView } from './registration-view.tsx'

export interface ReviewKindView {
  icon: Icon
  /** "Registration" */
  label: string
  /** "Registrations", the name of its tab */
  tab: string
  /** Who or what it is about: the row's first line and the detail's heading. */
  title: (row: ReviewRow) => string
  /** The row's second line. */
  line: (row: ReviewRow) => string
  /** What its requester is called in a sentence. */
  shortName: (row: ReviewRow) => string
  Badges: Component<{ row: ReviewRow }>
  /** The lines of a `Facts`; `detail` follows the row a moment later. */
  FactLines: Component<{ row: ReviewRow; detail: ReviewDetail | undefined }>
  /** The lines of the list below "Approving will". */
  Effects: Component<{ detail: ReviewDetail }>
}

const views: Partial<Record<ReviewKind, ReviewKindView>> = { registration: registrationView }

/** The kinds that exist, in the order of their tabs. */
export const shownKinds = Object.keys(views) as ReviewKind[]

export function viewOf(kind: ReviewKind): ReviewKindView {
  const view = views[kind]
  if (!view) throw new Error(`no view for reviews of kind ${kind}`)
  return view
}

export const titleOf = (row: ReviewRow): string => viewOf(row.kind).title(row)
