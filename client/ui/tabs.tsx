import type { JSX } from 'solid-js'
import { createEffect, For, Show } from 'solid-js'
import './tabs.css'

export interface Tab {
  value: string
  label: string
  /** Shown beside the label, not part of the accessible name. */
  count?: number | undefined
}

export interface TabsProps {
  /** Ties tabs and panel together; unique on the page. */
  id: string
  /** Accessible name of the list of tabs. */
  label: string
  tabs: readonly Tab[]
  value: string
  /** Called when a tab is pressed; the page writes the URL, and `value` follows from it. */
  onChange: (value: string) => void
}

/** Tabs with roving focus: arrows, Home and End move, Enter and Space (or a click) choose. Follow with `TabPanel`. */
export function Tabs(props: TabsProps) {
  let list!: HTMLDivElement
  const move = (event: KeyboardEvent) => {
    const all = [...list.querySelectorAll<HTMLElement>('[role=tab]')]
    const at = all.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined || at < 0) return
    event.preventDefault()
    all[(to + all.length) % all.length]?.focus()
  }
  // Where there is no room for all of them, the chosen one is in sight.
  createEffect(() => {
    const chosen = document.getElementById(`${props.id}-tab-${props.value}`)?.getBoundingClientRect()
    const frame = list.getBoundingClientRect()
    if (chosen && chosen.right > frame.right) list.scrollLeft += chosen.right - frame.right
    else if (chosen && chosen.left < frame.left) list.scrollLeft -= frame.left - chosen.left
  })
  return (
    <div ref={list} class="tabs" role="tablist" aria-label={props.label} onKeyDown={move}>
      <For each={props.tabs}>
        {(tab) => (
          <button
            type="button"
            class="tab"
            role="tab"
            id={`${props.id}-tab-${tab.value}`}
            aria-selected={tab.value === props.value}
            aria-controls={tab.value === props.value ? `${props.id}-panel` : undefined}
            tabindex={tab.value === props.value ? 0 : -1}
            onClick={() => props.onChange(tab.value)}
          >
            {tab.label}
            <Show when={tab.count !== undefined}>
              <span class="count" aria-hidden="true">
                {tab.count}
              </span>
            </Show>
          </button>
        )}
      </For>
    </div>
  )
}

/** What the chosen tab shows; `tabs` is the id of its `Tabs`. */
export function TabPanel(props: { tabs: string; value: string; class?: string; children: JSX.Element }) {
  return (
    <div
      id={`${props.tabs}-panel`}
      class={props.class}
      role="tabpanel"
      tabindex="-1"
      aria-labelledby={`${props.tabs}-tab-${props.value}`}
    >
      {props.children}
    </div>
  )
}
