// Reading plans. One row is one plan; order (lower(name), id).
import type { Db } from '#db/database.ts'
import { listHistory } from '#server/audit/history.ts'
import type { PlanDetail, PlanFacts, PlanListInput, PlanPage, PlanRow } from './schema.ts'

const pageSize = 50

interface StoredPlan extends Omit<PlanRow, 'createdAt' | 'quota'> {
  createdAt: Date
  /** bigint */
  quota: string | null
  sortedBy: string
}

/** The columns that `toPlanFacts` reads, for whoever joins plans. */
export const planColumns = (db: Db) => db`
  plans.id, plans.name, plans.description, plans.requests_per_second, plans.quota, plans.quota_period,
  plans.key_lifetime_days, plans.needs_approval, plans.version`

export type StoredPlanFacts = Omit<PlanFacts, 'quota'> & { quota: string | null }

export function toPlanFacts(stored: StoredPlanFacts): PlanFacts {
  const { id, name, description, requestsPerSecond, quota, quotaPeriod, keyLifetimeDays, needsApproval, version } =
    stored
  return {
    id,
    name,
    description,
    requestsPerSecond,
    quota: quota === null ? null : Number(quota),
    quotaPeriod,
    keyLifetimeDays,
    needsApproval,
    version,
  }
}

const columns = (db: Db) => db`
  ${planColumns(db)}, plans.created_at, lower(plans.name) collate "C" as sorted_by`

const toRow = (stored: StoredPlan): PlanRow => ({
  ...toPlanFacts(stored),
  createdAt: stored.createdAt.toISOString(),
})

/** Lists one page of 50 by name; the cursor is the last row. */
export async function listPlans(db: Db, { search, after }: PlanListInput): Promise<PlanPage> {
  const pattern = search && `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db<StoredPlan[]>`
    select ${columns(db)}
      from plans
     where true
       ${pattern ? db`and lower(name || ' ' || description) like ${pattern}` : db``}
       ${after ? db`and (lower(name) collate "C", id) > (${after.at}, ${after.id}::uuid)` : db``}
     order by lower(name) collate "C", id
     limit ${pageSize + 1}`
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return { rows: page.map(toRow), next: rows.length > pageSize && last ? { at: last.sortedBy, id: last.id } : null }
}

export async function findPlan(db: Db, id: string): Promise<PlanRow | undefined> {
  const [stored] = await db<StoredPlan[]>`select ${columns(db)} from plans where id = ${id}`
  return stored && toRow(stored)
}

/** Finds all that a plan's page shows. */
export async function describePlan(db: Db, id: string): Promise<PlanDetail | undefined> {
  const row = await findPlan(db, id)
  if (!row) return undefined
  const [catalogues, history] = await Promise.all([
    db<{ id: string; name: string }[]>`
      select id, name from catalogues join catalogue_plans on catalogue_id = id where plan_id = ${id} order by lower(name) limit 500`,
    listHistory(db, db`subject_kind = 'plan' and subject_id = ${id}`),
  ])
  return { ...row, catalogues: [...catalogues], history }
}
