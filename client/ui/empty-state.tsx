import CircleCheckBig from 'lucide-solid/icons/circle-check-big'
import Lock from 'lucide-solid/icons/lock'
import SearchX from 'lucide-solid/icons/search-x'
import Sparkles from 'lucide-solid/icons/sparkles'
import type { JSX } from 'solid-js'
import { Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Icon } from './icon.ts'
import './empty-state.css'

/** Four different things: nothing yet, nothing left to do, nothing that matches, nothing that you may see. */
export type EmptyKind = 'first-use' | 'all-clear' | 'no-match' | 'no-access'

const iconByKind: Record<EmptyKind, Icon> = {
  'first-use': Sparkles,
  'all-clear': CircleCheckBig,
  'no-match': SearchX,
  'no-access': Lock,
}

export interface EmptyStateProps {
  kind: EmptyKind
  title: string
  icon?: Icon
  /** What it means, and what to do about it. */
  children?: JSX.Element
  /** The next step, a Button or LinkButton. */
  action?: JSX.Element
}

/** Says why there is nothing here, and offers the next step. */
export function EmptyState(props: EmptyStateProps) {
  return (
    <div class="empty" data-kind={props.kind}>
      <span class="empty-icon">
        <Dynamic component={props.icon ?? iconByKind[props.kind]} size={22} />
      </span>
      <h2 class="empty-title">{props.title}</h2>
      <Show when={props.children}>
        <p class="empty-text">{props.children}</p>
      </Show>
      <Show when={props.action}>
        <div class="empty-action">{props.action}</div>
      </Show>
    </div>
  )
}
