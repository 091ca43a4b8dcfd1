import { createSignal, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { CodeDetail } from '#server/features/invite-codes/schema.ts'

/** All that a code's page shows, live: the row comes with its event, sign-ups and history a moment later. */
export function createCodeDetail(connection: Connection, id: Accessor<string | undefined>) {
  const [deletedId, setDeletedId] = createSignal<string>()
  const code = createLive<string, CodeDetail>(connection, {
    key: id,
    fetch: (codeId) => api.admin.inviteCodes.get.query({ id: codeId }),
    apply(value, event) {
      if (event.kind === 'code.deleted' && event.codeId === value.id) setDeletedId(value.id)
      if ('code' in event && event.code.id === value.id && event.code.version > value.version)
        Object.assign(value, event.code)
    },
  })
  // Deleted while the connection was away: then the fresh fetch says so.
  const isDeleted = () =>
    code.value !== undefined && (deletedId() === code.value.id || code.failure?.code === 'NOT_FOUND')
  createRefetch(connection, code, (event) => {
    if (isDeleted()) return false
    if ('code' in event) return event.code.id === id()
    // The names that it shows, and what it opens.
    return (
      event.kind === 'organization.renamed' ||
      event.kind === 'team.renamed' ||
      'catalogue' in event ||
      event.kind === 'catalogue.deleted'
    )
  })
  return { code, isDeleted }
}
