// Organizations: asked for by users, made, renamed and deleted by portal admins.
import { commitOf, inSavepoint, type Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { cancelMailsOf, queueMails } from '#server/features/emails/commands.ts'
import { deleteCodesInto } from '#server/features/invite-codes/commands.ts'
import { dissolveApps, withdrawSharedIn } from '#server/features/apps/move.ts'
import { withdrawReviews } from '#server/features/reviews/close.ts'
import { submitReview } from '#server/features/reviews/commands.ts'
import { findOwnReview } from '#server/features/reviews/queries.ts'
import type { OwnReview } from '#server/features/reviews/schema.ts'
import { findSettings } from '#server/features/settings/queries.ts'
import { recipientOf } from '#server/features/users/moved.ts'
import { listUsersOf } from '#server/features/users/queries.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse, refusalOf } from '#server/refusals.ts'
import { announceOrganization, createOrganization, defaultTeamName } from './create.ts'
import { findOrganization } from './queries.ts'
import type { OrganizationRow, RenameOrganizationInput } from './schema.ts'

/**
 * Asks for an organization of one's own; with auto-approval it is there at once, unless the name is taken: then somebody
 * decides.
 *
 * @throws ORGANIZATIONS_OFF IN_ORGANIZATION
 * @throws ALREADY_REQUESTED one request waits, by the constraint
 */
export async function requestOrganization(tx: Tx, actor: Actor, name: string): Promise<OwnReview> {
  if (!actor.organizationIsDefault) refuse('IN_ORGANIZATION')
  const { registerOrganizationsEnabled, autoApproveOrganizations } = await findSettings(tx)
  if (!registerOrganizationsEnabled) refuse('ORGANIZATIONS_OFF')
  const { accountId, firstName, lastName, email } = actor
  // Their row first: of a request and a move to an organization at the same moment one comes before the other.
  const [requester] = await tx<{ isDefault: boolean; earlier: number }[]>`
    select organizations.is_default,
           (select count(*)::int from reviews where requester_id = accounts.id and kind = 'organization'
               and state in ('approved', 'rejected')) as earlier
      from accounts join organizations on organizations.id = accounts.organization_id
     where accounts.id = ${accountId}
       for no key update of accounts`
  if (!requester!.isDefault) refuse('IN_ORGANIZATION')
  const submit = (inner: Tx, state: 'approved' | 'pending') =>
    submitReview(inner, {
      kind: 'organization',
      subjectId: accountId,
      requesterId: accountId,
      facts: { name, firstName, lastName, email, earlier: requester!.earlier },
      state,
    })
  if (!autoApproveOrganizations || !(await approvedAtOnce(tx, submit))) await submit(tx, 'pending')
  // The person's other tabs no longer offer to ask.
  await publish(tx, `user:${accountId}`, { kind: 'account.changed', accountId })
  return (await findOwnReview(tx, accountId, 'organization'))!
}

/** Whether it went through; false when the name is taken, with nothing of it done. */
async function approvedAtOnce(tx: Tx, submit: (tx: Tx, state: 'approved') => Promise<unknown>): Promise<boolean> {
  try {
    await inSavepoint(tx, (inner) => submit(inner, 'approved'))
    return true
  } catch (error) {
    if (refusalOf(error) === 'ORGANIZATION_NAME_TAKEN') return false
    throw error
  }
}

/**
 * Takes one's own request back while nobody has decided.
 *
 * @throws REVIEW_DECIDED somebody was faster; `detail.review` is how it stands
 * @throws NOT_FOUND not one's own
 */
export async function withdrawRequest(tx: Tx, actor: Actor, id: string): Promise<void> {
  const own = await findOwnReview(tx, actor.accountId, 'organization')
  if (own?.id !== id) refuse('NOT_FOUND')
  const withdrawn = await withdrawReviews(tx, actor.accountId, actor.accountId, 'organization')
  if (withdrawn === 0) refuse('REVIEW_DECIDED', { review: await findOwnReview(tx, actor.accountId, 'organization') })
  await publish(tx, `user:${actor.accountId}`, { kind: 'account.changed', accountId: actor.accountId })
}

/** Adds an organization with its default team. @throws ORGANIZATION_NAME_TAKEN by the constraint */
export async function addOrganization(tx: Tx, actor: Actor, name: string): Promise<OrganizationRow> {
  const id = await createOrganization(tx, name)
  await recordAudit(tx, actor.accountId, 'organization.added', { kind: 'organization', id }, { name })
  return announceOrganization(tx, id, 'organization.added')
}

/**
 * Renames an organization, at once in the open tabs of its members; its default team follows while it has the name that it
 * was made with.
 *
 * @throws ORGANIZATION_CHANGED `detail.organization` is how it is now
 * @throws ORGANIZATION_NAME_TAKEN by the constraint
 */
export async function renameOrganization(
  tx: Tx,
  actor: Actor,
  { id, version, name }: RenameOrganizationInput,
): Promise<OrganizationRow> {
  const before = await findOrganization(tx, id)
  const [renamed] = await tx`
    update organizations set name = ${name}, version = version + 1 where id = ${id} and version = ${version} returning id`
  if (!renamed) {
    const organization = await findOrganization(tx, id)
    return organization ? refuse('ORGANIZATION_CHANGED', { organization }) : refuse('NOT_FOUND')
  }
  await tx`
    update teams set name = ${defaultTeamName(name)}, version = version + 1
     where organization_id = ${id} and is_default and name = ${defaultTeamName(before!.name)}`
  await recordAudit(
    tx,
    actor.accountId,
    'organization.renamed',
    { kind: 'organization', id },
    { before: before!.name, after: name },
  )
  return announceOrganization(tx, id, 'organization.renamed')
}

/**
 * Deletes an organization with its teams and invitations; its people go to the default organization, at once in open tabs
 * too, and are told by mail.
 *
 * @throws DEFAULT_STAYS NOT_FOUND
 */
export async function deleteOrganization(tx: Tx, actor: Actor, id: string): Promise<void> {
  // Codes before the organization, as whoever claims a place takes the locks; and those that came in between.
  await deleteCodesInto(tx, actor, { organizationId: id })
  const [organization] = await tx<{ name: string; isDefault: boolean }[]>`
    select name, is_default from organizations where id = ${id} for update`
  if (!organization) return refuse('NOT_FOUND')
  if (organization.isDefault) refuse('DEFAULT_STAYS')
  await deleteCodesInto(tx, actor, { organizationId: id })
  const [home] = await tx<{ id: string }[]>`select id from organizations where is_default`
  // Reviews before accounts, as every decision takes its locks.
  await withdrawSharedIn(tx, id)
  await tx`select 1 from accounts where organization_id = ${id} order by id for update`
  const members = await listUsersOf(tx, id)
  await dissolveApps(tx, id, home!.id)
  await tx`delete from team_members where organization_id = ${id}`
  // One statement for all of them: the last super admin goes together with the rest. Their sockets are closed before this is
  // answered, and ask anew.
  await tx`
    update accounts
       set organization_id = ${home!.id}, organization_role = 'team_member', member_since = clock_timestamp(),
           rights_changed_in = pg_current_xact_id(), version = version + 1
     where organization_id = ${id}`
  await tx`
    insert into team_members (account_id, team_id, organization_id)
    select accounts.id, teams.id, teams.organization_id
      from accounts join teams on teams.organization_id = accounts.organization_id and teams.is_default
     where accounts.id = any(${members.map((member) => member.id)})`
  commitOf(tx).rightsChanged = true
  // Whoever has not been told of it yet is not told that they have what is gone.
  const [made] = await tx<{ decisionId: string }[]>`
    select decision_id from organization_approvals join reviews on reviews.id = review_id where organization_id = ${id}`
  if (made) await cancelMailsOf(tx, made.decisionId)
  const removedBy = `${actor.firstName} ${actor.lastName}`
  const facts = { organizationName: organization.name, removedBy, isDeleted: true }
  await queueMails(
    tx,
    'removed-from-organization',
    members
      .filter(({ state }) => state === 'active')
      .map((member) => ({ to: recipientOf(member), facts: { firstName: member.firstName, ...facts } })),
  )
  await tx`delete from organizations where id = ${id}`
  await recordAudit(
    tx,
    actor.accountId,
    'organization.deleted',
    { kind: 'organization', id },
    { members: members.map((member) => member.id) },
  )
  await publish(tx, 'admins', { kind: 'organization.deleted', organizationId: id })
}
