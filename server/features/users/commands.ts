// What portal admins do with users: add, edit, activate, deactivate, delete. Inviting lives in invitations/.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { endSessions } from '#server/features/auth/commands.ts'
import { returnPlacesOf } from '#server/features/invite-codes/claim.ts'
import { queueMail } from '#server/features/emails/commands.ts'
import { settleInvitation } from '#server/features/members/settle.ts'
import { withdrawReviews } from '#server/features/reviews/close.ts'
import { approveReview, reopenReview } from '#server/features/reviews/commands.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { announce, announceLeft } from './announce.ts'
import { tellMoved } from './moved.ts'
import { forsakeApps, withdrawAskedIn } from '#server/features/apps/move.ts'
import { joinTeams, moveUser } from './places.ts'
import { findUser } from './queries.ts'
import { can, type UserAction } from './rules.ts'
import { emailKey, type AddUserInput, type EditUserInput, type UserRow } from './schema.ts'

/**
 * Adds a user to an organization and its default team, with a password that somebody else typed or with none (then an
 * invitation can be sent). Such a password must be changed at the first log-in unless the admin says otherwise, and dies
 * unused after 24 hours.
 *
 * @throws EMAIL_TAKEN `detail.userId` when it is a user
 */
export async function addUser(
  tx: Tx,
  actor: Actor,
  input: AddUserInput,
  passwordHash: string | null,
): Promise<UserRow> {
  const { email, firstName, lastName, organizationId, teamIds, isActive, mustChangePassword } = input
  const mustChange = passwordHash !== null && mustChangePassword
  const [added] = await tx<{ id: string }[]>`
    insert into accounts (kind, email, email_key, first_name, last_name, organization_id, organization_role, password_hash,
                          must_change_password, password_expires_at, approved_at, deactivated_at)
    select 'user', ${email}, ${emailKey(email)}, ${firstName}, ${lastName}, id,
           case when is_default then 'team_member' else ${input.role} end, ${passwordHash}, ${mustChange},
           case when ${passwordHash !== null} then now() + interval '24 hours' end,
           case when ${isActive || passwordHash !== null} then now() end,
           case when ${!isActive && passwordHash !== null} then now() end
      from organizations where id = ${organizationId}
    on conflict (email_key) do nothing
    returning id`
  if (!added) return refuseTaken(tx, email, organizationId)
  await joinTeams(tx, added.id, { organizationId, teamIds })
  await settleInvitation(tx, organizationId, emailKey(email))
  await recordAudit(
    tx,
    actor.accountId,
    'user.added',
    { kind: 'account', id: added.id },
    { hasPassword: passwordHash !== null, mustChangePassword: mustChange },
  )
  return announce(tx, added.id, 'user.added')
}

async function refuseTaken(tx: Tx, email: string, organizationId: string): Promise<never> {
  const [taken] = await tx<
    { id: string; kind: string }[]
  >`select id, kind from accounts where email_key = ${emailKey(email)}`
  if (taken) return refuse('EMAIL_TAKEN', taken.kind === 'user' ? { userId: taken.id } : {})
  const [organization] = await tx`select 1 from organizations where id = ${organizationId}`
  return refuse(organization ? 'EMAIL_TAKEN' : 'NOT_FOUND')
}

/**
 * Changes names, organization, teams and role, at once in the person's open tabs too. Never touches the password.
 *
 * @throws USER_CHANGED somebody else changed the person meanwhile; `detail.user` is how they are now
 */
export async function editUser(tx: Tx, actor: Actor, input: EditUserInput): Promise<UserRow> {
  const { id, version, firstName, lastName, organizationId, teamIds, role } = input
  const seen = await findUser(tx, id)
  if (seen && seen.organization.id !== organizationId) {
    await withdrawReviews(tx, actor.accountId, id, 'organization')
    if (!seen.organization.isDefault) await withdrawAskedIn(tx, id, seen.organization.id)
  }
  const [edited] = await tx`
    update accounts set first_name = ${firstName}, last_name = ${lastName}
     where id = ${id} and kind = 'user' and version = ${version}
    returning id`
  // Read again: what was read before may have waited for whoever was faster.
  const before = await findUser(tx, id)
  if (!before) return refuse('NOT_FOUND')
  if (!edited) return refuse('USER_CHANGED', { user: before })
  const [organization] = await tx`select 1 from organizations where id = ${organizationId} for key share`
  if (!organization) refuse('NOT_FOUND')
  await moveUser(tx, before, { organizationId, role, teamIds })
  const detail = { before: placeOf(before), after: { organizationId, role, teamIds } }
  await recordAudit(tx, actor.accountId, 'user.edited', { kind: 'account', id }, detail)
  const user = await announce(tx, id, 'user.edited')
  await tellMoved(tx, actor, before, user)
  return user
}

