// Saying how a teammate's invitation is: to the members of its organization, and to the admins, who list all of them.
import type { Tx } from '#db/database.ts'
import { publish } from '#server/realtime/publish.ts'
import { findMemberInvitation } from './queries.ts'
import type { MemberRow } from './schema.ts'

/** Says how an invitation is now; called last. */
export async function announceInvitation(tx: Tx, organizationId: string, id: string): Promise<MemberRow> {
  const member = (await findMemberInvitation(tx, id))!
  await publish(tx, `organization:${organizationId}`, { kind: 'member.changed', member })
  await publish(tx, 'admins', { kind: 'invitations.changed', organizationId })
  return member
}

/** Says that an invitation is no more: accepted, or taken back. */
export async function announceInvitationGone(tx: Tx, organizationId: string, id: string): Promise<void> {
  await publish(tx, `organization:${organizationId}`, { kind: 'member.removed', memberId: id })
  await publish(tx, 'admins', { kind: 'invitations.changed', organizationId })
}
