import type { Component } from 'solid-js'
import type { Icon } from '#client/ui/icon.ts'
import type { ReviewDetail, ReviewRow } from '#server/features/reviews/schema.ts'

/** What a kind of review adds to the console. */
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
