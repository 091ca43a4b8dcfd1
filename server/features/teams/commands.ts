// Teams: added to an organization, renamed and deleted by portal admins.
import { commitOf, type Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { deleteCodesInto } from '#server/features/invite-codes/commands.ts'
import { widenAppsOfTeam } from '#server/features/apps/move.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { findTeam } from './queries.ts'
import type { RenameTeamInput, TeamRow } from './schema.ts'

/** Adds an empty team. @throws NOT_FOUND no such organization; TEAM_NAME_TAKEN: both by their constraints */
export async function addTeam(
  tx: Tx,
  actor: Actor,
  { organizationId, name }: { organizationId: string; name: string },
): Promise<TeamRow> {
  const [added] = await tx<{ id: string }[]>`
    insert into teams (organization_id, name) values (${organizationId}, ${name}) returning id`
  const { id } = added!
  await recordAudit(tx, actor.accountId, 'team.added', { kind: 'team', id }, { organizationId, name })
  return announceTeam(tx, id, 'team.added')
}

/** Renames a team. @throws TEAM_CHANGED `detail.team` is how it is now; TEAM_NAME_TAKEN by the constraint */
export async function renameTeam(tx: Tx, actor: Actor, { id, version, name }: RenameTeamInput): Promise<TeamRow> {
  const [renamed] = await tx`
    update teams set name = ${name}, version = version + 1 where id = ${id} and version = ${version} returning id`
  if (!renamed) {
    const team = await findTeam(tx, id)
    return team ? refuse('TEAM_CHANGED', { team }) : refuse('NOT_FOUND')
  }
  await recordAudit(tx, actor.accountId, 'team.renamed', { kind: 'team', id }, { name })
  return announceTeam(tx, id, 'team.renamed')
}

/** Deletes a team; its users stay in the organization and hear nothing of the team from then on. @throws DEFAULT_STAYS */
export async function deleteTeam(tx: Tx, actor: Actor, id: string): Promise<void> {
  // Codes before the team, as whoever claims a place takes the locks; and those that came in between.
  await deleteCodesInto(tx, actor, { teamId: id })
  await tx`select 1 from teams where id = ${id} for update`
  const team = await findTeam(tx, id)
  if (!team) return refuse('NOT_FOUND')
  if (team.isDefault) refuse('DEFAULT_STAYS')
  await deleteCodesInto(tx, actor, { teamId: id })
  const members = await tx<{ id: string }[]>`
    update accounts set rights_changed_in = pg_current_xact_id(), version = version + 1
     where id in (select account_id from team_members where team_id = ${id})
    returning id`
  await widenAppsOfTeam(tx, id, team.organization.isDefault)
  await tx`delete from teams where id = ${id}`
  commitOf(tx).rightsChanged = true
  const detail = { organizationId: team.organization.id, members: members.map((member) => member.id) }
  await recordAudit(tx, actor.accountId, 'team.deleted', { kind: 'team', id }, detail)
  await publish(tx, 'admins', { kind: 'team.deleted', teamId: id })
  await tellMembers(tx, team)
}

async function announceTeam(tx: Tx, id: string, kind: 'team.added' | 'team.renamed'): Promise<TeamRow> {
  const team = (await findTeam(tx, id))!
  await publish(tx, 'admins', { kind, team })
  await tellMembers(tx, team)
  return team
}

async function tellMembers(tx: Tx, { organization }: TeamRow): Promise<void> {
  if (organization.isDefault) return
  const event = { kind: 'own-organization.changed', organizationId: organization.id } as const
  await publish(tx, `organization:${organization.id}`, event)
}
