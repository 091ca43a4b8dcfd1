import { createEffect, createMemo, createSignal, on, untrack, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { BulkTarget } from '#server/features/bulk/schema.ts'
import type { QueueFilter } from './queue-filter.ts'
import type { QueueList } from './queue-list.ts'
import { dropLeft, isAnyPicked, isPicked, nothingPicked, rangePicked, togglePicked, type Picked } from './selection.ts'

export interface SelectionOptions {
  filter: Accessor<QueueFilter>
  list: Accessor<QueueList | undefined>
  /** whether there is anything to do with what is chosen */
  isOn: Accessor<boolean>
}

export type Selection = ReturnType<typeof createSelection>

/** Counting all that match goes over thousands of rows. */
const countEveryMs = 3_000

/** The reviews that are chosen on the list; another list starts with none. */
export function createSelection(connection: Connection, { filter, list, isOn }: SelectionOptions) {
  const [picked, setPicked] = createSignal<Picked>(nothingPicked)
  const pickedIds = createMemo(() => new Set(picked().ids))
  const isAny = createMemo(() => isAnyPicked(picked()))
  const listed = () =>
    untrack(list)
      ?.lines.filter(({ leftAt }) => leftAt === undefined)
      .map(({ id }) => id) ?? []
  const change = (next: (picked: Picked, id: string, listed: readonly string[]) => Picked) => (id: string) => {
    const ids = untrack(isOn) ? listed() : []
    if (ids.includes(id)) setPicked((before) => next(before, id, ids))
  }

  // While somebody is asked about what is chosen, it stays what they were asked about.
  const [isHeld, hold] = createSignal(false)

  createEffect(on([filter, isOn], () => setPicked(nothingPicked), { defer: true }))
  createEffect(() => {
    const now = list()
    if (isAny() && now && !isHeld()) setPicked(dropLeft(untrack(picked), now))
  })

  // As they were last shown; those of pages that are not loaded any more as well.
  const versions = createMemo(
    (seen: Map<string, number>) => {
      if (!isAny()) return new Map<string, number>()
      for (const { id, row } of list()?.lines ?? []) seen.set(id, row.version)
      return seen
    },
    new Map<string, number>(),
    { equals: false },
  )

  const matching = createLive<QueueFilter, { count: number }>(connection, {
    key: () => (isAny() ? filter() : undefined),
    fetch: async (key) => ({ count: await api.admin.reviews.countMatching.query({ filter: key }) }),
    apply: () => undefined,
  })
  createRefetch(connection, matching, (event) => isAny() && 'review' in event, countEveryMs)

  return {
    isOn,
    /** whether there is anything chosen */
    isAny,
    isAll: () => picked().isAll,
    has: (id: string) => (picked().isAll ? isPicked(picked(), id) : pickedIds().has(id)),
    toggle: change(togglePicked),
    range: change(rangePicked),
    pickAll: () => setPicked({ ...nothingPicked, isAll: true }),
    clear: () => setPicked(nothingPicked),
    hold,
    /** how many the filter finds, chosen or not; undefined while it is not known */
    matching: () => matching.value?.count,
    /** how many are chosen */
    count: () => (picked().isAll ? (matching.value?.count ?? 0) : picked().ids.length),
    target: (): BulkTarget | undefined => {
      if (!isAny()) return undefined
      const { sort: _, ...found } = filter()
      if (picked().isAll) return { filter: found }
      return { picked: picked().ids.map((id) => ({ id, version: versions().get(id)! })) }
    },
  }
}
