import { onCleanup } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import type { Event } from '#server/realtime/events.ts'
import type { InvitationRow } from '#server/features/invitations/schema.ts'

/** What happens in one go is fetched in one go. */
const gatherMs = 150

/** The outstanding invitations, live: whatever happens to a person or to an invitation's mail may change them. */
export function createInvitations(connection: Connection) {
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const invitations = createLive<string, { rows: InvitationRow[] }>(connection, {
    key: () => 'invitations',
    fetch: async () => ({ rows: await api.admin.invitations.list.query() }),
    apply(_value, event) {
      if (!mayChangeInvitations(event)) return
      clearTimeout(timer)
      timer = setTimeout(() => invitations.refetch(), gatherMs)
    },
  })
  return invitations
}

function mayChangeInvitations(event: Event): boolean {
  // The link's lifetime starts when its mail leaves.
  if ('mail' in event) return event.mail.template === 'invitation'
  if (event.kind === 'invitations.changed') return true
  return 'user' in event || 'staff' in event || event.kind === 'user.deleted' || event.kind === 'staff.removed'
}
