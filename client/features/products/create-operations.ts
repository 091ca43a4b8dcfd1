import { untrack, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import type { OperationRow } from '#server/features/documents/schema.ts'

/** The operations of an API. A document never changes: another one is another key. */
export function createOperations(connection: Connection, source: Accessor<{ apiId: string; documentId: string }>) {
  return createLive<string, { rows: OperationRow[] }>(connection, {
    key: () => `${source().apiId} ${source().documentId}`,
    fetch: async () => ({ rows: await api.portal.products.operations.query({ apiId: untrack(source).apiId }) }),
    apply: () => undefined,
  })
}
