import { refuseWeakPassword } from '#server/features/passwords/policy.ts'
import { enforceLimit } from '#server/features/auth/limits.ts'
import { hashPassword } from '#server/features/auth/passwords.ts'
import { tokenInput } from '#server/features/registrations/schema.ts'
import { userInput } from '#server/features/users/schema.ts'
import { refuse } from '#server/refusals.ts'
import { approver, auditor, hashToken, publicProcedure, router } from '#server/trpc.ts'
import { acceptInvitation, inviteUser, revokeInvitation } from './commands.ts'
import { findOpenInvitation, listInvitations } from './queries.ts'
import { acceptInput } from './schema.ts'

export const invitationsRouter = router({
  list: auditor.query(({ ctx }) => listInvitations(ctx.app.database.sql)),
  /** Sends, or sends again: the old link dies. */
  send: approver
    .input(userInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => inviteUser(tx, ctx.actor, input.id))),
  revoke: approver
    .input(userInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => revokeInvitation(tx, ctx.actor, input.id))),
})

export const portalInvitationsRouter = router({
  /** Says what a link invites to. A mutation, so that the token stays out of addresses and logs; it spends nothing. */
  open: publicProcedure
    .meta({ httpOnly: true, entrance: 'hidden' })
    .input(tokenInput)
    .mutation(async ({ ctx, input }) => {
      await enforceLimit(ctx.app.database.sql, 'tokenByAddress', ctx.address)
      const open = await findOpenInvitation(ctx.app.database.sql, hashToken(input.token))
      if (!open) return refuse('LINK_EXPIRED')
      return open.belongsElsewhere ? refuse('BELONGS_ELSEWHERE') : open
    }),
  accept: publicProcedure
    .meta({ httpOnly: true, entrance: 'hidden' })
    .input(acceptInput)
    .mutation(async ({ ctx, input }) => {
      await enforceLimit(ctx.app.database.sql, 'tokenByAddress', ctx.address)
      const open = await findOpenInvitation(ctx.app.database.sql, hashToken(input.token))
      if (!open) refuse('LINK_EXPIRED')
      await refuseWeakPassword(ctx.app.database.sql, input.password, [open.email, open.firstName])
      const passwordHash = await hashPassword(input.password)
      await ctx.app.database.inTransaction((tx) => acceptInvitation(tx, hashToken(input.token), passwordHash))
    }),
})
