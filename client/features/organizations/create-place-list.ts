import { onCleanup, untrack, type Accessor } from 'solid-js'
import { deletedVersion } from '#client/features/users/user-list.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLiveList } from '#client/realtime/create-live-list.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import { readForMs, type Cursor, type Page } from '#client/realtime/live-list.ts'
import type { Event } from '#server/realtime/events.ts'
import { isDeleted, placeRules, type PlaceRow } from './place-list.ts'

export interface PlaceListSource<F, R> {
  filter: Accessor<F>
  fetch: (filter: F, after: Cursor | undefined) => Promise<Page<R>>
  belongs: (row: R, filter: F) => boolean
  rowOf: (event: Event) => { row: R; isArrival: boolean } | undefined
  /** Whether the event says that this row is gone. */
  isDeletion: (event: Event, row: R) => boolean
  /** Whether counts may be others now that no event carries. */
  movesCounts: (event: Event) => boolean
}

/** The rows of a list by name (organizations, teams, plans, catalogues), live; their counts follow a moment later, since no event carries them. */
export function createPlaceList<F, R extends PlaceRow>(connection: Connection, source: PlaceListSource<F, R>) {
  const deletedAtById = new Map<string, number>()
  const list = createLiveList<F, R>(connection, {
    key: source.filter,
    fetch: source.fetch,
    rules: (filter) => placeRules((row) => source.belongs(row, filter)),
    rowOf: source.rowOf,
    // The fetch that follows a deletion does not have the row any more; it stays long enough to be read.
    isHeld: (id) => Date.now() - (deletedAtById.get(id) ?? -Infinity) < readForMs,
  })
  onCleanup(
    connection.onEvent((event) => {
      for (const { id, row } of untrack(() => list.value?.lines ?? [])) {
        if (!source.isDeletion(event, row) || isDeleted(row)) continue
        deletedAtById.set(id, Date.now())
        list.put({ ...row, version: deletedVersion })
      }
    }),
  )
  createRefetch(connection, list, source.movesCounts)
  return list
}
