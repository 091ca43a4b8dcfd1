// Fetch and follow: what every list and every page that shows live state is made of.
import { createEffect, on, onCleanup, untrack } from 'solid-js'
import { createStore, produce, reconcile } from 'solid-js/store'
import { toFailure, type Failure } from '#client/lib/api.ts'
import type { Event } from '#server/realtime/events.ts'
import type { Connection } from './connection.ts'

export interface Live<T> {
  /** undefined until the first answer; kept while it is fetched again */
  value: T | undefined
  isLoading: boolean
  failure: Failure | undefined
}

export interface LiveSource<K, T> {
  /** What is asked for (filters from the URL); another key fetches anew and forgets the old value. Undefined: nothing. */
  key: () => K | undefined
  fetch: (key: K) => Promise<T>
  /** Writes an event into the value (a mutable draft), if it is newer than what is there: see `putRow`. */
  apply: (value: T, event: Event, key: K) => void
}

/**
 * Holds live state that converges with the server's. Events are buffered from the moment the query is sent and applied over
 * its answer by row version, so that one seen twice does no harm and none is missed; a stream that starts as new fetches again.
 */
export function createLive<K, T extends object>(
  connection: Connection,
  source: LiveSource<K, T>,
): Live<T> & { refetch: () => void; change: (write: (value: T) => void) => void } {
  const [live, setLive] = createStore<Live<T>>({ value: undefined, isLoading: true, failure: undefined })
  let generation = 0
  let buffered: Event[] | undefined

  const change = (write: (value: T) => void) => {
    if (live.value !== undefined) setLive('value', produce((draft) => write(draft as T)) as never)
  }
  const apply = (event: Event) => {
    const key = untrack(source.key)
    if (key !== undefined) change((value) => source.apply(value, event, key))
  }

  async function load() {
    const mine = ++generation
    const key = untrack(source.key)
    if (key === undefined) return
    const heard: Event[] = (buffered = [])
    setLive({ isLoading: true })
    try {
      const value = await source.fetch(key)
      if (mine !== generation) return
      setLive('value', reconcile(value, { key: 'id', merge: false }) as never)
      setLive({ isLoading: false, failure: undefined })
      for (const event of heard) apply(event)
    } catch (error) {
      if (mine !== generation) return
      setLive({ isLoading: false, failure: toFailure(error) })
    }
    // Unless one of those events has made it fetch again: that answer waits for its own.
    if (buffered === heard) buffered = undefined
  }

  // Both are called from outside of Solid, when something was heard: there is nothing to track.
  /* eslint-disable solid/reactivity */
  onCleanup(
    connection.onEvent((event) => {
      buffered?.push(event)
      apply(event)
    }),
  )
  onCleanup(connection.onRestart(() => void load()))
  /* eslint-enable solid/reactivity */
  onCleanup(() => generation++)
  createEffect(
    on(source.key, () => {
      setLive({ value: undefined, failure: undefined })
      void load()
    }),
  )

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
    refetch: () => void load(),
    change,
  }
}

/** Replaces the row of the same id if this one is newer; false when there is none (the caller decides whether it belongs). */
export function putRow<R extends { id: string; version: number }>(rows: R[], row: R): boolean {
  const at = rows.findIndex(({ id }) => id === row.id)
  if (at < 0) return false
  if (row.version > rows[at]!.version) rows[at] = row
  return true
}
