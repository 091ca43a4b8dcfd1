import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive, putRow } from '#client/realtime/create-live.ts'
import type { StaffRow } from '#server/features/staff/schema.ts'

/** All portal admins, oldest first, live. */
export function createStaff(connection: Connection) {
  return createLive<string, { rows: StaffRow[] }>(connection, {
    key: () => 'staff',
    fetch: async () => ({ rows: await api.admin.staff.list.query() }),
    apply(value, event) {
      if (event.kind === 'staff.removed') value.rows = value.rows.filter(({ id }) => id !== event.staffId)
      if (event.kind === 'staff.changed' && !putRow(value.rows, event.staff)) value.rows.push(event.staff)
    },
  })
}
