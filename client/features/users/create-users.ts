import { onCleanup, untrack, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLiveList } from '#client/realtime/create-live-list.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { Event } from '#server/realtime/events.ts'
import type { UserRow } from '#server/features/users/schema.ts'
import { deletedVersion, movesPeople, userRules, type UserFilter } from './user-list.ts'

/** Decisions that come in one go are looked up in one go. */
const gatherMs = 250
/** More people than that are fetched as a page, not one by one. */
const lookUpsMax = 5

/** The rows of the users list, live. */
export function createUsers(connection: Connection, filter: Accessor<UserFilter>) {
  const list = createLiveList<UserFilter, UserRow>(connection, {
    key: filter,
    fetch: (key, after) => api.admin.users.list.query({ ...key, after }),
    rules: userRules,
    rowOf,
  })

  function rowOf(event: Event): { row: UserRow; isArrival: boolean } | undefined {
    if (event.kind === 'user.deleted') {
      const line = untrack(() => list.value?.lines.find(({ id }) => id === event.userId))
      return line && { row: { ...line.row, version: deletedVersion }, isArrival: false }
    }
    return 'user' in event ? { row: event.user, isArrival: event.kind === 'user.added' } : undefined
  }

  // A registration is decided as a review; the event does not carry the person, whose state it changes.
  const emails = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  onCleanup(
    connection.onEvent((event) => {
      if (!('review' in event) || event.review.kind !== 'registration') return
      emails.add(event.review.facts.email)
      timer ??= setTimeout(lookUp, gatherMs)
    }),
  )
  function lookUp() {
    timer = undefined
    const asked = [...emails]
    emails.clear()
    if (asked.length > lookUpsMax) return list.refetch()
    for (const email of asked) void putFresh(email)
  }
  async function putFresh(email: string) {
    try {
      const { rows } = await api.admin.users.list.query({ search: email })
      for (const row of rows) if (row.email.toLowerCase() === email.toLowerCase()) list.put(row)
    } catch {
      // Not reached: the stream is down too, and fetches all again when it is back.
    }
  }
  createRefetch(connection, list, movesPeople)
  return list
}
