// Plans: made, edited and deleted by portal admins.
import type { Db, Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { tellCarts } from '#server/features/cart/announce.ts'
import { changeOffer } from '#server/features/catalogues/announce.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { countUnder } from './in-use.ts'
import { findPlan } from './queries.ts'
import type { AddPlanInput, EditPlanInput, PlanRow } from './schema.ts'

type Terms = Omit<EditPlanInput, 'id' | 'version'>

const valuesOf = (input: Terms): Terms => ({
  name: input.name,
  description: input.description,
  requestsPerSecond: input.requestsPerSecond,
  quota: input.quota,
  quotaPeriod: input.quotaPeriod,
  keyLifetimeDays: input.keyLifetimeDays,
  needsApproval: input.needsApproval,
})

/** Adds a plan, which is in no catalogue yet. @throws PLAN_NAME_TAKEN by the constraint */
export async function addPlan(tx: Tx, actor: Actor, input: AddPlanInput): Promise<PlanRow> {
  const [added] = await tx<{ id: string }[]>`
    insert into plans (name, description, requests_per_second, quota, quota_period, key_lifetime_days, needs_approval)
    values (${input.name}, ${input.description}, ${input.requestsPerSecond}, ${input.quota}, ${input.quotaPeriod},
            ${input.keyLifetimeDays}, ${input.needsApproval})
    returning id`
  const { id } = added!
  await recordAudit(tx, actor.accountId, 'plan.added', { kind: 'plan', id }, valuesOf(input))
  const plan = (await findPlan(tx, id))!
  await publish(tx, 'admins', { kind: 'plan.added', plan })
  return plan
}

/** Edits a plan, everywhere at once. @throws PLAN_CHANGED `detail.plan` is how it is now; PLAN_NAME_TAKEN by the constraint */
export function editPlan(tx: Tx, actor: Actor, input: EditPlanInput): Promise<PlanRow> {
  const { id, version } = input
  return changeOffer(
    tx,
    () => listProductsUnder(tx, id),
    async () => {
      const [edited] = await tx`
        update plans
           set name = ${input.name}, description = ${input.description}, requests_per_second = ${input.requestsPerSecond},
               quota = ${input.quota}, quota_period = ${input.quotaPeriod}, key_lifetime_days = ${input.keyLifetimeDays},
               needs_approval = ${input.needsApproval}, version = version + 1
         where id = ${id} and version = ${version}
        returning id`
      const plan = await findPlan(tx, id)
      if (!plan) return refuse('NOT_FOUND')
      if (!edited) refuse('PLAN_CHANGED', { plan })
      await tellCarts(tx, underPlan(tx, id))
      await recordAudit(tx, actor.accountId, 'plan.edited', { kind: 'plan', id }, valuesOf(input))
      await publish(tx, 'admins', { kind: 'plan.edited', plan })
      return plan
    },
  )
}

/** Deletes a plan; catalogues go on without it. @throws PLAN_IN_USE credentials or requests are under it */
export function deletePlan(tx: Tx, actor: Actor, id: string): Promise<void> {
  return changeOffer(
    tx,
    () => listProductsUnder(tx, id),
    async () => {
      // Held first: whoever asks for it meanwhile waits, and finds it gone.
      await tx`select 1 from plans where id = ${id} for update`
      const { credentials, requests } = await countUnder(tx, id)
      if (credentials + requests > 0) refuse('PLAN_IN_USE')
      await tellCarts(tx, underPlan(tx, id))
      const [deleted] = await tx<{ name: string }[]>`delete from plans where id = ${id} returning name`
      if (!deleted) return refuse('NOT_FOUND')
      await recordAudit(tx, actor.accountId, 'plan.deleted', { kind: 'plan', id }, { name: deleted.name })
      await publish(tx, 'admins', { kind: 'plan.deleted', planId: id })
    },
  )
}

/** A condition on `cart_lines`: of a catalogue with this plan. */
function underPlan(db: Db, planId: string) {
  return db`catalogue_id in (select catalogue_id from catalogue_plans where plan_id = ${planId})`
}

async function listProductsUnder(tx: Tx, planId: string): Promise<string[]> {
  const rows = await tx<{ productId: string }[]>`
    select distinct product_id from catalogue_products join catalogue_plans using (catalogue_id) where plan_id = ${planId}`
  return rows.map(({ productId }) => productId)
}
