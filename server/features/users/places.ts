// Where users are: one organization, its default team and any of its others. The foreign keys refuse everything else.
import { commitOf, type Tx } from '#db/database.ts'
import { withdrawUnseen } from '#server/features/access/withdraw.ts'
import { leaveAppsBehind, takeAppsAlong } from '#server/features/apps/move.ts'
import { settleInvitation } from '#server/features/members/settle.ts'
import { announceLeft } from './announce.ts'
import { emailKey, type OrganizationRole, type UserRow } from './schema.ts'

export interface Place {
  organizationId: string
  /** in the default organization everybody is a team member */
  role: OrganizationRole
  /** beside the default team; teams of other organizations are passed over */
  teamIds: string[]
}

/** Puts a user into the organization's default team and those named; teams of other organizations are passed over. */
export async function joinTeams(
  tx: Tx,
  accountId: string,
  { organizationId, teamIds }: Omit<Place, 'role'>,
): Promise<void> {
  // Locked while it is read: a team that is being deleted is waited for and then passed over, not tripped over.
  await tx`
    insert into team_members (account_id, team_id, organization_id)
    select ${accountId}, id, organization_id from teams
     where organization_id = ${organizationId} and (is_default or id = any(${teamIds}))
       for key share
    on conflict do nothing`
}

/**
 * Puts a user into another place, or into another role and teams of the same organization. What they may see and hear
 * changes with this transaction, in open tabs too. The caller holds the row, has withdrawn what cannot go along (before it
 * took the row: reviews are locked before accounts) and announces. Where it changes nothing, open tabs stay as they are.
 *
 * @param user as they are before
 */
export async function moveUser(tx: Tx, user: UserRow, to: Place): Promise<void> {
  if (await isThere(tx, user, to)) {
    await tx`update accounts set version = version + 1 where id = ${user.id}`
    return
  }
  // Memberships hang on (account, organization): they leave before the organization changes.
  await tx`delete from team_members where account_id = ${user.id}`
  await tx`
    update accounts
       set organization_id = organizations.id,
           organization_role = case when organizations.is_default then 'team_member' else ${to.role} end,
           member_since = case when accounts.organization_id = organizations.id then member_since else clock_timestamp() end,
           rights_changed_in = pg_current_xact_id(), version = accounts.version + 1
      from organizations
     where accounts.id = ${user.id} and organizations.id = ${to.organizationId}`
  await joinTeams(tx, user.id, to)
  commitOf(tx).rightsChanged = true
  const isLeaving = user.organization.id !== to.organizationId
  if (isLeaving && user.organization.isDefault)
    await takeAppsAlong(tx, user.id, user.organization.id, to.organizationId)
  else if (isLeaving) await leaveAppsBehind(tx, user.id, user.organization.id)
  await withdrawUnseen(tx, null, tx`requester_id = ${user.id}`)
  if (!isLeaving) return
  await announceLeft(tx, user.organization, user.id)
  // Whoever is in needs no invitation any more.
  await settleInvitation(tx, to.organizationId, emailKey(user.email))
}

/** Whether a user is in the very place already. */
async function isThere(tx: Tx, user: UserRow, to: Place): Promise<boolean> {
  const role = user.organization.isDefault ? 'team_member' : to.role
  if (user.organization.id !== to.organizationId || user.role !== role) return false
  const wanted = await tx<{ id: string }[]>`
    select id from teams where organization_id = ${to.organizationId} and (is_default or id = any(${to.teamIds}))`
  const has = new Set(user.teams.map((team) => team.id))
  return wanted.length === has.size && wanted.every(({ id }) => has.has(id))
}
