import type { Db } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'

/**
 * A condition on `apps`: whether an actor may see one, and so its credentials and requests. The only way to any of them: an id
 * alone, or an organization's, is never enough. In the default organization members are strangers, there is only one's own.
 */
export function visibleTo(db: Db, actor: Actor) {
  if (actor.staffRole) return db`true`
  const isOwn = db`apps.owner_id = ${actor.accountId}`
  // Where they are now, not where their session said they were: a call that waited for a lock may find them moved.
  const isThere = db`apps.organization_id = (select organization_id from accounts where id = ${actor.accountId})`
  if (actor.organizationIsDefault) return db`(${isThere} and ${isOwn})`
  const isForsaken = db`apps.visibility = 'personal' and apps.owner_id is null and exists (
    select 1 from accounts where id = ${actor.accountId} and organization_role = 'super_admin')`
  return db`(${isThere} and (${isOwn} or apps.visibility = 'organization' or (${isForsaken})
    or apps.team_id in (select team_id from team_members where account_id = ${actor.accountId})))`
}
