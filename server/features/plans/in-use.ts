// Whether a plan can be deleted: what lives or waits under it.
import type { Db } from '#db/database.ts'
import { countAccess } from '#server/features/apps/counts.ts'
import type { AccessCounts } from '#server/features/apps/schema.ts'
import type { PlanDeletion } from './schema.ts'

/** Counts the live keys and the open requests under a plan, which stays for them. */
export function countUnder(db: Db, planId: string): Promise<AccessCounts> {
  return countAccess(
    db,
    db`${planId} in (plan_id, approved_plan_id)
       and not exists (select 1 from credentials
                        where request_id = access_requests.id and credentials.plan_id is distinct from ${planId})`,
  )
}

/** Counts what goes with a plan, and what keeps it. */
export async function previewPlanDeletion(db: Db, id: string): Promise<PlanDeletion | undefined> {
  const [preview] = await db<{ catalogues: number }[]>`
    select (select count(*)::int from catalogue_plans where plan_id = plans.id) as catalogues from plans where id = ${id}`
  return preview && { ...preview, ...(await countUnder(db, id)) }
}
