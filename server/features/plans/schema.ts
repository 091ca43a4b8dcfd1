import { z } from 'zod'
import type { HistoryEntry } from '#server/audit/history.ts'
import type { AccessCounts } from '#server/features/apps/schema.ts'
import { nameField, versionField } from '#server/features/users/schema.ts'

export const quotaPeriods = ['day', 'week', 'month'] as const
export type QuotaPeriod = (typeof quotaPeriods)[number]

/** What a plan grants, as developers read and compare it. */
export interface PlanTerms {
  name: string
  description: string
  /** null: unlimited */
  requestsPerSecond: number | null
  /** requests per period, null: unlimited; both are null or neither */
  quota: number | null
  quotaPeriod: QuotaPeriod | null
  /** days after which a key expires, null: never */
  keyLifetimeDays: number | null
  needsApproval: boolean
}

/** A plan as others show it. */
export interface PlanFacts extends PlanTerms {
  id: string
  version: number
}

/** One row of the plans list; also what its events carry. Instants are ISO strings. */
export interface PlanRow extends PlanFacts {
  createdAt: string
}

export interface PlanDetail extends PlanRow {
  catalogues: { id: string; name: string }[]
  history: HistoryEntry[]
}

export const planInput = z.object({ id: z.uuid() })
export const planListInput = z.object({
  search: z.string().trim().max(200).optional(),
  /** the last row of the page before: its name in lower case, and its id */
  after: z.object({ at: z.string().max(200), id: z.uuid() }).optional(),
})
export type PlanListInput = z.infer<typeof planListInput>
/** Pages of 50 by name; `next` is the cursor of the following page, null at the end. */
export interface PlanPage {
  rows: PlanRow[]
  next: { at: string; id: string } | null
}

const fields = {
  name: nameField('Enter a name.'),
  description: z.string().trim().max(500, 'At most 500 characters.'),
  requestsPerSecond: z.int().min(1, 'At least 1.').max(1_000_000, 'At most 1,000,000.').nullable(),
  quota: z.int().min(1, 'At least 1.').max(1_000_000_000_000, 'At most a million millions.').nullable(),
  quotaPeriod: z.enum(quotaPeriods).nullable(),
  keyLifetimeDays: z.int().min(1, 'At least 1 day.').max(3650, 'At most 3,650 days.').nullable(),
  needsApproval: z.boolean(),
}
const hasBoth = (plan: { quota: number | null; quotaPeriod: QuotaPeriod | null }) =>
  (plan.quota === null) === (plan.quotaPeriod === null)
const period = { path: ['quotaPeriod'], error: 'A quota has a period.' }

export const addPlanInput = z.object({ requestId: z.uuid(), ...fields }).refine(hasBoth, period)
export type AddPlanInput = z.infer<typeof addPlanInput>
export const editPlanInput = z.object({ id: z.uuid(), version: versionField, ...fields }).refine(hasBoth, period)
export type EditPlanInput = z.infer<typeof editPlanInput>

/** What goes with a plan that is deleted; with live keys or open requests under it, it is not. */
export interface PlanDeletion extends AccessCounts {
  catalogues: number
}
