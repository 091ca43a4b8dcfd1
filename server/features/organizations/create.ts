import type { Tx } from '#db/database.ts'
import { findTeam } from '#server/features/teams/queries.ts'
import { publish } from '#server/realtime/publish.ts'
import { findOrganization } from './queries.ts'
import type { OrganizationRow } from './schema.ts'

/** What the default team of an organization is called until somebody renames it. */
export const defaultTeamName = (organizationName: string) => `${organizationName} All users`

/**
 * Writes an organization with its default team; the caller announces it.
 *
 * @param settlesAt until then its approval can be undone and nobody is invited into it
 * @throws ORGANIZATION_NAME_TAKEN by the constraint, in any case of letters
 */
export async function createOrganization(tx: Tx, name: string, settlesAt: Date | null = null): Promise<string> {
  const [organization] = await tx<{ id: string }[]>`
    insert into organizations (name, settles_at) values (${name}, ${settlesAt}) returning id`
  await tx`
    insert into teams (organization_id, name, is_default)
    values (${organization!.id}, ${defaultTeamName(name)}, true)`
  return organization!.id
}

/** Says how an organization and its default team are now, to the admins and to its members; called last. */
export async function announceOrganization(
  tx: Tx,
  id: string,
  kind: 'organization.added' | 'organization.renamed',
): Promise<OrganizationRow> {
  const organization = (await findOrganization(tx, id))!
  await publish(tx, 'admins', { kind, organization })
  const [team] = await tx<{ id: string }[]>`select id from teams where organization_id = ${id} and is_default`
  const teamKind = kind === 'organization.added' ? 'team.added' : 'team.renamed'
  await publish(tx, 'admins', { kind: teamKind, team: (await findTeam(tx, team!.id))! })
  if (!organization.isDefault)
    await publish(tx, `organization:${id}`, { kind: 'own-organization.changed', organizationId: id })
  return organization
}
