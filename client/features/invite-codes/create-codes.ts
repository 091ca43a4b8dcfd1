import { createEffect, onCleanup, untrack, type Accessor } from 'solid-js'
import { deletedVersion } from '#client/features/users/user-list.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLiveList } from '#client/realtime/create-live-list.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import { readForMs } from '#client/realtime/live-list.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'
import type { Event } from '#server/realtime/events.ts'
import { codeRules, nextExpiry, type CodeFilter } from './code-list.ts'
import { serverNow } from './server-now.ts'

/** Timers hold no longer; further away is looked at again then. */
const timerMaxMs = 2 ** 31 - 1
/** The database's clock is asked a moment after the instant, so that it has passed there too. */
const afterMs = 300

/** The rows of the invite codes list, live. */
export function createCodes(connection: Connection, filter: Accessor<CodeFilter>) {
  const deletedAtById = new Map<string, number>()
  const list = createLiveList<CodeFilter, CodeRow>(connection, {
    key: filter,
    fetch: (key, after) => api.admin.inviteCodes.list.query({ ...key, after }),
    rules: (key) => codeRules(key, serverNow),
    rowOf,
    isHeld: (id) => Date.now() - (deletedAtById.get(id) ?? -Infinity) < readForMs,
  })

  function rowOf(event: Event): { row: CodeRow; isArrival: boolean } | undefined {
    if (event.kind === 'code.deleted') {
      const line = untrack(() => list.value?.lines.find(({ id }) => id === event.codeId))
      if (line) deletedAtById.set(line.id, Date.now())
      return line && { row: { ...line.row, version: deletedVersion }, isArrival: false }
    }
    return 'code' in event ? { row: event.code, isArrival: event.kind === 'code.added' } : undefined
  }

  // The rows name their team and organization, and no event of the codes comes with a new name.
  createRefetch(connection, list, ({ kind }) => kind === 'organization.renamed' || kind === 'team.renamed')

  // A row shows by itself that it has expired; whether it still fits the filter has to be asked.
  createEffect(() => {
    if (filter().status === undefined) return
    const at = nextExpiry(list.value?.lines.map(({ row }) => row) ?? [], serverNow())
    if (at === undefined) return
    const timer = setTimeout(() => list.refetch(), Math.min(at - serverNow() + afterMs, timerMaxMs))
    onCleanup(() => clearTimeout(timer))
  })
  return list
}
