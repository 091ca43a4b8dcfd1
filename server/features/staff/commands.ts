// Portal admins: owners invite them, change their role and remove them. There is always an owner who can sign in.
import { commitOf, type Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { endSessions } from '#server/features/auth/commands.ts'
import { sendInvitation } from '#server/features/invitations/send.ts'
import { emailKey } from '#server/features/users/schema.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { keepPaces } from '#server/features/review-mails/commands.ts'
import { pacesFor } from '#server/features/review-mails/rules.ts'
import type { SetPacesInput } from '#server/features/review-mails/schema.ts'
import { findStaff } from './queries.ts'
import type { ChangeStaffInput, InviteStaffInput, StaffRow } from './schema.ts'

const roleLabels = { owner: 'Owner', approver: 'Approver', auditor: 'Auditor' }

/** Invites a portal admin by mail. @throws EMAIL_TAKEN an account is staff or a user, never both */
export async function inviteStaff(tx: Tx, actor: Actor, input: InviteStaffInput): Promise<StaffRow> {
  const { email, firstName, lastName, role } = input
  const [added] = await tx<{ id: string }[]>`
    insert into accounts (kind, email, email_key, first_name, last_name, staff_role, approved_at, invited_at)
    values ('staff', ${email}, ${emailKey(email)}, ${firstName}, ${lastName}, ${role}, now(), now())
    on conflict (email_key) do nothing
    returning id`
  if (!added) return refuse('EMAIL_TAKEN')
  await resend(tx, actor, added.id, role)
  return announceStaff(tx, added.id)
}

/** Sends the invitation of a portal admin again; the old link dies. @throws NOT_IN_THIS_STATE accepted already */
export async function resendStaffInvitation(tx: Tx, actor: Actor, id: string): Promise<StaffRow> {
  const staff = await findStaff(tx, id)
  if (!staff) return refuse('NOT_FOUND')
  if (staff.state !== 'invited') refuse('NOT_IN_THIS_STATE')
  await resend(tx, actor, id, staff.role)
  return announceStaff(tx, id)
}

const resend = (tx: Tx, actor: Actor, id: string, role: StaffRow['role']) =>
  sendInvitation(tx, actor, id, { invitedInto: 'the portal team', roleLabel: roleLabels[role], isStaff: true })

/**
 * Changes a role, at once in the person's open tabs too.
 *
 * @throws LAST_OWNER nobody else could sign in as owner
 * @throws USER_CHANGED somebody changed the person meanwhile
 */
export async function changeStaff(tx: Tx, actor: Actor, input: ChangeStaffInput): Promise<StaffRow> {
  const { id, version, role } = input
  await lockOwners(tx)
  const [changed] = await tx`
    update accounts
       set staff_role = ${role}, version = version + 1,
           rights_changed_in = case when staff_role = ${role} then rights_changed_in else pg_current_xact_id() end
     where id = ${id} and kind = 'staff' and version = ${version}
    returning id`
  if (!changed) return refuse((await findStaff(tx, id)) ? 'USER_CHANGED' : 'NOT_FOUND')
  await refuseWithoutOwner(tx)
  commitOf(tx).rightsChanged = true
  await recordAudit(tx, actor.accountId, 'staff.changed', { kind: 'account', id }, { role })
  return announceStaff(tx, id)
}

/**
 * Says how soon somebody is told of each kind of review: everybody for themselves, owners for all.
 *
 * @throws NOT_ALLOWED somebody else's, by whoever is no owner
 * @throws NOT_IN_THIS_STATE their role is not told so soon
 */
export async function setPaces(tx: Tx, actor: Actor, { id, paces }: SetPacesInput): Promise<StaffRow> {
  if (id !== actor.accountId && actor.staffRole !== 'owner') refuse('NOT_ALLOWED')
  await keepPaces(tx, id, paces)
  const [changed] = await tx<{ role: StaffRow['role'] }[]>`
    update accounts set version = version + 1 where id = ${id} and kind = 'staff' returning staff_role as role`
  if (!changed) return refuse('NOT_FOUND')
  if (!Object.values(paces).every((pace) => pacesFor(changed.role).includes(pace))) refuse('NOT_IN_THIS_STATE')
  await recordAudit(tx, actor.accountId, 'staff.changed', { kind: 'account', id }, { paces })
  return announceStaff(tx, id)
}

/** Removes a portal admin: sessions and sockets end, what they decided stays decided. @throws LAST_OWNER NOT_FOUND */
export async function removeStaff(tx: Tx, actor: Actor, id: string): Promise<void> {
  await lockOwners(tx)
  await endSessions(tx, id)
  const [removed] = await tx`delete from accounts where id = ${id} and kind = 'staff' returning id`
  if (!removed) refuse('NOT_FOUND')
  await refuseWithoutOwner(tx)
  await recordAudit(tx, actor.accountId, 'staff.removed', { kind: 'account', id })
  await publish(tx, 'admins', { kind: 'staff.removed', staffId: id })
}

/** Two owners who demote each other take turns here, in the order of their ids. */
const lockOwners = (tx: Tx) => tx`select id from accounts where staff_role = 'owner' order by id for update`

async function refuseWithoutOwner(tx: Tx): Promise<void> {
  const [owner] = await tx`
    select 1 from accounts where staff_role = 'owner' and password_hash is not null and deactivated_at is null limit 1`
  if (!owner) refuse('LAST_OWNER')
}

/** Says how a portal admin is now; called last. */
export async function announceStaff(tx: Tx, id: string): Promise<StaffRow> {
  const staff = (await findStaff(tx, id))!
  await publish(tx, 'admins', { kind: 'staff.changed', staff })
  await publish(tx, `user:${id}`, { kind: 'account.changed', accountId: id })
  return staff
}
