import type { JSX } from 'solid-js'
import { children, createEffect, on, Show } from 'solid-js'
import './split-pane.css'

export interface SplitPaneProps {
  list: JSX.Element
  /** The detail, a `DetailPane`; shown while `open`. Below 1200 px it is a drawer, below 768 px the whole page. */
  detail: JSX.Element
  open: boolean
  /** Esc inside the detail. Focus goes back to the list's current row (`[data-roving][tabindex="0"]`). */
  onClose: () => void
  /** Accessible name of the detail. */
  detailLabel: string
  /** What stands beside the list on wide screens while nothing is open. */
  placeholder?: JSX.Element
}

/** List left, detail right, each scrolling by itself. Fills the height of the admin's main area. */
export function SplitPane(props: SplitPaneProps) {
  let list!: HTMLDivElement
  createEffect(
    on(
      () => props.open,
      (open, before) => {
        if (before && !open) list.querySelector<HTMLElement>('[data-roving][tabindex="0"]')?.focus()
      },
    ),
  )
  return (
    <div class="split" data-open={props.open ? '' : undefined}>
      <div class="split-list" ref={list}>
        {props.list}
      </div>
      <Show
        when={props.open}
        fallback={
          <Show when={props.placeholder}>
            <div class="split-placeholder">{props.placeholder}</div>
          </Show>
        }
      >
        <section
          class="split-detail"
          aria-label={props.detailLabel}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.defaultPrevented) return
            event.preventDefault()
            props.onClose()
          }}
        >
          {props.detail}
        </section>
      </Show>
    </div>
  )
}

export interface DetailPaneProps {
  header: JSX.Element
  children: JSX.Element
  /** The buttons that decide; they stay in sight. */
  actions?: JSX.Element
}

/** Header, scrolling body, sticky bar of decisions. */
export function DetailPane(props: DetailPaneProps) {
  // Asked whether they are there and then shown: without this they would be made twice.
  const actions = children(() => props.actions)
  return (
    <>
      <header class="detail-header">{props.header}</header>
      <div class="detail-body">{props.children}</div>
      <Show when={actions()}>
        <footer class="detail-actions">{actions()}</footer>
      </Show>
    </>
  )
}
