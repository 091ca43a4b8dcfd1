// A live list of pages: fetched on scroll, followed by events, settled while nobody's hand is on it.
import { createEffect, createSignal, on, onCleanup, untrack } from 'solid-js'
import type { Failure } from '#client/lib/api.ts'
import { toFailure } from '#client/lib/api.ts'
import type { Event } from '#server/realtime/events.ts'
import type { Connection } from './connection.ts'
import { createLive } from './create-live.ts'
import {
  appendPage,
  carryOver,
  putRow,
  releaseHeld,
  settleList,
  startList,
  type Cursor,
  type ListRules,
  type LiveList,
  type Page,
} from './live-list.ts'

export interface LiveListSource<K, R> {
  /** The filter, from the URL. */
  key: () => K
  fetch: (key: K, after: Cursor | undefined) => Promise<Page<R>>
  rules: (key: K) => ListRules<R>
  /** The row that an event carries, if it is one of these, and whether it is new in the world. */
  rowOf: (event: Event) => { row: R; isArrival: boolean } | undefined
  /** Whether this row is selected; one with the focus is held anyway. */
  isHeld?: (id: string) => boolean
  /** Rows that may go at once when they have left (the reader did it). */
  isExpected?: (id: string) => boolean
}

const settleEveryMs = 400
/** A pointer that has rested so long is not about to press what is below it. */
const handRestsMs = 1_500
/** A list is fetched again as long as it was, up to so many rows. */
const refetchRowsMax = 300

/** Holds a live list; give the element that holds its rows to `watch`, so that it knows where pointer and focus are. */
export function createLiveList<K, R extends { id: string; version: number }>(
  connection: Connection,
  source: LiveListSource<K, R>,
) {
  const [moreFailure, setMoreFailure] = createSignal<Failure>()
  const [isLoadingMore, setIsLoadingMore] = createSignal(false)
  let container: HTMLElement | undefined
  let pointerMovedAt = -Infinity
  /** events that came while a further page was on its way; it may have been read before them */
  let missed: Event[] | undefined

  const focusedId = () => {
    const focused = document.activeElement
    return focused && container?.contains(focused) ? focused.closest<HTMLElement>('[data-key]')?.dataset.key : undefined
  }
  const isHeld = (id: string) => focusedId() === id || untrack(() => source.isHeld?.(id) ?? false)

  const live = createLive<K, LiveList<R>>(connection, {
    key: source.key,
    async fetch(key) {
      const before = untrack(() => live.value)
      const wanted = Math.min(before?.lines.length ?? 0, refetchRowsMax)
      const list = startList(await source.fetch(key, undefined))
      while (list.next && list.lines.length < wanted) appendPage(list, await source.fetch(key, list.next))
      if (before) carryOver(list, before, source.rules(key), isHeld)
      return list
    },
    apply(list, event, key) {
      const heard = source.rowOf(event)
      if (!heard) return
      missed?.push(event)
      putRow(list, source.rules(key), heard.row, Date.now(), heard.isArrival)
    },
  })

  async function loadMore() {
    const key = untrack(source.key)
    const after = untrack(() => live.value?.next)
    if (!after || untrack(isLoadingMore)) return
    missed = []
    setIsLoadingMore(true)
    setMoreFailure(undefined)
    try {
      const page = await source.fetch(key, { ...after })
      const heard = missed.flatMap((event) => source.rowOf(event) ?? [])
      live.change((list) => {
        // Another filter or a fresh fetch came between: this page continues nothing.
        if (list.next?.id !== after.id || list.next.at !== after.at || untrack(source.key) !== key) return
        appendPage(list, page)
        for (const { row, isArrival } of heard) putRow(list, source.rules(key), row, Date.now(), isArrival)
      })
    } catch (error) {
      setMoreFailure(toFailure(error))
    }
    missed = undefined
    setIsLoadingMore(false)
  }

  /** A hand is on it: nothing shall move that can wait. */
  const isTouched = () => Date.now() - pointerMovedAt <= handRestsMs

  function settle() {
    const list = untrack(() => live.value)
    const isIdle = (line: LiveList<R>['lines'][number]) => line.arrivedAt === undefined && line.leftAt === undefined
    if (!list || (list.held.length === 0 && list.lines.every(isIdle))) return
    const now = Date.now()
    const rules = source.rules(untrack(source.key))
    // Below the focus nothing moves when something goes; what comes in above would push it.
    const isCalm = !isTouched() && (rules.order === 'oldest-first' || focusedId() === undefined)
    live.change((draft) =>
      settleList(draft, rules, { now, isHeld, isCalm, isExpected: (id) => source.isExpected?.(id) ?? false }),
    )
  }
  const timer = setInterval(settle, settleEveryMs)
  onCleanup(() => clearInterval(timer))
  createEffect(on(source.key, () => setMoreFailure(undefined)))

  return {
    get value() {
      return live.value
    },
    get isLoading() {
      return live.isLoading
    },
    get failure() {
      return live.failure
    },
    refetch: () => live.refetch(),
    isTouched,
    moreFailure,
    isLoadingMore,
    loadMore: () => void loadMore(),
    /** Lets the held arrivals in at once. */
    release: () => live.change((list) => releaseHeld(list, source.rules(untrack(source.key)), Date.now())),
    /** Writes a row learned otherwise than by an event (a refusal that shows the winner). */
    put: (row: R) => live.change((list) => putRow(list, source.rules(untrack(source.key)), row, Date.now())),
    /** A `ref`: watches pointer and focus on the rows. */
    watch(element: HTMLElement) {
      container = element
      element.addEventListener('pointermove', () => (pointerMovedAt = Date.now()), { passive: true })
      element.addEventListener('pointerleave', () => (pointerMovedAt = -Infinity), { passive: true })
    },
  }
}
