// Accepting a teammate's invitation. Whoever holds the link has the mailbox; that is all it proves, so an account that is there
// already goes along only from the default organization, and what a portal admin has still to decide stays to be decided.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { endSessions } from '#server/features/auth/commands.ts'
import { mayGoAlong } from '#server/features/invitations/queries.ts'
import { discardWaitingPasswords } from '#server/features/registrations/commands.ts'
import { withdrawReviews } from '#server/features/reviews/close.ts'
import { updateReviewFacts } from '#server/features/reviews/commands.ts'
import { announce } from '#server/features/users/announce.ts'
import { joinTeams, moveUser } from '#server/features/users/places.ts'
import { findUser } from '#server/features/users/queries.ts'
import type { OrganizationRole } from '#server/features/users/schema.ts'
import { refuse } from '#server/refusals.ts'
import { announceInvitationGone } from './announce.ts'

interface Spent {
  id: string
  organizationId: string
  email: string
  emailKey: string
  firstName: string
  lastName: string
  role: OrganizationRole
  teamIds: string[]
  /** null: an account that has been deleted */
  invitedBy: string | null
}

/**
 * Spends the link of a teammate's invitation: makes the account, or takes the one of this address along, with a new password.
 * A registration that waits for approval goes on waiting.
 *
 * @returns whether the link was one of these
 * @throws BELONGS_ELSEWHERE the account is staff's, another organization's, switched off or was rejected
 */
export async function acceptMemberInvitation(tx: Tx, tokenHash: string, passwordHash: string): Promise<boolean> {
  // The organization first, as whoever deletes it or undoes its approval takes the locks.
  await tx`
    select 1 from organizations
     where id = (select organization_id from member_invitations where token_hash = ${tokenHash})
       for no key update`
  const [spent] = await tx<Spent[]>`
    delete from member_invitations where token_hash = ${tokenHash} and expires_at > clock_timestamp()
    returning id, organization_id, email, email_key, first_name, last_name, role, team_ids, invited_by`
  if (!spent) return false
  await refuseForsaken(tx, spent)
  const accountId = (await createMember(tx, spent, passwordHash)) ?? (await takeAlong(tx, spent, passwordHash))
  await recordAudit(
    tx,
    accountId,
    'invitation.accepted',
    { kind: 'account', id: accountId },
    { invitationId: spent.id },
  )
  await announceInvitationGone(tx, spent.organizationId, spent.id)
  await announce(tx, accountId, 'user.joined')
  return true
}

/** Who invites a super admin must still be one; and team members join nobody. Both ways of losing that take the organization's row. */
async function refuseForsaken(tx: Tx, { organizationId, role, invitedBy }: Spent): Promise<void> {
  const [superAdmin] = await tx`
    select 1 from accounts
     where organization_id = ${organizationId} and is_active_super_admin(accounts)
       ${role === 'super_admin' ? tx`and id = ${invitedBy}` : tx``}
     limit 1`
  if (!superAdmin) refuse('LINK_EXPIRED')
}

/** Makes the account; undefined when the address has one. */
async function createMember(tx: Tx, spent: Spent, passwordHash: string): Promise<string | undefined> {
  const { email, emailKey, firstName, lastName, organizationId, role, teamIds } = spent
  const [created] = await tx<{ id: string }[]>`
    insert into accounts (kind, email, email_key, first_name, last_name, organization_id, organization_role, password_hash,
                          email_confirmed_at, approved_at)
    values ('user', ${email}, ${emailKey}, ${firstName}, ${lastName}, ${organizationId}, ${role}, ${passwordHash}, now(), now())
    on conflict (email_key) do nothing
    returning id`
  if (created) await joinTeams(tx, created.id, { organizationId, teamIds })
  return created?.id
}

/** The link came by mail: a registration that waits says so to whoever decides, and enters the queue if it waited for that. */
async function confirmForReview(tx: Tx, accountId: string): Promise<void> {
  const [review] = await tx<{ id: string }[]>`
    select id from reviews
     where requester_id = ${accountId} and kind = 'registration' and state in ('pending', 'needs_information')
       and not (facts @> '{"emailConfirmed":true}')`
  if (review) await updateReviewFacts(tx, review.id, accountId, 'review.address-confirmed', { emailConfirmed: true })
}

async function takeAlong(tx: Tx, spent: Spent, passwordHash: string): Promise<string> {
  const [known] = await tx<{ id: string }[]>`select id from accounts where email_key = ${spent.emailKey}`
  if (!known) return refuse('LINK_EXPIRED')
  const { id } = known
  // Reviews before accounts, as every decision takes its locks.
  await withdrawReviews(tx, id, id, 'organization')
  await confirmForReview(tx, id)
  const [taken] = await tx`
    update accounts
       set password_hash = ${passwordHash}, must_change_password = false, password_expires_at = null,
           email_confirmed_at = coalesce(email_confirmed_at, now()),
           approved_at = coalesce(approved_at, case when not exists (
             select 1 from reviews where subject_id = accounts.id and kind = 'registration'
                and state in ('pending', 'needs_information')) then now() end)
     where id = ${id} and ${mayGoAlong(tx)}
    returning id`
  if (!taken) refuse('BELONGS_ELSEWHERE')
  await tx`delete from invitations where account_id = ${id}`
  await tx`delete from mail_tokens where account_id = ${id}`
  await discardWaitingPasswords(tx, id)
  await endSessions(tx, id)
  const user = (await findUser(tx, id))!
  await moveUser(tx, user, { organizationId: spent.organizationId, role: spent.role, teamIds: spent.teamIds })
  return id
}
