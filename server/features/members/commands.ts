// What super admins do with the people of their organization: invite, edit, remove. The organization is the session's, never the
// input's; what is not in it does not exist.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { withdrawAskedIn } from '#server/features/apps/move.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { enforceLimit } from '#server/features/auth/limits.ts'
import { cancelMemberMails, queueMail } from '#server/features/emails/commands.ts'
import { announce } from '#server/features/users/announce.ts'
import { tellMoved } from '#server/features/users/moved.ts'
import { moveUser } from '#server/features/users/places.ts'
import { findUser } from '#server/features/users/queries.ts'
import { emailKey, roleLabels, type UserRow } from '#server/features/users/schema.ts'
import { refuse } from '#server/refusals.ts'
import { announceInvitation, announceInvitationGone } from './announce.ts'
import { findMemberInvitation } from './queries.ts'
import { toMember } from './rules.ts'
import type { EditMemberInput, InviteMemberInput, MemberRow } from './schema.ts'

/**
 * Invites somebody into the caller's organization by mail. Whether the address has an account elsewhere makes no difference to
 * the caller: nothing but an invitation is written, and what becomes of it shows when it is accepted.
 *
 * @throws ALREADY_MEMBER the address is a teammate's; ALREADY_INVITED by the constraint
 * @throws ORGANIZATION_UNSETTLED the approval can still be undone
 * @throws TOO_MANY_ATTEMPTS
 */
export async function inviteMember(tx: Tx, actor: Actor, input: InviteMemberInput): Promise<MemberRow> {
  const { email, firstName, lastName, role, teamIds } = input
  const organizationId = await holdSettledOrganization(tx, actor)
  const [member] = await tx`
    select 1 from accounts where email_key = ${emailKey(email)} and organization_id = ${organizationId}`
  if (member) refuse('ALREADY_MEMBER')
  await enforceLimit(tx, 'invitationsByOrganization', organizationId)
  const [invited] = await tx<{ id: string }[]>`
    insert into member_invitations (organization_id, email, email_key, first_name, last_name, role, team_ids, invited_by)
    values (${organizationId}, ${email}, ${emailKey(email)}, ${firstName}, ${lastName}, ${role}, ${teamIds}, ${actor.accountId})
    returning id`
  const { id } = invited!
  await recordAudit(tx, actor.accountId, 'member.invited', { kind: 'invitation', id }, { organizationId, role })
  return sendInvitationMail(tx, actor, id, email)
}

/** Sends an invitation again; the old link dies. @throws NOT_FOUND accepted, revoked, or not of this organization */
export async function resendMemberInvitation(tx: Tx, actor: Actor, id: string): Promise<MemberRow> {
  const organizationId = await holdSettledOrganization(tx, actor)
  const [resent] = await tx<{ email: string }[]>`
    update member_invitations
       set token_hash = null, expires_at = null, invited_by = ${actor.accountId}, invited_at = clock_timestamp(), version = version + 1
     where id = ${id} and organization_id = ${organizationId}
    returning email`
  if (!resent) return refuse('NOT_FOUND')
  await recordAudit(tx, actor.accountId, 'member.invited', { kind: 'invitation', id }, { organizationId, again: true })
  return sendInvitationMail(tx, actor, id, resent.email)
}

/** Takes an invitation back: its link dies. @throws NOT_FOUND accepted, revoked, or not of this organization */
export async function revokeMemberInvitation(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { id: organizationId } = await holdOrganization(tx, actor)
  await takeInvitationBack(tx, actor, id, tx`organization_id = ${organizationId}`)
}

/** Takes any organization's invitation back, for portal admins; false when there is none. */
export async function revokeAnyMemberInvitation(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const [found] = await tx`select 1 from member_invitations where id = ${id}`
  if (found) await takeInvitationBack(tx, actor, id, tx`true`)
  return Boolean(found)
}

async function takeInvitationBack(tx: Tx, actor: Actor, id: string, guard: ReturnType<Tx>): Promise<void> {
  await cancelMemberMails(tx, id)
  const [revoked] = await tx<{ organizationId: string }[]>`
    delete from member_invitations where id = ${id} and ${guard} returning organization_id`
  if (!revoked) refuse('NOT_FOUND')
  const { organizationId } = revoked
  await recordAudit(tx, actor.accountId, 'invitation.revoked', { kind: 'invitation', id }, { organizationId })
  await announceInvitationGone(tx, organizationId, id)
}

/**
 * Edits names, role and teams of a teammate, at once in their open tabs too, or of an invitation before it is accepted.
 *
 * @throws MEMBER_CHANGED `detail.member` is how they are now
 * @throws LAST_SUPER_ADMIN by the constraint
 * @throws NOT_FOUND not of this organization
 */
export async function editMember(tx: Tx, actor: Actor, input: EditMemberInput): Promise<MemberRow> {
  const { id, version, firstName, lastName, role, teamIds } = input
  const { id: organizationId } = await holdOrganization(tx, actor)
  const [edited] = await tx`
    update accounts set first_name = ${firstName}, last_name = ${lastName}
     where id = ${id} and organization_id = ${organizationId} and version = ${version}
    returning id`
  if (!edited) return editInvitation(tx, actor, input)
  const before = (await findUser(tx, id))!
  await moveUser(tx, before, { organizationId, role, teamIds })
  const detail = {
    before: { role: before.role, teamIds: before.teams.map((team) => team.id) },
    after: { role, teamIds },
  }
  await recordAudit(tx, actor.accountId, 'member.edited', { kind: 'account', id }, detail)
  const user = await announce(tx, id, 'user.edited')
  await tellMoved(tx, actor, before, user)
  return toMember(user)
}

