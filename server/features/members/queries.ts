// Reading an organization's members and the invitations of its super admins.
import type { Db } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { listUsersOf } from '#server/features/users/queries.ts'
import { toMember } from './rules.ts'
import type { MemberList, MemberRow } from './schema.ts'

/** What a page lists at most; the search finds the rest. */
const listedMax = 500

interface StoredInvitation extends Omit<MemberRow, 'kind' | 'memberSince' | 'status' | 'expiresAt'> {
  expiresAt: Date | null
}

const toRow = (stored: StoredInvitation): MemberRow => ({
  ...stored,
  kind: 'invitation',
  memberSince: null,
  status: 'pending',
  expiresAt: stored.expiresAt?.toISOString() ?? null,
})

const selectInvitations = (db: Db) => db`
  select member_invitations.id, member_invitations.first_name, member_invitations.last_name, member_invitations.email,
         member_invitations.role, member_invitations.expires_at, member_invitations.version,
         inviters.first_name || ' ' || inviters.last_name as invited_by,
         coalesce((select jsonb_agg(jsonb_build_object('id', teams.id, 'name', teams.name) order by teams.is_default desc, teams.name)
                     from teams
                    where teams.organization_id = member_invitations.organization_id
                      and (teams.is_default or teams.id = any(member_invitations.team_ids))), '[]') as teams
    from member_invitations left join accounts inviters on inviters.id = member_invitations.invited_by`

/** Lists the caller's teammates by name, invitations among them; nobody in the default organization. */
export async function listMembers(db: Db, actor: Actor, search: string | undefined): Promise<MemberList> {
  const organizationId = actor.organizationId
  if (organizationId === null || actor.organizationIsDefault) return { rows: [], teams: [], isCut: false }
  const pattern = search && `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const [users, invitations, teams] = await Promise.all([
    listUsersOf(db, organizationId, pattern, listedMax + 1),
    db<StoredInvitation[]>`
      ${selectInvitations(db)}
       where member_invitations.organization_id = ${organizationId}
         ${pattern ? db`and lower(member_invitations.first_name || ' ' || member_invitations.last_name || ' ' || member_invitations.email) like ${pattern}` : db``}
       order by lower(member_invitations.first_name || ' ' || member_invitations.last_name)
       limit ${listedMax + 1}`,
    db<{ id: string; name: string; isDefault: boolean }[]>`
      select id, name, is_default from teams where organization_id = ${organizationId}
       order by is_default desc, lower(name) limit 200`,
  ])
  const rows = [...users.map(toMember), ...invitations.map(toRow)]
  return { rows: rows.slice(0, listedMax), teams: [...teams], isCut: rows.length > listedMax }
}

export async function findMemberInvitation(db: Db, id: string): Promise<MemberRow | undefined> {
  const [stored] = await db<StoredInvitation[]>`${selectInvitations(db)} where member_invitations.id = ${id}`
  return stored && toRow(stored)
}
