// Reading apps. One row is one app with its counts; order (lower(name), id).
import type { Db } from '#db/database.ts'
import { listRequests } from '#server/features/access/queries.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { isLive, listCredentials } from '#server/features/credentials/queries.ts'
import type { AppActivity, AppDeletion, AppDetail, AppListInput, AppPage, AppRow, AppTeam } from './schema.ts'
import { visibleTo } from './visible.ts'

const pageSize = 50

interface StoredApp extends Omit<AppRow, 'team' | 'organization' | 'owner' | 'nextExpiry' | 'createdAt'> {
  teamId: string | null
  teamName: string | null
  organizationId: string
  organizationName: string
  organizationIsDefault: boolean
  ownerId: string | null
  ownerName: string | null
  nextExpiry: Date | null
  createdAt: Date
  redirectUrls: string[]
  sortedBy: string
}

const columns = (db: Db) => db`
  apps.id, apps.name, apps.description, apps.visibility, apps.redirect_urls, apps.created_at, apps.version,
  lower(apps.name) collate "C" as sorted_by, teams.id as team_id, teams.name as team_name,
  organizations.id as organization_id, organizations.name as organization_name, organizations.is_default as organization_is_default,
  owners.id as owner_id, owners.first_name || ' ' || owners.last_name as owner_name,
  (select count(*)::int from credentials where app_id = apps.id and ${isLive(db)}) as credentials,
  (select min(expires_at) from credentials where app_id = apps.id and ${isLive(db)}) as next_expiry,
  (select count(*)::int from access_requests join reviews on reviews.id = review_id
    where app_id = apps.id and (state in ('pending', 'needs_information') or (state = 'approved' and not exists (
      select 1 from credentials where request_id = access_requests.id)))) as pending`
const from = (db: Db) => db`
  apps join organizations on organizations.id = apps.organization_id
    left join teams on teams.id = apps.team_id
    left join accounts owners on owners.id = apps.owner_id`

function toRow(stored: StoredApp): AppRow {
  const { teamId, teamName, organizationId, organizationName, organizationIsDefault, ownerId, ownerName } = stored
  const { id, name, description, visibility, credentials, pending, nextExpiry, createdAt, version } = stored
  return {
    id,
    name,
    description,
    visibility,
    team: teamId && teamName ? { id: teamId, name: teamName } : null,
    organization: { id: organizationId, name: organizationName, isDefault: organizationIsDefault },
    owner: ownerId && ownerName ? { id: ownerId, name: ownerName } : null,
    credentials,
    pending,
    nextExpiry: nextExpiry?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    version,
  }
}

/** Lists one page of 50 of what the actor may see, by name; the cursor is the last row. */
export async function listApps(
  db: Db,
  actor: Actor,
  { search, organizationId, ownerId, after }: AppListInput,
  limit = pageSize,
): Promise<AppPage> {
  const pattern = search && `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db<StoredApp[]>`
    select ${columns(db)}
      from ${from(db)}
     where ${visibleTo(db, actor)}
       ${organizationId ? db`and apps.organization_id = ${organizationId}` : db``}
       ${ownerId ? db`and apps.owner_id = ${ownerId}` : db``}
       ${pattern ? db`and lower(apps.name || ' ' || apps.description) like ${pattern}` : db``}
       ${after ? db`and (lower(apps.name) collate "C", apps.id) > (${after.at}, ${after.id}::uuid)` : db``}
     order by lower(apps.name) collate "C", apps.id
     limit ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page.map(toRow), next: rows.length > limit && last ? { at: last.sortedBy, id: last.id } : null }
}

export async function findApp(db: Db, actor: Actor, id: string): Promise<AppRow | undefined> {
  const [stored] = await db<StoredApp[]>`
    select ${columns(db)} from ${from(db)} where apps.id = ${id} and ${visibleTo(db, actor)}`
  return stored && toRow(stored)
}

