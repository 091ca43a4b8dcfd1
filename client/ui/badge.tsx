import CircleCheck from 'lucide-solid/icons/circle-check'
import CircleX from 'lucide-solid/icons/circle-x'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import type { JSX } from 'solid-js'
import { Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Icon } from './icon.ts'
import './badge.css'

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

const iconByTone: Partial<Record<Tone, Icon>> = { success: CircleCheck, warning: TriangleAlert, danger: CircleX }

export interface BadgeProps {
  tone?: Tone
  /** Success, warning and danger bring their own; `false` shows none, where the words stand alone. */
  icon?: Icon | false
  children: JSX.Element
}

/** A state in a word or two: text, colour and (where it matters) an icon. */
export function Badge(props: BadgeProps) {
  const tone = () => props.tone ?? 'neutral'
  return (
    <span class="badge" data-tone={tone()}>
      <Show when={props.icon ?? iconByTone[tone()]}>{(icon) => <Dynamic component={icon() as Icon} size={13} />}</Show>
      <span class="badge-text">{props.children}</span>
    </span>
  )
}