const placeOf = ({ organization, role, teams }: UserRow) => ({
  organizationId: organization.id,
  role,
  teamIds: teams.map(({ id }) => id),
})

/**
 * Activates whoever can be: approves the waiting, reopens and approves the rejected, reactivates the deactivated.
 *
 * @throws NOT_IN_THIS_STATE active already, or without a password: those are invited
 */
export async function activateUser(tx: Tx, actor: Actor, id: string): Promise<UserRow> {
  const { state } = await lockUser(tx, id, 'activate')
  if (state === 'deactivated') {
    await tx`update accounts set deactivated_at = null, version = version + 1 where id = ${id}`
    await recordAudit(tx, actor.accountId, 'user.reactivated', { kind: 'account', id })
    return announce(tx, id, 'user.reactivated')
  }
  const [review] = await tx<{ id: string; version: number; state: string }[]>`
    select id, version, state from reviews where requester_id = ${id} and kind = 'registration' order by requested_at desc limit 1`
  if (!review) refuse('NOT_IN_THIS_STATE')
  const open = review.state === 'rejected' ? await reopenReview(tx, actor, review) : review
  await approveReview(tx, actor, { id: review.id, version: open.version })
  return (await findUser(tx, id))!
}

/** Switches a user off: sessions and sockets end before this is answered, and the person is told by mail. */
export async function deactivateUser(tx: Tx, actor: Actor, id: string): Promise<UserRow> {
  // Reviews before accounts. Who is switched off gets no organization.
  await withdrawReviews(tx, actor.accountId, id, 'organization')
  const { email, firstName, lastName } = await lockUser(tx, id, 'deactivate')
  await tx`update accounts set deactivated_at = now(), version = version + 1 where id = ${id}`
  await endSessions(tx, id)
  await tx`delete from mail_tokens where account_id = ${id}`
  await queueMail(
    tx,
    'account-deactivated',
    { accountId: id, name: `${firstName} ${lastName}`, address: email },
    { firstName },
  )
  await recordAudit(tx, actor.accountId, 'user.deactivated', { kind: 'account', id })
  return announce(tx, id, 'user.deactivated')
}

/** Deletes a user with all that hangs on them; open reviews leave the queue, the audit keeps the id. */
export async function deleteUser(tx: Tx, actorId: string, id: string): Promise<void> {
  // Reviews before accounts, as every decision takes its locks.
  await withdrawReviews(tx, actorId, id)
  const { organization } = await lockUser(tx, id, 'remove')
  await returnPlacesOf(tx, id, 'rejected')
  await forsakeApps(tx, id)
  await endSessions(tx, id)
  await tx`delete from accounts where id = ${id}`
  await recordAudit(tx, actorId, 'user.deleted', { kind: 'account', id })
  await announceLeft(tx, organization, id)
  await publish(tx, 'admins', { kind: 'user.deleted', userId: id })
}

/** Ends all sessions of a user, open sockets included. */
export async function endUserSessions(tx: Tx, actor: Actor, id: string): Promise<void> {
  if (!(await findUser(tx, id))) refuse('NOT_FOUND')
  await endSessions(tx, id)
  await recordAudit(tx, actor.accountId, 'user.sessions-ended', { kind: 'account', id })
  await announce(tx, id, 'user.edited')
}

/** Takes the row, so that two who act on one person take turns, and refuses what the state does not allow. */
export async function lockUser(tx: Tx, id: string, action: UserAction): Promise<UserRow> {
  await tx`select 1 from accounts where id = ${id} and kind = 'user' for update`
  const user = await findUser(tx, id)
  if (!user) return refuse('NOT_FOUND')
  return can(action, user.state) ? user : refuse('NOT_IN_THIS_STATE', { user })
}
