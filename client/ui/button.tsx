import type { JSX } from 'solid-js'
import { createUniqueId, mergeProps, Show, splitProps } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Icon } from './icon.ts'
import { KeyHint } from './key-hint.tsx'
import { Spinner } from './spinner.tsx'
import './button.css'

export type ButtonVariant = 'primary' | 'default' | 'quiet' | 'danger'

export interface ButtonProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'onClick'> {
  /** One `primary` in sight; `danger` only for what cannot be taken back; `quiet` for what is seldom needed. */
  variant?: ButtonVariant
  size?: 'medium' | 'small'
  icon?: Icon
  /** Work is under way: stays focusable and keeps its width, but does nothing when pressed again. */
  busy?: boolean
  /** Why it cannot be pressed now. Stays focusable, so that the reason can be read, by everyone. */
  disabledReason?: string | undefined
  /** The key that does the same; not part of the accessible name. */
  keyHint?: string | undefined
  onClick?: (event: MouseEvent & { currentTarget: HTMLButtonElement }) => void
}

/** A native button; `type` is `button` unless it says `submit`. */
export function Button(props: ButtonProps) {
  const merged = mergeProps({ type: 'button', variant: 'default', size: 'medium' } as const, props)
  const [own, native] = splitProps(merged, [
    'variant',
    'size',
    'icon',
    'busy',
    'disabledReason',
    'keyHint',
    'class',
    'children',
    'onClick',
  ])
  const reasonId = createUniqueId()
  const held = () => Boolean(own.busy || own.disabledReason)
  const press: ButtonProps['onClick'] = (event) => {
    if (held()) event.preventDefault()
    else own.onClick?.(event)
  }
  return (
    <>
      <button
        title={own.disabledReason}
        aria-describedby={own.disabledReason ? reasonId : undefined}
        {...native}
        class={`button ${own.class ?? ''}`}
        data-variant={own.variant}
        data-size={own.size}
        aria-disabled={held() || undefined}
        aria-busy={own.busy || undefined}
        onClick={(event) => press(event)}
      >
        <Show
          when={own.busy}
          fallback={<Show when={own.icon}>{(icon) => <Dynamic component={icon()} size={16} />}</Show>}
        >
          <Spinner />
        </Show>
        <span class="button-label">{own.children}</span>
        <Show when={own.keyHint}>{(keys) => <KeyHint keys={keys()} />}</Show>
      </button>
      <Show when={own.disabledReason}>
        <span id={reasonId} class="visually-hidden">
          {own.disabledReason}
        </span>
      </Show>
    </>
  )
}
