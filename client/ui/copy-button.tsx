import Check from 'lucide-solid/icons/check'
import Copy from 'lucide-solid/icons/copy'
import { createSignal, onCleanup, Show } from 'solid-js'
import type { ButtonProps } from './button.tsx'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import type { Icon } from './icon.ts'

export interface CopyButtonProps {
  text: string
  /** "Copy", "Copy link": its name before and after, so that tests and people find it again. */
  label: string
  /** Announced, and shown for two seconds ("Copied"). */
  copiedLabel: string
  /** Said when the browser refuses the clipboard. */
  failedLabel: string
  variant?: ButtonProps['variant']
  size?: ButtonProps['size']
  /** Where something other than the text itself is copied. */
  icon?: Icon
  /** `icon` for rows: a square button whose name is its tooltip. */
  look?: 'button' | 'icon'
}

/** Puts a text on the clipboard and says so. */
export function CopyButton(props: CopyButtonProps) {
  const [state, setState] = createSignal<'idle' | 'copied' | 'failed'>('idle')
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const copy = async () => {
    clearTimeout(timer)
    // Absent on plain http beyond the loopback address.
    const written = await navigator.clipboard?.writeText(props.text).then(
      () => true,
      () => false,
    )
    setState(written ? 'copied' : 'failed')
    timer = setTimeout(() => setState('idle'), 2000)
  }
  const said = () => ({ idle: '', copied: props.copiedLabel, failed: props.failedLabel })[state()]
  const icon = () => (state() === 'copied' ? Check : (props.icon ?? Copy))
  return (
    <>
      <Show
        when={props.look === 'icon'}
        fallback={
          <Button
            variant={props.variant ?? 'default'}
            size={props.size ?? 'medium'}
            icon={icon()}
            aria-label={props.label}
            onClick={() => void copy()}
          >
            {said() || props.label}
          </Button>
        }
      >
        <IconButton label={props.label} icon={icon()} onClick={() => void copy()} />
      </Show>
      <span class="visually-hidden" role="status">
        {said()}
      </span>
    </>
  )
}