/** Finds an app for whoever announces it, whoever that is. */
export async function findAnyApp(db: Db, id: string): Promise<AppRow | undefined> {
  const [stored] = await db<StoredApp[]>`select ${columns(db)} from ${from(db)} where apps.id = ${id}`
  return stored && toRow(stored)
}

/** Finds all that an app's page shows. */
export async function describeApp(db: Db, actor: Actor, id: string): Promise<AppDetail | undefined> {
  const [stored] = await db<StoredApp[]>`
    select ${columns(db)} from ${from(db)} where apps.id = ${id} and ${visibleTo(db, actor)}`
  if (!stored) return undefined
  const [approved, requests, history] = await Promise.all([
    listCredentials(db, id),
    listRequests(db, id),
    listActivity(db, actor, id),
  ])
  return { ...toRow(stored), redirectUrls: stored.redirectUrls, approved, requests, history }
}

/** Of reviews only what whoever asked may know. */
const shownOfReviews = ['review.approved', 'review.rejected', 'review.undone', 'review.reopened', 'review.withdrawn']

/** Lists the last 50 things that happened to an app, its requests and its credentials, newest first; the app has been asked for. */
async function listActivity(db: Db, actor: Actor, appId: string): Promise<AppActivity[]> {
  interface Stored extends Omit<AppActivity, 'at' | 'actor'> {
    at: Date
    actorId: string | null
    name: string | null
  }
  const rows = await db<Stored[]>`
    with subjects as (
      select ${appId}::uuid as subject_id, null::uuid as request_id
      union all select id, request_id from credentials where app_id = ${appId}
      union all select review_id, id from access_requests where app_id = ${appId} and review_id is not null
    ), entries as (
      select audit_entries.id, at, action, actor_id, coalesce(request_id, (detail ->> 'requestId')::uuid) as request_id
        from subjects join audit_entries using (subject_id)
       where subject_kind <> 'review' or action = any(${shownOfReviews})
       order by audit_entries.id desc limit 50
    )
    select at, action, actor_id, first_name || ' ' || last_name as name, coalesce(kind = 'staff', false) as is_staff,
           array(select products.name from access_products join products on products.id = product_id
                  where access_products.request_id = entries.request_id order by lower(products.name)) as products
      from entries left join accounts on accounts.id = actor_id
     order by entries.id desc`
  return rows.map(({ at, action, actorId, name, isStaff, products }) => ({
    at: at.toISOString(),
    action,
    actor: actorId && name && (actor.staffRole || !isStaff) ? { id: actorId, name } : null,
    isStaff,
    products,
  }))
}

/** Lists the teams that the actor can give an app to: their own, for a super admin all of the organization's. */
export async function listAppTeams(db: Db, actor: Actor): Promise<AppTeam[]> {
  const rows = await db<AppTeam[]>`
    select teams.id, name, account_id is not null as is_own
      from teams left join team_members on team_id = teams.id and account_id = ${actor.accountId}
     where teams.organization_id = ${actor.organizationId}
       and (account_id is not null or ${actor.organizationRole === 'super_admin'})
     order by is_default desc, lower(name), teams.id limit 500`
  return [...rows]
}

/** Counts what stops working with an app. */
export async function previewAppDeletion(db: Db, actor: Actor, id: string): Promise<AppDeletion | undefined> {
  const [preview] = await db<{ credentials: number; pending: number; lastUsedAt: Date | null }[]>`
    select (select count(*)::int from credentials where app_id = apps.id and ${isLive(db)}) as credentials,
           (select count(*)::int from access_requests join reviews on reviews.id = review_id
             where app_id = apps.id and state in ('pending', 'needs_information')) as pending,
           (select max(last_used_at) from credential_keys join credentials on credentials.id = credential_id
             where app_id = apps.id and ${isLive(db)}) as last_used_at
      from apps where apps.id = ${id} and ${visibleTo(db, actor)}`
  return preview && { ...preview, lastUsedAt: preview.lastUsedAt?.toISOString() ?? null }
}
