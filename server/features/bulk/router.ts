import { refuse } from '#server/refusals.ts'
import { approver, auditor, once, router } from '#server/trpc.ts'
import { cancelRun, retryRun, startRun, undoRun } from './commands.ts'
import { findRun, listItems, listRuns, previewRun } from './queries.ts'
import { changeRunInput, itemListInput, previewInput, runInput, startInput } from './schema.ts'

export const bulkRouter = router({
  preview: approver
    .input(previewInput)
    .query(({ ctx, input }) => previewRun(ctx.app.database.sql, input.target, ctx.actor.accountId)),
  start: approver
    .input(startInput)
    .mutation(({ ctx, input }) => once(ctx, 'bulk.start', input, (tx) => startRun(tx, ctx.actor, input))),
  list: auditor.query(({ ctx }) => listRuns(ctx.app.database.sql)),
  get: auditor
    .input(runInput)
    .query(async ({ ctx, input }) => (await findRun(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND')),
  items: auditor.input(itemListInput).query(({ ctx, input }) => listItems(ctx.app.database.sql, input)),
  cancel: approver
    .input(changeRunInput)
    .mutation(({ ctx, input }) => once(ctx, 'bulk.cancel', input, (tx) => cancelRun(tx, ctx.actor, input.id))),
  retry: approver
    .input(changeRunInput)
    .mutation(({ ctx, input }) => once(ctx, 'bulk.retry', input, (tx) => retryRun(tx, ctx.actor, input.id))),
  undo: approver
    .input(changeRunInput)
    .mutation(({ ctx, input }) => once(ctx, 'bulk.undo', input, (tx) => undoRun(tx, ctx.actor, input.id))),
})
