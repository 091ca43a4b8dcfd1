import { refuse } from '#server/refusals.ts'
import { approver, auditor, once, router } from '#server/trpc.ts'
import { addPlan, deletePlan, editPlan } from './commands.ts'
import { previewPlanDeletion } from './in-use.ts'
import { describePlan, listPlans } from './queries.ts'
import { addPlanInput, editPlanInput, planInput, planListInput } from './schema.ts'

export const plansRouter = router({
  list: auditor.input(planListInput).query(({ ctx, input }) => listPlans(ctx.app.database.sql, input)),
  get: auditor
    .input(planInput)
    .query(async ({ ctx, input }) => (await describePlan(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND')),
  add: approver
    .input(addPlanInput)
    .mutation(({ ctx, input }) => once(ctx, 'plans.add', input, (tx) => addPlan(tx, ctx.actor, input))),
  edit: approver
    .input(editPlanInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => editPlan(tx, ctx.actor, input))),
  previewDeletion: approver
    .input(planInput)
    .query(
      async ({ ctx, input }) => (await previewPlanDeletion(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND'),
    ),
  remove: approver
    .input(planInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => deletePlan(tx, ctx.actor, input.id))),
})
