// Inviting: send, resend, revoke, accept. The link's token is minted when the mail leaves, so its lifetime starts then.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { endSessions } from '#server/features/auth/commands.ts'
import { acceptMemberInvitation } from '#server/features/members/accept.ts'
import { revokeAnyMemberInvitation } from '#server/features/members/commands.ts'
import { discardWaitingPasswords } from '#server/features/registrations/commands.ts'
import { settleReview } from '#server/features/reviews/close.ts'
import { announceStaff } from '#server/features/staff/commands.ts'
import { announce } from '#server/features/users/announce.ts'
import { lockUser } from '#server/features/users/commands.ts'
import { roleLabels } from '#server/features/users/schema.ts'
import { refuse } from '#server/refusals.ts'
import { killLinks, sendInvitation } from './send.ts'

/**
 * Invites a user who has no password, or who waits for approval: a portal admin's invitation settles that registration.
 * Inviting again is resending: the old link dies at once.
 *
 * @throws NOT_IN_THIS_STATE the person has a password, or is switched off
 */
export async function inviteUser(tx: Tx, actor: Actor, id: string): Promise<void> {
  const user = await lockUser(tx, id, 'invite')
  if (user.state === 'waiting') await settleReview(tx, actor, id)
  await tx`
    update accounts set invited_at = now(), approved_at = coalesce(approved_at, now()), version = version + 1 where id = ${id}`
  await sendInvitation(tx, actor, id, {
    invitedInto: user.organization.name,
    roleLabel: roleLabels[user.role],
    isStaff: false,
  })
  await announce(tx, id, 'user.invited')
}

/** Takes an invitation back, a teammate's too: its link dies. @throws NOT_FOUND accepted or revoked already */
export async function revokeInvitation(tx: Tx, actor: Actor, id: string): Promise<void> {
  if (await revokeAnyMemberInvitation(tx, actor, id)) return
  const [revoked] = await tx<{ kind: string }[]>`
    delete from invitations using accounts where account_id = ${id} and accounts.id = account_id returning accounts.kind`
  if (!revoked) refuse('NOT_FOUND')
  await killLinks(tx, id)
  await tx`update accounts set invited_at = null, version = version + 1 where id = ${id}`
  await recordAudit(tx, actor.accountId, 'invitation.revoked', { kind: 'account', id })
  if (revoked.kind === 'user') await announce(tx, id, 'user.edited')
  else await announceStaff(tx, id)
}

/**
 * Accepts an invitation by its link, once: the new password replaces any older one, the address counts as confirmed, and
 * whoever was signed in as this person no longer is.
 *
 * @throws LINK_EXPIRED unknown, spent, superseded, revoked or expired: nobody is told which
 * @throws BELONGS_ELSEWHERE a teammate's invitation of somebody whose account cannot go along
 */
export async function acceptInvitation(tx: Tx, tokenHash: string, passwordHash: string): Promise<void> {
  if (await acceptMemberInvitation(tx, tokenHash, passwordHash)) return
  const [spent] = await tx<{ accountId: string }[]>`
    delete from mail_tokens using accounts
     where token_hash = ${tokenHash} and purpose = 'invitation' and expires_at > clock_timestamp()
       and accounts.id = account_id and accounts.deactivated_at is null
       and exists (select 1 from invitations where invitations.account_id = mail_tokens.account_id)
    returning mail_tokens.account_id`
  if (!spent) return refuse('LINK_EXPIRED')
  const { accountId } = spent
  const [joined] = await tx<{ kind: string }[]>`
    update accounts
       set password_hash = ${passwordHash}, must_change_password = false, password_expires_at = null,
           email_confirmed_at = coalesce(email_confirmed_at, now()), approved_at = coalesce(approved_at, now()),
           version = version + 1
     where id = ${accountId}
    returning kind`
  await tx`delete from invitations where account_id = ${accountId}`
  await tx`delete from mail_tokens where account_id = ${accountId}`
  await discardWaitingPasswords(tx, accountId)
  await endSessions(tx, accountId)
  await recordAudit(tx, accountId, 'invitation.accepted', { kind: 'account', id: accountId })
  if (joined!.kind === 'user') await announce(tx, accountId, 'user.joined')
  else await announceStaff(tx, accountId)
}
