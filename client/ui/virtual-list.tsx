import type { Range } from '@tanstack/solid-virtual'
import { createVirtualizer, defaultRangeExtractor, measureElement, observeElementRect } from '@tanstack/solid-virtual'
import type { Accessor, JSX } from 'solid-js'
import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import { rovingTarget } from './roving.ts'
import './virtual-list.css'

export interface Row<T> {
  item: Accessor<T>
  index: Accessor<number>
  /** Whether this is the row that Tab leads to: give its main control `data-roving tabindex={active() ? 0 : -1}`. */
  active: Accessor<boolean>
}

/** The focus of a list, for keys that are pressed elsewhere. */
export interface ListFocus {
  /** The row that Tab leads to. */
  activeKey: () => string | undefined
  /** Scrolls to a row and gives it the focus. */
  focus: (key: string) => void
}

export interface VirtualListProps<T> {
  /** Accessible name. */
  label: string
  items: readonly T[]
  keyOf: (item: T) => string
  /** Height of a row in pixels, before it is measured. */
  rowHeight: number
  children: (row: Row<T>) => JSX.Element
  /** The current row, where the page keeps it (in the URL); without it the list keeps it. */
  activeKey?: string | undefined
  onActiveChange?: (key: string) => void
  /** Called with what moves the focus from outside, and with nothing when the list goes. */
  focusRef?: ((list: ListFocus | undefined) => void) | undefined
  /** Called when the last rows come into sight: fetch the next page. */
  onEndReached?: () => void
  /** How many there are on the server, where known; else as many as are loaded. */
  total?: number
  class?: string
}

/**
 * A list of any length that renders what is in sight, as `<ul>` with true positions. Arrows, PageUp, PageDown, Home and
 * End move the focus from row to row. Rows are kept by key: what arrives or leaves elsewhere moves neither the row under
 * the focus nor, when it arrives below, the scroll position. It scrolls itself, so give it a height (flex: 1 does).
 */
export function VirtualList<T>(props: VirtualListProps<T>) {
  let frame!: HTMLDivElement
  // Only when it is in the document: before, it belongs to the template's, which has no window to observe with.
  const [scroller, setScroller] = createSignal<HTMLDivElement>()
  onMount(() => setScroller(frame))
  const [ownActive, setOwnActive] = createSignal<string>()
  const itemKeys = createMemo(() => props.items.map((item) => props.keyOf(item)))
  const indexByKey = createMemo(() => new Map(itemKeys().map((key, index) => [key, index])))
  const activeIndex = createMemo(() => {
    const key = props.activeKey ?? ownActive()
    return (key === undefined ? undefined : indexByKey().get(key)) ?? 0
  })

  const keyAt = (index: number) => itemKeys()[index] ?? String(index)

  const virtualizer = createVirtualizer<HTMLDivElement, HTMLLIElement>({
    get count() {
      return props.items.length
    },
    getScrollElement: () => scroller() ?? null,
    estimateSize: () => props.rowHeight,
    // Another function for other items: when as many arrive as leave, only that tells that what was measured is out of date.
    get getItemKey() {
      const keys = itemKeys()
      return (index: number) => keys[index] ?? String(index)
    },
    overscan: 8,
    // Without layout (hidden, or in jsdom) a screenful is rendered rather than nothing.
    observeElementRect: (instance, report) =>
      observeElementRect(instance, (rect) => report({ width: rect.width || 800, height: rect.height || 800 })),
    measureElement: (row, entry, instance) => measureElement(row, entry, instance) || props.rowHeight,
    // The row with focus stays mounted wherever one scrolls, or focus would fall to the body.
    get rangeExtractor() {
      const active = activeIndex()
      return (range: Range) => {
        const shown = defaultRangeExtractor(range)
        if (active < range.count && !shown.includes(active)) shown.push(active)
        return shown.sort((one, other) => one - other)
      }
    },
  })
  // Keys, not positions: the DOM of a row follows its item.
  const shown = createMemo(() => new Map(virtualizer.getVirtualItems().map((row) => [String(row.key), row.start])))
  const keys = createMemo(() => [...shown().keys()].filter((key) => indexByKey().has(key)))

  createEffect(
    on(
      () => (virtualizer.getVirtualItems().at(-1)?.index ?? -Infinity) >= props.items.length - 5 && props.items.length,
      (atEnd) => atEnd && props.onEndReached?.(),
    ),
  )

  const setActive = (key: string) => {
    setOwnActive(key)
    props.onActiveChange?.(key)
  }
  const focusRow = (index: number) => {
    const key = keyAt(index)
    setActive(key)
    virtualizer.scrollToIndex(index, { align: 'auto' })
    const focusIt = () => {
      const row = [...frame.querySelectorAll<HTMLElement>('[data-key]')].find((one) => one.dataset.key === key)
      const control = row?.querySelector<HTMLElement>('[data-roving]')
      control?.focus({ preventScroll: true })
      return control !== undefined
    }
    if (focusIt()) return
    // It comes into sight with the scrolling; who has gone elsewhere by then is not called back.
    const focused = document.activeElement
    requestAnimationFrame(() => document.activeElement === focused && focusIt())
  }
  onMount(() =>
    props.focusRef?.({
      activeKey: () => (props.items.length > 0 ? keyAt(activeIndex()) : undefined),
      focus(key) {
        const index = indexByKey().get(key)
        if (index !== undefined) focusRow(index)
      },
    }),
  )
  onCleanup(() => props.focusRef?.(undefined))
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller()?.clientHeight ?? 0) / props.rowHeight) - 1)
    const to = rovingTarget(event, activeIndex(), props.items.length, page)
    if (to === undefined) return
    event.preventDefault()
    focusRow(to)
  }

  return (
    <div ref={frame} class={`virtual-list ${props.class ?? ''}`} onKeyDown={onKeyDown}>
      <ul class="virtual-list-rows" aria-label={props.label} style={{ height: `${virtualizer.getTotalSize()}px` }}>
        <For each={keys()}>
          {(key) => {
            const index = createMemo(() => indexByKey().get(key) ?? 0)
            const start = createMemo(() => shown().get(key) ?? 0)
            return (
              <li
                ref={(element) => queueMicrotask(() => element.isConnected && virtualizer.measureElement(element))}
                class="virtual-list-row"
                data-index={index()}
                data-key={key}
                aria-posinset={index() + 1}
                aria-setsize={Math.max(props.total ?? 0, props.items.length)}
                style={{ transform: `translateY(${start()}px)` }}
                onFocusIn={() => setActive(key)}
              >
                <Show when={props.items[index()] !== undefined}>
                  {props.children({
                    item: () => props.items[index()] as T,
                    index,
                    active: () => index() === activeIndex(),
                  })}
                </Show>
              </li>
            )
          }}
        </For>
      </ul>
    </div>
  )
}
