import * as DropdownMenu from '@kobalte/core/dropdown-menu'
import Check from 'lucide-solid/icons/check'
import type { JSX } from 'solid-js'
import { For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Icon } from './icon.ts'
import './button.css'
import './menu.css'

export interface MenuItem {
  label: string
  icon?: Icon
  /** Goes somewhere; without it, `onSelect` does something. */
  href?: string
  onSelect?: () => void
  tone?: 'danger'
  disabled?: boolean
  /** One of several: a mark shows the chosen one. */
  checked?: boolean
  /** A line above it. */
  separated?: boolean
}

export interface MenuProps {
  /** Accessible name of the trigger, where its content is an icon; otherwise its content is its name. */
  label?: string
  items: readonly MenuItem[]
  /** What stands in the trigger button. */
  trigger: JSX.Element
  triggerClass?: string
  /** Words at the top that are no command: an address, a role. */
  header?: JSX.Element
  placement?: 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end' | 'right-start'
}

/** A button that opens a menu: arrows move, letters jump, Esc closes and gives focus back. */
export function Menu(props: MenuProps) {
  let trigger!: HTMLButtonElement
  // In its own landmark, and inside of a dialog rather than behind it; not in the body, where axe finds it homeless.
  const home = () => trigger.closest('dialog, header, main, footer') ?? document.body
  return (
    <DropdownMenu.Root modal={false} gutter={6} placement={props.placement ?? 'bottom-end'}>
      <DropdownMenu.Trigger
        ref={trigger}
        class={props.triggerClass ?? 'button icon-button'}
        data-variant="quiet"
        aria-label={props.label}
        title={props.label}
      >
        {props.trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal mount={home()} ref={(wrapper) => wrapper.classList.add('menu-home')}>
        <DropdownMenu.Content class="menu">
          <Show when={props.header}>
            <div class="menu-header">{props.header}</div>
          </Show>
          <For each={props.items}>{(item) => <MenuLine {...item} />}</For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** The key that chooses an item has done its work: it must not also press what has the focus then, a dialog's first button. */
function keepKey(event: KeyboardEvent) {
  if (event.key === 'Enter' || event.key === ' ') event.preventDefault()
}

function MenuLine(props: MenuItem) {
  const content = () => (
    <>
      <Show when={props.icon}>{(icon) => <Dynamic component={icon()} size={16} />}</Show>
      <span class="menu-label">{props.label}</span>
      <Show when={props.checked}>
        <Check size={16} />
      </Show>
    </>
  )
  return (
    <>
      <Show when={props.separated}>
        <DropdownMenu.Separator class="menu-separator" />
      </Show>
      <Show
        when={props.checked === undefined}
        fallback={
          <DropdownMenu.CheckboxItem class="menu-item" checked={props.checked} onSelect={() => props.onSelect?.()}>
            {content()}
          </DropdownMenu.CheckboxItem>
        }
      >
        <Show
          when={props.href}
          fallback={
            <DropdownMenu.Item
              class="menu-item"
              data-tone={props.tone}
              disabled={props.disabled}
              onKeyDown={keepKey}
              onSelect={() => props.onSelect?.()}
            >
              {content()}
            </DropdownMenu.Item>
          }
        >
          {(href) => (
            <DropdownMenu.Item as="a" href={href()} class="menu-item" disabled={props.disabled}>
              {content()}
            </DropdownMenu.Item>
          )}
        </Show>
      </Show>
    </>
  )
}
