import { z } from 'zod'
import { approver, auditor, developer, once, router } from '#server/trpc.ts'
import { counted } from '#server/realtime/streams.ts'
import { enforceLimit } from '#server/features/auth/limits.ts'
import { refuse } from '#server/refusals.ts'
import { attend } from './attend.ts'
import { claimReview, listClaims, releaseReview, takeOverReview } from './claims.ts'
import { approveReview, rejectReview, reopenReview, undoDecision } from './commands.ts'
import { describeReview } from './detail.ts'
import { addNote, answerQuestion, askRequester } from './messages.ts'
import { previewMail } from './preview.ts'
import { countMatching, countReviews, listReviews } from './queries.ts'
import {
  answerInput,
  approveInput,
  askInput,
  attendInput,
  mailPreviewInput,
  matchingMax,
  noteInput,
  rejectInput,
  reopenInput,
  reviewFilter,
  reviewListInput,
  undoInput,
} from './schema.ts'

export const portalReviewsRouter = router({
  /** Answers the question about one's own request for an organization or for access. */
  answer: developer
    .input(answerInput)
    .mutation(({ ctx, input }) =>
      once(ctx, 'reviews.answer', input, async (tx) => void (await answerQuestion(tx, ctx.actor.accountId, input))),
    ),
})

const oneReview = z.object({ id: z.uuid() })

export const reviewsRouter = router({
  list: auditor
    .input(reviewListInput)
    .query(({ ctx, input }) => listReviews(ctx.app.database.sql, input, ctx.actor.accountId)),
  countMatching: auditor
    .input(z.object({ filter: reviewFilter }))
    .query(({ ctx, input }) => countMatching(ctx.app.database.sql, input.filter, ctx.actor.accountId, matchingMax)),
  counts: auditor.query(({ ctx }) => countReviews(ctx.app.database.sql, ctx.app.feed)),
  get: auditor
    .input(oneReview)
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
  ask: approver
    .input(askInput)
    .mutation(({ ctx, input }) => once(ctx, 'reviews.ask', input, (tx) => askRequester(tx, ctx.actor, input))),
  addNote: approver
    .input(noteInput)
    .mutation(({ ctx, input }) => once(ctx, 'reviews.addNote', input, (tx) => addNote(tx, ctx.actor, input))),
  /** Writes nothing; a mutation, because a text is too long for an address. */
  previewMail: approver.input(mailPreviewInput).mutation(async ({ ctx, input }) => {
    await enforceLimit(ctx.app.database.sql, 'previewByAccount', ctx.actor.accountId)
    return previewMail(ctx.app, input)
  }),
  claim: approver
    .input(oneReview)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => claimReview(tx, ctx.actor, input.id))),
  takeOver: approver
    .input(oneReview)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => takeOverReview(tx, ctx.actor, input.id))),
  release: approver
    .input(oneReview)
    .mutation(({ ctx, input }) =>
      ctx.app.database.inTransaction((tx) => releaseReview(tx, ctx.actor.accountId, input.id)),
    ),
  /** Who is at the queue, and what is claimed, now; events say how it goes on. */
  atDesk: auditor.query(async ({ ctx }) => ({
    claims: await listClaims(ctx.app.database.sql),
    present: ctx.app.presence.list(),
  })),
  /** While it is open, its tab is at the queue. */
  attend: auditor
    .input(attendInput)
    .subscription(({ ctx, input, signal }) =>
      counted(ctx, () => attend(ctx.app, ctx.actor, input, signal ?? new AbortController().signal)),
    ),
  reopen: approver
    .input(reopenInput)
    .mutation(({ ctx, input }) => once(ctx, 'reviews.reopen', input, (tx) => reopenReview(tx, ctx.actor, input))),
})
