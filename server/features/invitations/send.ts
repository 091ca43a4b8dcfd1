import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { cancelMails, queueMail } from '#server/features/emails/commands.ts'

/** Writes the invitation and its mail; whatever link was out dies. Used for staff too. */
export async function sendInvitation(
  tx: Tx,
  actor: Actor,
  id: string,
  facts: { invitedInto: string; roleLabel: string; isStaff: boolean },
): Promise<void> {
  await killLinks(tx, id)
  await tx`
    insert into invitations (account_id, invited_by) values (${id}, ${actor.accountId})
    on conflict (account_id) do update
       set invited_by = excluded.invited_by, invited_at = clock_timestamp(), expires_at = null, version = invitations.version + 1`
  const [person] = await tx<{ firstName: string; lastName: string; email: string }[]>`
    select first_name, last_name, email from accounts where id = ${id}`
  const { firstName, lastName, email } = person!
  const inviterName = `${actor.firstName} ${actor.lastName}`
  await queueMail(
    tx,
    'invitation',
    { accountId: id, name: `${firstName} ${lastName}`, address: email },
    { firstName, inviterName, ...facts },
  )
  await recordAudit(tx, actor.accountId, 'account.invited', { kind: 'account', id })
}

/** Kills whatever link is out, or about to go out. */
export async function killLinks(tx: Tx, id: string): Promise<void> {
  await tx`delete from mail_tokens where account_id = ${id} and purpose = 'invitation'`
  await cancelMails(tx, id, 'invitation')
}
