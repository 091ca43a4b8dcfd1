import { approver, auditor, once, router } from '#server/trpc.ts'
import { addView, editView, removeView } from './commands.ts'
import { listViews } from './queries.ts'
import { addViewInput, editViewInput, removeViewInput } from './schema.ts'

export const queueViewsRouter = router({
  list: auditor.query(({ ctx }) => listViews(ctx.app.database.sql, ctx.actor.accountId)),
  add: approver
    .input(addViewInput)
    .mutation(({ ctx, input }) => once(ctx, 'queue-views.add', input, (tx) => addView(tx, ctx.actor, input))),
  edit: approver
    .input(editViewInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => editView(tx, ctx.actor, input))),
  remove: approver
    .input(removeViewInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => removeView(tx, ctx.actor, input.id))),
})
