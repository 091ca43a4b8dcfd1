// Reading users. One row is one user with their organization and its teams; order (createdAt, id), newest first.
import type { Db } from '#db/database.ts'
import { listHistory } from '#server/audit/history.ts'
import { countApps, goesWithUser } from '#server/features/apps/counts.ts'
import { listMails } from '#server/features/emails/queries.ts'
import { stateOf, type UserState } from './rules.ts'
import type { DeletionPreview, UserDetail, UserListInput, UserPage, UserRow } from './schema.ts'

const pageSize = 50

interface StoredUser extends Omit<UserRow, 'createdAt' | 'memberSince' | 'state' | 'organization'> {
  createdAt: Date
  memberSince: Date
  hasPassword: boolean
  approvedAt: Date | null
  rejectedAt: Date | null
  deactivatedAt: Date | null
  invitedAt: Date | null
  organizationId: string
  organizationName: string
  organizationIsDefault: boolean
  mustChangePassword: boolean
}

/** Holds for a password that still counts. */
const hasPassword = (db: Db) => db`
  (accounts.password_hash is not null and (accounts.password_expires_at is null or accounts.password_expires_at > now()))`

const columns = (db: Db) => db`
  accounts.id, accounts.email, accounts.first_name, accounts.last_name, accounts.organization_id,
  organizations.name as organization_name, organizations.is_default as organization_is_default,
  accounts.organization_role as role, accounts.member_since,
  accounts.email_confirmed_at is not null as email_confirmed, accounts.created_at, accounts.version,
  ${hasPassword(db)} as has_password, accounts.approved_at, accounts.rejected_at, accounts.deactivated_at, accounts.invited_at,
  accounts.must_change_password,
  coalesce((select jsonb_agg(jsonb_build_object('id', teams.id, 'name', teams.name) order by teams.is_default desc, teams.name)
              from team_members join teams on teams.id = team_members.team_id
             where team_members.account_id = accounts.id), '[]') as teams`

/** The same as `stateOf`, for filters. */
const isInState = (db: Db, state: UserState) => {
  const open = db`accounts.deactivated_at is null and accounts.rejected_at is null`
  switch (state) {
    case 'deactivated':
      return db`accounts.deactivated_at is not null`
    case 'rejected':
      return db`accounts.deactivated_at is null and accounts.rejected_at is not null`
    case 'invited':
      return db`${open} and not ${hasPassword(db)} and accounts.invited_at is not null`
    case 'not-invited':
      return db`${open} and not ${hasPassword(db)} and accounts.invited_at is null`
    case 'waiting':
      return db`${open} and ${hasPassword(db)} and accounts.approved_at is null`
    case 'active':
      return db`${open} and ${hasPassword(db)} and accounts.approved_at is not null`
  }
}

function toRow(stored: StoredUser): UserRow {
  const {
    id,
    email,
    firstName,
    lastName,
    organizationId,
    organizationName,
    organizationIsDefault,
    role,
    teams,
    emailConfirmed,
    memberSince,
    createdAt,
    version,
  } = stored
  return {
    id,
    email,
    firstName,
    lastName,
    state: stateOf(stored),
    organization: { id: organizationId, name: organizationName, isDefault: organizationIsDefault },
    role,
    teams,
    emailConfirmed,
    memberSince: memberSince.toISOString(),
    createdAt: createdAt.toISOString(),
    version,
  }
}

const from = (db: Db) => db`accounts join organizations on organizations.id = accounts.organization_id`

/** Lists one page of 50; the cursor is the last row. The search looks at names and addresses. */
export async function listUsers(db: Db, input: UserListInput, limit = pageSize): Promise<UserPage> {
  const { search, state, organizationId, teamId, role, after } = input
  const pattern = search && `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db<StoredUser[]>`
    select ${columns(db)}
      from ${from(db)}
     where accounts.kind = 'user'
       ${state ? db`and ${isInState(db, state)}` : db``}
       ${organizationId ? db`and accounts.organization_id = ${organizationId}` : db``}
       ${role ? db`and accounts.organization_role = ${role}` : db``}
       ${teamId ? db`and exists (select 1 from team_members where account_id = accounts.id and team_id = ${teamId})` : db``}
       ${pattern ? db`and lower(accounts.first_name || ' ' || accounts.last_name || ' ' || accounts.email) like ${pattern}` : db``}
       ${after ? db`and (accounts.created_at, accounts.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : db``}
     order by accounts.created_at desc, accounts.id desc
     limit ${limit + 1}`
  const page = rows.slice(0, limit).map(toRow)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? { at: last.createdAt, id: last.id } : null }
}

