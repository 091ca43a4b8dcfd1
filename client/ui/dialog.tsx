import X from 'lucide-solid/icons/x'
import type { JSX } from 'solid-js'
import { createUniqueId, onCleanup, onMount, Show } from 'solid-js'
import { IconButton } from './icon-button.tsx'
import './dialog.css'

export interface DialogProps {
  open: boolean
  /** Esc, or the button in the corner. The click beside it does nothing: what was typed is not lost by a slip. */
  onClose: () => void
  title: string
  /** A sentence below the title, read out when the dialog opens. */
  description?: JSX.Element
  /** Accessible name of the button in the corner. */
  closeLabel: string
  size?: 'small' | 'medium' | 'large'
  children: JSX.Element
}

/**
 * A native modal dialog. Focus goes to `[autofocus]`, else to the first field, else to the first button of the body,
 * and back to where it came from on close. Mod+Enter submits the form in it.
 */
export function Dialog(props: DialogProps) {
  return (
    <Show when={props.open}>
      <OpenDialog {...props} />
    </Show>
  )
}

function OpenDialog(props: DialogProps) {
  const titleId = createUniqueId()
  const descriptionId = createUniqueId()
  const cameFrom = openerOf(document.activeElement)
  let dialog!: HTMLDialogElement

  onMount(() => {
    dialog.showModal()
    firstControl(dialog)?.focus()
  })
  onCleanup(() => {
    if (dialog.open) dialog.close()
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus()
  })

  return (
    <dialog
      ref={dialog}
      class="dialog"
      data-size={props.size ?? 'medium'}
      aria-labelledby={titleId}
      aria-describedby={props.description ? descriptionId : undefined}
      onCancel={(event) => {
        // A dialog can open a native picker, whose own cancel bubbles up to here.
        if (event.target !== dialog) return
        event.preventDefault()
        props.onClose()
      }}
      onKeyDown={(event) => {
        // Keys that belong to a dialog do not reach the shortcuts of the page below it, which listen on the window
        // (Solid hears keys at the document, so this is too late for listeners there).
        event.stopPropagation()
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
          event.preventDefault()
          dialog.querySelector('form')?.requestSubmit()
        }
      }}
    >
      <header class="dialog-header">
        <h2 id={titleId}>{props.title}</h2>
        <IconButton label={props.closeLabel} icon={X} onClick={() => props.onClose()} />
      </header>
      <div class="dialog-body">
        <Show when={props.description}>
          <p id={descriptionId} class="dialog-description">
            {props.description}
          </p>
        </Show>
        {props.children}
      </div>
    </dialog>
  )
}

/** What was pressed; of a menu, which is gone when the dialog closes, the button that opened it. */
function openerOf(pressed: Element | null): Element | null {
  const menu = pressed?.closest('[role=menu]')
  return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : pressed
}

/** The row of buttons that ends a dialog; it stays in sight while the body scrolls. */
export function DialogActions(props: { children: JSX.Element }) {
  return <div class="dialog-actions">{props.children}</div>
}

const fields = 'input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled)'

function firstControl(dialog: HTMLDialogElement): HTMLElement | null {
  const body = dialog.querySelector('.dialog-body')
  return (
    dialog.querySelector<HTMLElement>('[autofocus]') ??
    body?.querySelector<HTMLElement>(fields) ??
    body?.querySelector<HTMLElement>('button, a[href]') ??
    dialog.querySelector<HTMLElement>('button')
  )
}
