import type { Db } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'

/**
 * A condition on `apps`: whether an actor may see one, and so its credentials and requests. The only way to any of them: an id
 * alone, or an organization's, is never enough.
 */
export function visibleTo(db: Db, actor: Actor) {
  return actor.staffRole ? db`true` : seenBy(db, db`${actor.accountId}`)
}

/**
 * The same for the user of an id: where they are now, not where their session said they were, for a call that waited for a lock
 * may find them moved. In the default organization members are strangers, there is only one's own.
 */
export const seenBy = (db: Db, userId: ReturnType<Db>) => db`exists (
  select 1 from accounts reader
   where reader.id = ${userId} and reader.organization_id = apps.organization_id
     and (apps.owner_id = reader.id
          or not (select is_default from organizations where organizations.id = apps.organization_id)
             and (apps.visibility = 'organization'
                  or apps.visibility = 'personal' and apps.owner_id is null and reader.organization_role = 'super_admin'
                  or apps.team_id in (select team_id from team_members where account_id = reader.id))))`