/** Lists an organization's users by name, all of them unless bounded. @param pattern of `like`, against names and address in lower case */
export async function listUsersOf(
  db: Db,
  organizationId: string,
  pattern?: string,
  limit?: number,
): Promise<UserRow[]> {
  const rows = await db<StoredUser[]>`
    select ${columns(db)}
      from ${from(db)}
     where accounts.organization_id = ${organizationId}
       ${pattern ? db`and lower(accounts.first_name || ' ' || accounts.last_name || ' ' || accounts.email) like ${pattern}` : db``}
     order by lower(accounts.first_name || ' ' || accounts.last_name), accounts.id
     limit ${limit ?? null}`
  return rows.map(toRow)
}

export async function findUser(db: Db, id: string): Promise<UserRow | undefined> {
  const [stored] = await db<
    StoredUser[]
  >`select ${columns(db)} from ${from(db)} where accounts.id = ${id} and accounts.kind = 'user'`
  return stored && toRow(stored)
}

/** Finds all that a user's page shows. */
export async function describeUser(db: Db, id: string): Promise<UserDetail | undefined> {
  const [stored] = await db<
    StoredUser[]
  >`select ${columns(db)} from ${from(db)} where accounts.id = ${id} and accounts.kind = 'user'`
  if (!stored) return undefined
  const [sessions, mails, history, [review], [invitation]] = await Promise.all([
    db<{ id: string; createdAt: Date; userAgent: string | null; address: string | null }[]>`
      select id, created_at, user_agent, address from sessions
       where account_id = ${id} and expires_at > now() order by created_at desc limit 50`,
    listMails(db, { account: id }, 20),
    listHistory(
      db,
      db`(subject_kind = 'account' and subject_id = ${id})
         or (subject_kind = 'review' and subject_id in (select reviews.id from reviews where requester_id = ${id}))`,
    ),
    db<{ id: string; state: string; version: number }[]>`
      select id, state, version from reviews
       where requester_id = ${id} and kind = 'registration' order by requested_at desc limit 1`,
    db<{ invitedAt: Date; expiresAt: Date | null; invitedBy: string | null }[]>`
      select invitations.invited_at, expires_at, first_name || ' ' || last_name as invited_by
        from invitations left join accounts on accounts.id = invited_by where account_id = ${id}`,
  ])
  return {
    ...toRow(stored),
    mustChangePassword: stored.mustChangePassword,
    sessions: sessions.map((session) => ({ ...session, createdAt: session.createdAt.toISOString() })),
    mails: mails.rows,
    history,
    review: review ?? null,
    invitation: invitation
      ? {
          ...invitation,
          invitedAt: invitation.invitedAt.toISOString(),
          expiresAt: invitation.expiresAt?.toISOString() ?? null,
        }
      : null,
  }
}

/** Counts what would go with a user. */
export async function previewDeletion(db: Db, id: string): Promise<DeletionPreview | undefined> {
  const [[preview], appsGone, { apps }] = await Promise.all([
    db<Omit<DeletionPreview, 'appsGone' | 'appsKept'>[]>`
    select (select count(*)::int from sessions where account_id = accounts.id and expires_at > now()) as sessions,
           (select count(*)::int from reviews where requester_id = accounts.id and state in ('pending', 'needs_information')) as open_reviews,
           (select count(*)::int from mails where account_id = accounts.id) as mails
      from accounts where id = ${id} and kind = 'user'`,
    countApps(db, goesWithUser(db, id)),
    countApps(db, db`owner_id = ${id} and not ${goesWithUser(db, id)}`),
  ])
  return preview && { ...preview, appsGone, appsKept: apps }
}

/** All organizations with their teams, for the form of a user; default ones first. */
export async function listPlaces(
  db: Db,
): Promise<
  { id: string; name: string; isDefault: boolean; teams: { id: string; name: string; isDefault: boolean }[] }[]
> {
  return db`
    select organizations.id, organizations.name, organizations.is_default,
           coalesce(jsonb_agg(jsonb_build_object('id', teams.id, 'name', teams.name, 'isDefault', teams.is_default)
                              order by teams.is_default desc, teams.name) filter (where teams.id is not null), '[]') as teams
      from organizations left join teams on teams.organization_id = organizations.id
     group by organizations.id
     order by organizations.is_default desc, lower(organizations.name)
     limit 500`
}
