import { refuse } from '#server/refusals.ts'
import { approver, auditor, once, publicProcedure, router } from '#server/trpc.ts'
import { lookUpCode } from './claim.ts'
import { addCode, deleteCode, editCode, pauseCode } from './commands.ts'
import { describeCode, isCodeFree, listCodes, listRedemptions, previewCodeDeletion, toCheck } from './queries.ts'
import {
  addCodeInput,
  checkCodeInput,
  codeInput,
  codeListInput,
  editCodeInput,
  isFreeInput,
  pauseCodeInput,
  redemptionListInput,
} from './schema.ts'

export const inviteCodesRouter = router({
  list: auditor.input(codeListInput).query(({ ctx, input }) => listCodes(ctx.app.database.sql, input)),
  get: auditor
    .input(codeInput)
    .query(async ({ ctx, input }) => (await describeCode(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND')),
  redemptions: auditor
    .input(redemptionListInput)
    .query(({ ctx, input }) => listRedemptions(ctx.app.database.sql, input)),
  isFree: approver.input(isFreeInput).query(({ ctx, input }) => isCodeFree(ctx.app.database.sql, input.code)),
  previewDeletion: approver
    .input(codeInput)
    .query(
      async ({ ctx, input }) => (await previewCodeDeletion(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND'),
    ),
  add: approver
    .input(addCodeInput)
    .mutation(({ ctx, input }) => once(ctx, 'invite-codes.add', input, (tx) => addCode(tx, ctx.actor, input))),
  edit: approver
    .input(editCodeInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => editCode(tx, ctx.actor, input))),
  pause: approver
    .input(pauseCodeInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => pauseCode(tx, ctx.actor, input))),
  remove: approver
    .input(codeInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => deleteCode(tx, ctx.actor, input.id))),
})

export const portalInviteCodesRouter = router({
  /** Says whether a code can be used, and where it leads. A mutation, so that it stays out of addresses and logs. */
  check: publicProcedure
    .meta({ httpOnly: true, entrance: 'private' })
    .input(checkCodeInput)
    .mutation(async ({ ctx, input }) => toCheck(await lookUpCode(ctx.app.database.sql, ctx.address, input.code))),
})
