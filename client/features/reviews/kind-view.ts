import type { JSX } from 'solid-js'
import type { Icon } from '#client/ui/icon.ts'
import type { DetailOf, RowOf, ReviewKind } from '#server/features/reviews/schema.ts'
import type { Approval, ApproveOptions } from './create-approval.ts'

/** What a kind of review adds to the console. Methods, so that the view of one kind can stand for the view of any. */
export interface ReviewKindView<K extends ReviewKind = ReviewKind> {
  icon: Icon
  /** "Organization request" */
  label: string
  /** the same where there is room for a word */
  shortLabel: string
  /** "Organization requests", the name of its tab */
  tab: string
  /** Who or what it is about: the row's first line and the detail's heading. */
  title(row: RowOf<K>): string
  /** The row's second line. */
  line(row: RowOf<K>): string
  /** What its requester is called in a sentence. */
  shortName(row: RowOf<K>): string
  /** What a yes has made of it, when that is not what was asked for. */
  result?(row: RowOf<K>): string | undefined
  /** The question of the dialog that rejects, and what follows. */
  rejectTitle(row: RowOf<K>): string
  rejectText(row: RowOf<K>): string
  /** Lines of the history that read otherwise than those of other kinds. */
  acts: Readonly<Record<string, string>>
  /** What said yes to one that nobody decided. */
  autoBy: string
  /** Stands where there is no earlier one of the same person. */
  neverBefore: string
  Badges(props: { row: RowOf<K> }): JSX.Element
  /** Above the facts while it is open: what must be known before a yes. */
  Warning?(props: { detail: DetailOf<K> }): JSX.Element
  /** The lines of a `Facts`; `detail` follows the row a moment later. */
  FactLines(props: { row: RowOf<K>; detail: DetailOf<K> | undefined; hrefOf: (id: string) => string }): JSX.Element
  /** The lines of the list below "Approving will". */
  Effects(props: { detail: DetailOf<K>; options: ApproveOptions }): JSX.Element
  /** Before *Approve*: what is chosen with it. */
  Choice?(props: { row: RowOf<K>; detail: DetailOf<K> | undefined; approval: Approval }): JSX.Element
  /** After a yes: what it made. */
  Outcome?(props: { detail: DetailOf<K> }): JSX.Element
}
