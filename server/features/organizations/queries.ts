// Reading organizations. One row is one organization with its counts; order (lower(name), id).
import type { Db } from '#db/database.ts'
import { listHistory } from '#server/audit/history.ts'
import { countApps, isForsakenIn } from '#server/features/apps/counts.ts'
import { countCataloguesNaming, listCataloguesFor } from '#server/features/catalogues/queries.ts'
import type { NamedOrganization, OrganizationAbout, RowOf } from '#server/features/reviews/schema.ts'
import { isPublicMailDomain } from '#server/features/registrations/rules.ts'
import type {
  OrganizationDeletion,
  OrganizationDetail,
  OrganizationListInput,
  OrganizationPage,
  OrganizationRow,
} from './schema.ts'

const pageSize = 50
/** How alike two names are, from 0 to 1, to be shown to a reviewer: "Acme Ltd" and "Acme Limited" are at 0.5. */
const similarityMin = 0.35
const shownMax = 5

type StoredOrganization = Omit<OrganizationRow, 'createdAt'> & { createdAt: Date; sortedBy: string }

// The order of the bytes, whatever the database's own order is: the browser puts live rows into the same one.
const columns = (db: Db) => db`
  organizations.id, organizations.name, organizations.is_default, organizations.created_at, organizations.version,
  lower(organizations.name) collate "C" as sorted_by,
  (select count(*)::int from accounts where organization_id = organizations.id) as members,
  (select count(*)::int from accounts where organization_id = organizations.id and organization_role = 'super_admin') as super_admins,
  (select count(*)::int from teams where organization_id = organizations.id) as teams,
  (select count(*)::int from member_invitations where organization_id = organizations.id) as invitations,
  (select count(*)::int from invite_codes where organization_id = organizations.id) as codes`

function toRow({ createdAt, sortedBy: _, ...stored }: StoredOrganization): OrganizationRow {
  return { ...stored, createdAt: createdAt.toISOString() }
}

const toPattern = (search: string) => `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

/** Lists one page of 50 by name; the cursor is the last row. */
export async function listOrganizations(
  db: Db,
  { search, after }: OrganizationListInput,
  limit = pageSize,
): Promise<OrganizationPage> {
  const rows = await db<StoredOrganization[]>`
    select ${columns(db)}
      from organizations
     where true
       ${search ? db`and lower(name) like ${toPattern(search)}` : db``}
       ${after ? db`and (lower(name) collate "C", id) > (${after.at}, ${after.id}::uuid)` : db``}
     order by lower(name) collate "C", id
     limit ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page.map(toRow), next: rows.length > limit && last ? { at: last.sortedBy, id: last.id } : null }
}

export async function findOrganization(db: Db, id: string): Promise<OrganizationRow | undefined> {
  const [stored] = await db<StoredOrganization[]>`select ${columns(db)} from organizations where id = ${id}`
  return stored && toRow(stored)
}

/** Finds all that an organization's page shows beside its users and teams. */
export async function describeOrganization(db: Db, id: string): Promise<OrganizationDetail | undefined> {
  const row = await findOrganization(db, id)
  if (!row) return undefined
  const [[made], catalogues, history] = await Promise.all([
    db<{ reviewId: string; requesterId: string; name: string; settlesAt: Date | null }[]>`
      select reviews.id as review_id, accounts.id as requester_id, first_name || ' ' || last_name as name,
             (select case when settles_at > clock_timestamp() then settles_at end from organizations where id = ${id}) as settles_at
        from organization_approvals
        join reviews on reviews.id = review_id
        join accounts on accounts.id = reviews.requester_id
       where organization_approvals.organization_id = ${id}`,
    listCataloguesFor(db, { as: 'place', organizationId: id, teamId: undefined }),
    // What an approval made is in the history of the review.
    listHistory(
      db,
      db`(subject_kind = 'organization' and subject_id = ${id})
         or (subject_kind = 'review' and action in ('review.approved', 'review.auto-approved')
             and subject_id in (select review_id from organization_approvals where organization_id = ${id}))`,
    ),
  ])
  return {
    ...row,
    request: made ? { reviewId: made.reviewId, requester: { id: made.requesterId, name: made.name } } : null,
    settlesAt: made?.settlesAt?.toISOString() ?? null,
    catalogues,
    history,
  }
}

/** Counts what goes where when an organization is deleted. */
export async function previewOrganizationDeletion(db: Db, id: string): Promise<OrganizationDeletion | undefined> {
  const row = await findOrganization(db, id)
  if (!row) return undefined
  const { members, teams, invitations, codes } = row
  const [catalogues, all, forsaken] = await Promise.all([
    countCataloguesNaming(db, { organizationId: id }),
    countApps(db, db`organization_id = ${id}`),
    countApps(db, isForsakenIn(db, id)),
  ])
  return { members, teams, invitations, codes, catalogues, appsKept: all.apps - forsaken.apps, appsGone: forsaken }
}

/** Gathers what a reviewer wants to know around a request: names that clash or look alike, and colleagues. */
export async function describeRequest(db: Db, review: RowOf<'organization'>): Promise<OrganizationAbout> {
  const { facts, requesterId, id } = review
  const domain = facts.email.toLowerCase().split('@')[1] ?? ''
  const [made] = await db<{ id: string; name: string }[]>`
    select organizations.id, name from organization_approvals join organizations on organizations.id = organization_id
     where review_id = ${id}`
  const named = (where: ReturnType<Db>, order: ReturnType<Db>) => db<NamedOrganization[]>`
    select id, name, (select count(*)::int from accounts where organization_id = organizations.id) as members
      from organizations
     where id is distinct from ${made?.id ?? null} and ${where}
     order by ${order} limit ${shownMax}`
  const [[taken], similar, sameDomain, openRequests, [requester]] = await Promise.all([
    named(db`lower(name) = lower(${facts.name})`, db`id`),
    named(
      db`lower(name) <> lower(${facts.name}) and lower(name) % lower(${facts.name})
         and similarity(lower(name), lower(${facts.name})) >= ${similarityMin}`,
      db`similarity(lower(name), lower(${facts.name})) desc, id`,
    ),
    isPublicMailDomain(domain)
      ? []
      : named(
          db`not is_default and id in (select organization_id from accounts
                     where split_part(email_key, '@', 2) = ${domain} and approved_at is not null)`,
          db`3 desc, id`,
        ),
    db<{ id: string; name: string; requester: string }[]>`
      select reviews.id, facts ->> 'name' as name, (facts ->> 'firstName') || ' ' || (facts ->> 'lastName') as requester
        from reviews
       where kind = 'organization' and state in ('pending', 'needs_information') and id <> ${id}
         and similarity(lower(facts ->> 'name'), lower(${facts.name})) >= ${similarityMin}
       order by requested_at limit ${shownMax}`,
    db<{ memberSince: Date; organizationId: string; organizationName: string; teams: string[] }[]>`
      select accounts.member_since, organizations.id as organization_id, organizations.name as organization_name,
             array(select teams.name from team_members join teams on teams.id = team_id
                    where account_id = accounts.id order by teams.is_default desc, teams.name) as teams
        from accounts join organizations on organizations.id = accounts.organization_id
       where accounts.id = ${requesterId}`,
  ])
  const { memberSince, organizationId, organizationName, teams } = requester!
  return {
    kind: 'organization',
    taken: taken ?? null,
    similar: [...similar],
    sameDomain: [...sameDomain],
    openRequests: [...openRequests],
    requester: {
      memberSince: memberSince.toISOString(),
      organization: { id: organizationId, name: organizationName },
      teams,
    },
    made: made ?? null,
    mails: 1,
  }
}
