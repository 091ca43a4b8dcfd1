import type { JSX } from 'solid-js'
import { mergeProps, splitProps } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { ButtonVariant } from './button.tsx'
import type { Icon } from './icon.ts'
import './button.css'
import './icon-button.css'

export interface IconButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** The accessible name, also shown as the tooltip. */
  label: string
  icon: Icon
  variant?: ButtonVariant
}

/** A square button of one icon; quiet unless told otherwise. */
export function IconButton(props: IconButtonProps) {
  const merged = mergeProps({ type: 'button', variant: 'quiet' } as const, props)
  const [own, native] = splitProps(merged, ['label', 'icon', 'variant', 'class'])
  return (
    <button
      title={own.label}
      aria-label={own.label}
      {...native}
      class={`button icon-button ${own.class ?? ''}`}
      data-variant={own.variant}
    >
      <Dynamic component={own.icon} size={18} />
    </button>
  )
}
