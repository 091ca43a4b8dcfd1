import CircleCheck from 'lucide-solid/icons/circle-check'
import CircleX from 'lucide-solid/icons/circle-x'
import Info from 'lucide-solid/icons/info'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import X from 'lucide-solid/icons/x'
import type { JSX } from 'solid-js'
import { Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Tone } from './badge.tsx'
import type { Icon } from './icon.ts'
import { IconButton } from './icon-button.tsx'
import './notice.css'

const iconByTone: Record<Tone, Icon> = {
  neutral: Info,
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleX,
}

export interface NoticeProps {
  tone?: Tone
  title?: string
  icon?: Icon
  children?: JSX.Element
  /** Buttons or links at the end of the line. */
  action?: JSX.Element
  /** It announces nothing by itself: what is in it changes all the time, and says what is to be heard. */
  silent?: boolean
  dismissLabel?: string
  onDismiss?: () => void
}

/** A message in the page. Danger is announced at once (role alert), everything else when there is time (role status). */
export function Notice(props: NoticeProps) {
  const tone = () => props.tone ?? 'info'
  const role = () => (tone() === 'danger' ? 'alert' : 'status')
  return (
    <div class="notice" data-tone={tone()} role={props.silent ? undefined : role()}>
      <Dynamic component={props.icon ?? iconByTone[tone()]} size={16} />
      <div class="notice-text">
        <Show when={props.title}>
          <p class="notice-title">{props.title}</p>
        </Show>
        <div>{props.children}</div>
      </div>
      <Show when={props.action}>
        <div class="notice-action">{props.action}</div>
      </Show>
      <Show when={props.dismissLabel}>
        {(label) => <IconButton label={label()} icon={X} onClick={() => props.onDismiss?.()} />}
      </Show>
    </div>
  )
}
