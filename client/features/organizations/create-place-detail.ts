import { createSignal, type Accessor } from 'solid-js'
import type { Failure } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { Event } from '#server/realtime/events.ts'
import type { PlaceRow } from './place-list.ts'

export interface PlaceDetailSource<D> {
  fetch: (id: string) => Promise<D>
  /** The row that an event carries. Without it everything is fetched again, and the record is of one version at any time. */
  rowOf?: (event: Event) => PlaceRow | undefined
  isDeletion: (event: Event, value: D) => boolean
  /** Whether what no event carries may be otherwise now. */
  isConcerned: (event: Event, value: D) => boolean
}

export interface PlaceDetail<D> {
  readonly value: D | undefined
  readonly failure: Failure | undefined
  readonly isLoading: boolean
  /** Somebody deleted it while this page was open. */
  isDeleted: () => boolean
  refetch: () => void
}

/** All that the page of a thing with a name shows, live: the row comes with its event, the rest a moment later. */
export function createPlaceDetail<D extends PlaceRow>(
  connection: Connection,
  id: Accessor<string | undefined>,
  source: PlaceDetailSource<D>,
): PlaceDetail<D> {
  const [deletedId, setDeletedId] = createSignal<string>()
  const live = createLive<string, D>(connection, {
    key: id,
    fetch: source.fetch,
    apply(value, event) {
      if (source.isDeletion(event, value)) setDeletedId(value.id)
      const row = source.rowOf?.(event)
      if (row?.id === value.id && row.version > value.version) Object.assign(value, row)
    },
  })
  // Deleted while the connection was away: then the fresh fetch says so.
  const isDeleted = () =>
    live.value !== undefined && (deletedId() === live.value.id || live.failure?.code === 'NOT_FOUND')
  createRefetch(connection, live, (event) => {
    if (isDeleted() || live.value === undefined) return false
    return source.isConcerned(event, live.value)
  })
  return {
    get value() {
      return live.value
    },
    get failure() {
      return live.failure
    },
    get isLoading() {
      return live.isLoading
    },
    isDeleted,
    refetch: () => live.refetch(),
  }
}
