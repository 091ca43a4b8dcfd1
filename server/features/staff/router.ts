import { setPacesInput } from '#server/features/review-mails/schema.ts'
import { userInput } from '#server/features/users/schema.ts'
import { auditor, once, owner, router } from '#server/trpc.ts'
import { changeStaff, inviteStaff, removeStaff, resendStaffInvitation, setPaces } from './commands.ts'
import { listStaff } from './queries.ts'
import { changeStaffInput, inviteStaffInput } from './schema.ts'

export const staffRouter = router({
  list: auditor.query(({ ctx }) => listStaff(ctx.app.database.sql)),
  invite: owner
    .input(inviteStaffInput)
    .mutation(({ ctx, input }) => once(ctx, 'staff.invite', input, (tx) => inviteStaff(tx, ctx.actor, input))),
  resend: owner
    .input(userInput)
    .mutation(({ ctx, input }) =>
      ctx.app.database.inTransaction((tx) => resendStaffInvitation(tx, ctx.actor, input.id)),
    ),
  change: owner
    .input(changeStaffInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => changeStaff(tx, ctx.actor, input))),
  setPaces: auditor
    .input(setPacesInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => setPaces(tx, ctx.actor, input))),
  remove: owner
    .input(userInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => removeStaff(tx, ctx.actor, input.id))),
})
