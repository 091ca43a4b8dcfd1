import type { JSX } from 'solid-js'
import type { Icon } from '#client/ui/icon.ts'
import type { DetailOf, RowOf, ShownKind } from '#server/features/reviews/schema.ts'

/** What a kind of review adds to the console. Methods, so that the view of one kind can stand for the view of any. */
export interface ReviewKindView<K extends ShownKind = ShownKind> {
  icon: Icon
  /** "Registration" */
  label: string
  /** "Registrations", the name of its tab */
  tab: string
  /** Who or what it is about: the row's first line and the detail's heading. */
  title(row: RowOf<K>): string
  /** The row's second line. */
  line(row: RowOf<K>): string
  /** What its requester is called in a sentence. */
  shortName(row: RowOf<K>): string
  Badges(props: { row: RowOf<K> }): JSX.Element
  /** The lines of a `Facts`; `detail` follows the row a moment later. */
  FactLines(props: { row: RowOf<K>; detail: DetailOf<K> | undefined }): JSX.Element
  /** The lines of the list below "Approving will". */
  Effects(props: { detail: DetailOf<K> }): JSX.Element
}
