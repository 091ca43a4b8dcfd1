// What goes with something that is deleted: which apps, and how many live keys and open requests, for the dialog that asks.
import type { Db } from '#db/database.ts'
import { isLive } from '#server/features/credentials/queries.ts'
import type { AccessCounts, AppCounts } from './schema.ts'

type Fragment = ReturnType<Db>

/** Counts the apps that a condition on `apps` picks, with what would go with them. */
export async function countApps(db: Db, which: Fragment): Promise<AppCounts> {
  const [counted] = await db<AppCounts[]>`
    with picked as (select id from apps where ${which})
    select (select count(*)::int from picked) as apps,
           (select count(*)::int from credentials where app_id in (select id from picked) and ${isLive(db)}) as credentials,
           (select count(*)::int from access_requests join reviews on reviews.id = review_id
             where app_id in (select id from picked) and state in ('pending', 'needs_information')) as requests`
  return counted!
}

/**
 * Counts the live keys, and the requests that may yet yield one, whichever of them a condition on `access_requests` picks:
 * those that wait, and those whose approval can still be undone.
 */
export async function countAccess(db: Db, which: Fragment): Promise<AccessCounts> {
  const [counted] = await db<AccessCounts[]>`
    with picked as (select id, review_id from access_requests where ${which})
    select (select count(*)::int from credentials join picked on picked.id = request_id where ${isLive(db)}) as credentials,
           (select count(*)::int from picked join reviews on reviews.id = review_id
             where state in ('pending', 'needs_information') or (state = 'approved' and not exists (
               select 1 from credentials where request_id = picked.id))) as requests`
  return counted!
}

/** A condition on `apps`: of this organization, made by nobody who is in it or in the default one. */
export const isForsakenIn = (db: Db, organizationId: string): Fragment => db`
  (organization_id = ${organizationId} and not exists (
    select 1 from accounts join organizations on organizations.id = accounts.organization_id
     where accounts.id = apps.owner_id and (organizations.id = ${organizationId} or is_default)))`

/** A condition on `apps`: goes with a user who is deleted. Personal ones do, and those of an organization with its last member. */
export const goesWithUser = (db: Db, id: string): Fragment => db`
  ((owner_id = ${id} and visibility = 'personal') or organization_id in (
    select organizations.id from accounts me join organizations on organizations.id = me.organization_id
     where me.id = ${id} and not is_default and not exists (
       select 1 from accounts other where other.organization_id = organizations.id and other.id <> me.id)))`
