import { userInput } from '#server/features/users/schema.ts'
import { auditor, once, owner, router } from '#server/trpc.ts'
import { changeStaff, inviteStaff, removeStaff, resendStaffInvitation, setDigest } from './commands.ts'
import { listStaff } from './queries.ts'
import { changeStaffInput, digestInput, inviteStaffInput } from './schema.ts'

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
  setDigest: auditor
    .input(digestInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => setDigest(tx, ctx.actor, input))),
  remove: owner
    .input(userInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => removeStaff(tx, ctx.actor, input.id))),
})
