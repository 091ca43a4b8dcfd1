import type { JSX } from 'solid-js'
import { mergeProps, Show, splitProps } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { ButtonVariant } from './button.tsx'
import type { Icon } from './icon.ts'
import './button.css'

export interface LinkButtonProps extends JSX.AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string
  variant?: ButtonVariant
  size?: 'medium' | 'small'
  icon?: Icon
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton(props: LinkButtonProps) {
  const merged = mergeProps({ variant: 'default', size: 'medium' } as const, props)
  const [own, native] = splitProps(merged, ['variant', 'size', 'icon', 'class', 'children'])
  return (
    <a {...native} class={`button ${own.class ?? ''}`} data-variant={own.variant} data-size={own.size}>
      <Show when={own.icon}>{(icon) => <Dynamic component={icon()} size={16} />}</Show>
      <span class="button-label">{own.children}</span>
    </a>
  )
}