async function editInvitation(tx: Tx, actor: Actor, input: EditMemberInput): Promise<MemberRow> {
  const { id, version, firstName, lastName, role, teamIds } = input
  const organizationId = actor.organizationId!
  const [edited] = await tx`
    update member_invitations
       set first_name = ${firstName}, last_name = ${lastName}, role = ${role}, team_ids = ${teamIds}, version = version + 1,
           -- Whoever makes somebody a super admin answers for that, see accept.ts.
           invited_by = case when ${role} = 'super_admin' then ${actor.accountId}::uuid else invited_by end
     where id = ${id} and organization_id = ${organizationId} and version = ${version}
    returning id`
  if (!edited) return refuseEdit(tx, organizationId, id)
  await recordAudit(tx, actor.accountId, 'invitation.edited', { kind: 'invitation', id }, { role, teamIds })
  return announceInvitation(tx, organizationId, id)
}

async function refuseEdit(tx: Tx, organizationId: string, id: string): Promise<never> {
  const user = await findUser(tx, id)
  if (user?.organization.id === organizationId) refuse('MEMBER_CHANGED', { member: toMember(user) })
  const [own] = await tx`select 1 from member_invitations where id = ${id} and organization_id = ${organizationId}`
  return own ? refuse('MEMBER_CHANGED', { member: await findMemberInvitation(tx, id) }) : refuse('NOT_FOUND')
}

/**
 * Removes a teammate (or oneself): they go to the default organization at once, in open tabs too, and hear nothing of this one
 * from then on.
 *
 * @throws LAST_SUPER_ADMIN by the constraint
 * @throws NOT_FOUND not of this organization
 */
export async function removeMember(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { id: organizationId } = await holdOrganization(tx, actor)
  // Reviews before accounts, as every decision takes its locks.
  await withdrawAskedIn(tx, id, organizationId)
  const [held] = await tx`
    select 1 from accounts where id = ${id} and organization_id = ${organizationId} for update`
  if (!held) refuse('NOT_FOUND')
  const before: UserRow = (await findUser(tx, id))!
  const [home] = await tx<{ id: string }[]>`select id from organizations where is_default`
  await moveUser(tx, before, { organizationId: home!.id, role: 'team_member', teamIds: [] })
  await recordAudit(tx, actor.accountId, 'member.removed', { kind: 'account', id }, { organizationId })
  const after = await announce(tx, id, 'user.edited')
  await tellMoved(tx, actor, before, after)
}

interface Held {
  id: string
  /** while its approval can be undone */
  settlesAt: Date | null
}

/**
 * Takes the organization's row for whoever looks after its members: they take turns, and whoever is no super admin any more by
 * the time of their turn changes nothing. Losing that right takes the same row (`keep_super_admin`).
 *
 * @throws NOT_ALLOWED demoted or removed while this call was on its way
 */
async function holdOrganization(tx: Tx, actor: Actor): Promise<Held> {
  const [organization] = await tx<Held[]>`
    select id, case when settles_at > clock_timestamp() then settles_at end as settles_at
      from organizations where id = ${actor.organizationId} for no key update`
  if (!organization) return refuse('NOT_FOUND')
  const [superAdmin] = await tx`
    select 1 from accounts
     where id = ${actor.accountId} and organization_id = ${organization.id} and is_active_super_admin(accounts)`
  return superAdmin ? organization : refuse('NOT_ALLOWED')
}

/** As `holdOrganization`; nobody is invited into one whose approval may be undone. @throws ORGANIZATION_UNSETTLED */
async function holdSettledOrganization(tx: Tx, actor: Actor): Promise<string> {
  const { id, settlesAt } = await holdOrganization(tx, actor)
  return settlesAt ? refuse('ORGANIZATION_UNSETTLED', { settlesAt: settlesAt.toISOString() }) : id
}

async function sendInvitationMail(tx: Tx, actor: Actor, id: string, email: string): Promise<MemberRow> {
  // Of this organization alone: whoever else writes to that address neither shows in the answer nor stands in the way.
  await enforceLimit(tx, 'invitationMail', `${actor.organizationId} ${emailKey(email)}`)
  await cancelMemberMails(tx, id)
  const invitation = (await findMemberInvitation(tx, id))!
  const { firstName, lastName, role } = invitation
  // As its owner wrote it: mail never goes to a twin that somebody typed later.
  const [known] = await tx<{ email: string }[]>`select email from accounts where email_key = ${emailKey(email)}`
  await queueMail(
    tx,
    'invitation',
    { accountId: null, name: `${firstName} ${lastName}`, address: known?.email ?? email },
    {
      firstName,
      inviterName: `${actor.firstName} ${actor.lastName}`,
      invitedInto: actor.organizationName!,
      roleLabel: roleLabels[role],
      isStaff: false,
    },
    { memberInvitationId: id },
  )
  return announceInvitation(tx, actor.organizationId!, id)
}
