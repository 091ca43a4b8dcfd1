import { z } from 'zod'
import { approver, auditor, once, router } from '#server/trpc.ts'
import { refuse } from '#server/refusals.ts'
import { approveReview, rejectReview, reopenReview, undoDecision } from './commands.ts'
import { describeReview } from './detail.ts'
import { countReviews, listReviews } from './queries.ts'
import { approveInput, rejectInput, reopenInput, reviewListInput, undoInput } from './schema.ts'

export const reviewsRouter = router({
  list: auditor.input(reviewListInput).query(({ ctx, input }) => listReviews(ctx.app.database.sql, input)),
  counts: auditor.query(({ ctx }) => countReviews(ctx.app.database.sql, ctx.app.feed)),
  get: auditor
    .input(z.object({ id: z.uuid() }))
    .query(
      async ({ ctx, input }) =>
        (await describeReview(ctx.app.database.sql, ctx.actor, input.id)) ?? refuse('NOT_FOUND'),
    ),
  approve: approver
    .input(approveInput)
    .mutation(({ ctx, input }) => once(ctx, 'reviews.approve', input, (tx) => approveReview(tx, ctx.actor, input))),
  reject: approver
    .input(rejectInput)
    .mutation(({ ctx, input }) => once(ctx, 'reviews.reject', input, (tx) => rejectReview(tx, ctx.actor, input))),
  undo: approver
    .input(undoInput)
    .mutation(({ ctx, input }) => once(ctx, 'reviews.undo', input, (tx) => undoDecision(tx, ctx.actor, input))),
  reopen: approver
    .input(reopenInput)
    .mutation(({ ctx, input }) => once(ctx, 'reviews.reopen', input, (tx) => reopenReview(tx, ctx.actor, input))),
})
