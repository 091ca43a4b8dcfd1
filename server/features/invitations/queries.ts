import type { Db } from '#db/database.ts'
import type { InvitationRow, OpenInvitation } from './schema.ts'

interface StoredInvitation extends Omit<InvitationRow, 'invitedAt' | 'expiresAt'> {
  invitedAt: Date
  expiresAt: Date | null
}

/** Lists outstanding invitations, newest first, expired ones included until they are resent or revoked; at most 500. */
export async function listInvitations(db: Db): Promise<InvitationRow[]> {
  const rows = await db<StoredInvitation[]>`
    select accounts.id, accounts.first_name || ' ' || accounts.last_name as name, accounts.email,
           accounts.kind = 'staff' as is_staff, false as is_teammates, coalesce(organizations.name, accounts.staff_role) as into,
           inviters.first_name || ' ' || inviters.last_name as invited_by,
           invitations.invited_at, invitations.expires_at, invitations.version
      from invitations
      join accounts on accounts.id = invitations.account_id
      left join organizations on organizations.id = accounts.organization_id
      left join accounts inviters on inviters.id = invitations.invited_by
     union all
    select member_invitations.id, member_invitations.first_name || ' ' || member_invitations.last_name,
           member_invitations.email, false, true, organizations.name,
           inviters.first_name || ' ' || inviters.last_name,
           member_invitations.invited_at, member_invitations.expires_at, member_invitations.version
      from member_invitations
      join organizations on organizations.id = member_invitations.organization_id
      left join accounts inviters on inviters.id = member_invitations.invited_by
     order by invited_at desc, id desc
     limit 500`
  return rows.map((row) => ({
    ...row,
    invitedAt: row.invitedAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }))
}

/**
 * Holds for accounts that a teammate's invitation can take along: users of the default organization who are neither switched
 * off nor rejected.
 */
export const mayGoAlong = (db: Db) => db`
  (accounts.kind = 'user' and accounts.rejected_at is null and accounts.deactivated_at is null
   and accounts.organization_id = (select id from organizations where is_default))`

/** Finds what a link invites to, without spending it. */
export async function findOpenInvitation(db: Db, tokenHash: string): Promise<OpenInvitation | undefined> {
  const [row] = await db<(Omit<OpenInvitation, 'expiresAt'> & { expiresAt: Date })[]>`
    select accounts.first_name, accounts.email, coalesce(organizations.name, accounts.staff_role) as into,
           accounts.kind = 'staff' as is_staff, inviters.first_name || ' ' || inviters.last_name as invited_by,
           mail_tokens.expires_at, false as moves_account, false as belongs_elsewhere
      from mail_tokens
      join accounts on accounts.id = mail_tokens.account_id and accounts.deactivated_at is null
      join invitations on invitations.account_id = accounts.id
      left join organizations on organizations.id = accounts.organization_id
      left join accounts inviters on inviters.id = invitations.invited_by
     where token_hash = ${tokenHash} and purpose = 'invitation' and mail_tokens.expires_at > clock_timestamp()
     union all
    select coalesce(accounts.first_name, member_invitations.first_name), member_invitations.email, organizations.name, false,
           inviters.first_name || ' ' || inviters.last_name, member_invitations.expires_at, accounts.id is not null,
           accounts.id is not null and not ${mayGoAlong(db)}
      from member_invitations
      join organizations on organizations.id = member_invitations.organization_id
      left join accounts on accounts.email_key = member_invitations.email_key
      left join accounts inviters on inviters.id = member_invitations.invited_by
     where member_invitations.token_hash = ${tokenHash} and member_invitations.expires_at > clock_timestamp()`
  return row && { ...row, expiresAt: row.expiresAt.toISOString() }
}
