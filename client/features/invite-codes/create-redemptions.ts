import type { Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLiveList } from '#client/realtime/create-live-list.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { RedemptionRow } from '#server/features/invite-codes/schema.ts'

export type RedemptionLine = RedemptionRow & { version: number }

/** Who redeemed a code, newest first, live: no event carries a redemption, so it is fetched when there is another. */
export function createRedemptions(connection: Connection, codeId: Accessor<string>) {
  const list = createLiveList<string, RedemptionLine>(connection, {
    key: codeId,
    async fetch(id, after) {
      const { rows, next } = await api.admin.inviteCodes.redemptions.query({ id, after })
      return { rows: rows.map((row) => ({ ...row, version: 0 })), next }
    },
    rules: () => ({
      belongs: () => true,
      placeOf: ({ redeemedAt, id }) => ({ at: redeemedAt, id }),
      order: 'newest-first',
    }),
    rowOf: () => undefined,
  })
  createRefetch(connection, list, (event) => {
    if (event.kind === 'code.redeemed' || event.kind === 'code.returned') return event.code.id === codeId()
    return event.kind === 'user.deleted' || event.kind === 'user.edited'
  })
  return list
}
