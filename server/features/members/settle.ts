import type { Tx } from '#db/database.ts'
import { cancelMemberMails } from '#server/features/emails/commands.ts'
import { announceInvitationGone } from './announce.ts'

/** Takes the invitation of somebody who is in the organization by another way: its link dies, and the members' lists lose it. */
export async function settleInvitation(tx: Tx, organizationId: string, emailKey: string): Promise<void> {
  const [open] = await tx<{ id: string }[]>`
    select id from member_invitations where organization_id = ${organizationId} and email_key = ${emailKey} for update`
  if (!open) return
  await cancelMemberMails(tx, open.id)
  await tx`delete from member_invitations where id = ${open.id}`
  await announceInvitationGone(tx, organizationId, open.id)
}
