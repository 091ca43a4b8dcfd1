import { Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Line } from '#client/realtime/live-list.ts'
import { Badge } from '#client/ui/badge.tsx'
import type { Icon } from '#client/ui/icon.ts'
import { placesWords } from '#client/words/places.ts'
import { isDeleted, type PlaceRow } from './place-list.ts'
import './places.css'

/** The first cell of a row: its name as a link, and whether it is the default one or gone. */
export function PlaceName(props: {
  line: Line<PlaceRow & { isDefault?: boolean }>
  icon: Icon
  href: string
  /** Below the name where its column has no room. */
  below?: string | undefined
}) {
  const row = () => props.line.row
  return (
    <span
      class="place-name"
      data-key={props.line.id}
      data-new={props.line.arrivedAt === undefined ? undefined : ''}
      data-left={isDeleted(row()) ? '' : undefined}
    >
      <Dynamic component={props.icon} size={16} />
      <span class="place-name-text">
        <span class="place-name-line">
          <Show when={!isDeleted(row())} fallback={row().name}>
            <a href={props.href}>{row().name}</a>
          </Show>
          <Show when={row().isDefault}>
            <Badge>{placesWords.default}</Badge>
          </Show>
          <Show when={isDeleted(row())}>
            <Badge>{placesWords.deleted}</Badge>
          </Show>
        </span>
        <Show when={props.below}>{(below) => <small class="muted">{below()}</small>}</Show>
      </span>
    </span>
  )
}
