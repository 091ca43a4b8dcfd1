import X from 'lucide-solid/icons/x'
import type { JSX } from 'solid-js'
import { onCleanup, onMount, Show } from 'solid-js'
import { IconButton } from './icon-button.tsx'
import './drawer.css'

export interface DrawerProps {
  open: boolean
  onClose: () => void
  /** Accessible name. */
  label: string
  closeLabel: string
  side?: 'start' | 'end'
  /** What stands beside the close button. */
  header?: JSX.Element
  children: JSX.Element
}

/** A modal sheet at the edge, for menus on small screens: Esc and a press beside it close it. */
export function Drawer(props: DrawerProps) {
  return (
    <Show when={props.open}>
      <OpenDrawer {...props} />
    </Show>
  )
}

function OpenDrawer(props: DrawerProps) {
  let dialog!: HTMLDialogElement
  const cameFrom = document.activeElement
  onMount(() => dialog.showModal())
  onCleanup(() => {
    if (dialog.open) dialog.close()
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus()
  })
  return (
    <dialog
      ref={dialog}
      class="drawer"
      data-side={props.side ?? 'start'}
      aria-label={props.label}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
      onClick={(event) => event.target === dialog && props.onClose()}
    >
      <div class="drawer-sheet">
        <div class="drawer-header">
          {props.header}
          <IconButton class="push" label={props.closeLabel} icon={X} onClick={() => props.onClose()} />
        </div>
        {props.children}
      </div>
    </dialog>
  )
}
