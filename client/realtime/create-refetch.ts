// Fetching again what events do not carry (counts, a history), gathered: a hundred events are one fetch.
import { onCleanup, untrack } from 'solid-js'
import type { Event } from '#server/realtime/events.ts'
import type { Connection } from './connection.ts'

/** At most so often, and never while an answer is on its way: under a steady stream that would wait for ever. */
const gatherMs = 500

/** Spread a little: what everybody hears at once must not make everybody ask at once. */
const spread = (ms: number) => ms * (1 + Math.random())

export interface Refetchable {
  readonly isLoading: boolean
  refetch: () => void
}

/** Fetches `live` again a moment after something was heard that concerns it; at most every `everyMs`. */
export function createRefetch(
  connection: Connection,
  live: Refetchable,
  concerns: (event: Event) => boolean,
  everyMs = gatherMs,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const fetchAgain = () => {
    const isOnItsWay = untrack(() => live.isLoading)
    timer = isOnItsWay ? setTimeout(fetchAgain, gatherMs) : undefined
    if (!isOnItsWay) live.refetch()
  }
  onCleanup(() => clearTimeout(timer))
  onCleanup(
    connection.onEvent((event) => {
      if (concerns(event)) timer ??= setTimeout(fetchAgain, spread(everyMs))
    }),
  )
}
