import CloudAlert from 'lucide-solid/icons/cloud-alert'
import RotateCw from 'lucide-solid/icons/rotate-cw'
import type { JSX } from 'solid-js'
import { Show } from 'solid-js'
import { Button } from './button.tsx'
import './error-panel.css'

export interface ErrorPanelProps {
  /** What went wrong, in a sentence. */
  title: string
  /** What to do about it. */
  children?: JSX.Element
  /** The number to quote, with its words ("Reference 7f3a09"). */
  reference?: string | undefined
  retryLabel?: string
  onRetry?: () => void
  busy?: boolean
}

/** Stands where the content would be: what happened, what to do, the reference, and another try. */
export function ErrorPanel(props: ErrorPanelProps) {
  return (
    <div class="error-panel" role="alert">
      <span class="error-panel-icon">
        <CloudAlert size={22} />
      </span>
      <h2>{props.title}</h2>
      <Show when={props.children}>
        <p class="muted">{props.children}</p>
      </Show>
      <Show when={props.retryLabel && props.onRetry}>
        <Button icon={RotateCw} busy={props.busy ?? false} onClick={() => props.onRetry?.()}>
          {props.retryLabel}
        </Button>
      </Show>
      <Show when={props.reference}>
        <p class="error-panel-reference">{props.reference}</p>
      </Show>
    </div>
  )
}
