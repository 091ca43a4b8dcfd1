// Reading teams. One row is one team with its organization; order (lower(name), id).
import type { Db } from '#db/database.ts'
import { listHistory } from '#server/audit/history.ts'
import { countApps } from '#server/features/apps/counts.ts'
import { countCataloguesNaming, listCataloguesFor } from '#server/features/catalogues/queries.ts'
import type { TeamDeletion, TeamDetail, TeamListInput, TeamPage, TeamRow } from './schema.ts'

const pageSize = 50

interface StoredTeam extends Omit<TeamRow, 'createdAt' | 'organization'> {
  createdAt: Date
  organizationId: string
  organizationName: string
  organizationIsDefault: boolean
  sortedBy: string
}

// The order of the bytes, whatever the database's own order is: the browser puts live rows into the same one.
const columns = (db: Db) => db`
  teams.id, teams.name, teams.is_default, teams.created_at, teams.version, teams.organization_id,
  organizations.name as organization_name, organizations.is_default as organization_is_default,
  lower(teams.name) collate "C" as sorted_by,
  (select count(*)::int from team_members where team_id = teams.id) as members,
  (select count(*)::int from invite_codes where team_id = teams.id) as codes`
const from = (db: Db) => db`teams join organizations on organizations.id = teams.organization_id`

function toRow(stored: StoredTeam): TeamRow {
  const {
    id,
    name,
    isDefault,
    organizationId,
    organizationName,
    organizationIsDefault,
    members,
    codes,
    createdAt,
    version,
  } = stored
  return {
    id,
    name,
    isDefault,
    organization: { id: organizationId, name: organizationName, isDefault: organizationIsDefault },
    members,
    codes,
    createdAt: createdAt.toISOString(),
    version,
  }
}

/** Lists one page of 50 by name; the cursor is the last row. The search looks at the names of teams and organizations. */
export async function listTeams(db: Db, { search, organizationId, after }: TeamListInput): Promise<TeamPage> {
  const pattern = search && `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db<StoredTeam[]>`
    select ${columns(db)}
      from ${from(db)}
     where true
       ${organizationId ? db`and teams.organization_id = ${organizationId}` : db``}
       ${pattern ? db`and (lower(teams.name) like ${pattern} or lower(organizations.name) like ${pattern})` : db``}
       ${after ? db`and (lower(teams.name) collate "C", teams.id) > (${after.at}, ${after.id}::uuid)` : db``}
     order by lower(teams.name) collate "C", teams.id
     limit ${pageSize + 1}`
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return { rows: page.map(toRow), next: rows.length > pageSize && last ? { at: last.sortedBy, id: last.id } : null }
}

export async function findTeam(db: Db, id: string): Promise<TeamRow | undefined> {
  const [stored] = await db<StoredTeam[]>`select ${columns(db)} from ${from(db)} where teams.id = ${id}`
  return stored && toRow(stored)
}

/** Finds all that a team's page shows beside its users. */
export async function describeTeam(db: Db, id: string): Promise<TeamDetail | undefined> {
  const row = await findTeam(db, id)
  if (!row) return undefined
  const [catalogues, history] = await Promise.all([
    listCataloguesFor(db, { as: 'place', organizationId: row.organization.id, teamId: id }),
    listHistory(db, db`subject_kind = 'team' and subject_id = ${id}`),
  ])
  return { ...row, catalogues, history }
}

/** Counts what goes with a team. */
export async function previewTeamDeletion(db: Db, id: string): Promise<TeamDeletion | undefined> {
  const row = await findTeam(db, id)
  if (!row) return undefined
  const [catalogues, { apps }] = await Promise.all([
    countCataloguesNaming(db, { teamId: id }),
    countApps(db, db`team_id = ${id}`),
  ])
  return { members: row.members, codes: row.codes, catalogues, apps }
}
