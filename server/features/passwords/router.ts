import { enforceLimit } from '#server/features/auth/limits.ts'
import { hashPassword } from '#server/features/auth/passwords.ts'
import { hashToken, publicProcedure, router, signedIn, withSession } from '#server/trpc.ts'
import { changePassword, confirmPassword, requestReset, resetPassword, verifyCurrent } from './commands.ts'
import { refuseWeakPassword } from './policy.ts'
import { changeInput, confirmInput, replaceInput, requestResetInput, resetInput } from './schema.ts'

export const passwordsRouter = router({
  requestReset: publicProcedure
    .meta({ httpOnly: true, entrance: 'hidden' })
    .input(requestResetInput)
    .mutation(async ({ ctx, input }) => {
      await enforceLimit(ctx.app.database.sql, 'resetByAddress', ctx.address)
      await ctx.app.database.inTransaction((tx) => requestReset(tx, input.email))
    }),

  reset: publicProcedure
    .meta({ httpOnly: true, entrance: 'hidden' })
    .input(resetInput)
    .mutation(async ({ ctx, input }) => {
      await enforceLimit(ctx.app.database.sql, 'tokenByAddress', ctx.address)
      await refuseWeakPassword(ctx.app.database.sql, input.password, [])
      const passwordHash = await hashPassword(input.password)
      await ctx.app.database.inTransaction((tx) => resetPassword(tx, hashToken(input.token), passwordHash))
    }),

  change: signedIn
    .meta({ httpOnly: true })
    .input(changeInput)
    .mutation(async ({ ctx, input }) => {
      await enforceLimit(ctx.app.database.sql, 'passwordByAccount', ctx.actor.accountId)
      await verifyCurrent(ctx.app.database, ctx.actor, input.currentPassword)
      await refuseWeakPassword(ctx.app.database.sql, input.password, [
        ctx.actor.email,
        ctx.actor.firstName,
        ctx.actor.lastName,
      ])
      const passwordHash = await hashPassword(input.password)
      await ctx.app.database.inTransaction((tx) => changePassword(tx, ctx.actor, passwordHash))
    }),

  /** What asks for a recent password (revealing a key) goes on after this. */
  confirm: signedIn
    .meta({ httpOnly: true })
    .input(confirmInput)
    .mutation(async ({ ctx, input }) => {
      await enforceLimit(ctx.app.database.sql, 'passwordByAccount', ctx.actor.accountId)
      await verifyCurrent(ctx.app.database, ctx.actor, input.password)
      await ctx.app.database.inTransaction((tx) => confirmPassword(tx, ctx.actor))
    }),

  /** The only thing that opens after a log-in with a password that somebody else typed. */
  replace: withSession
    .meta({ httpOnly: true, entrance: 'hidden' })
    .input(replaceInput)
    .mutation(async ({ ctx, input }) => {
      if (!ctx.actor.mustChangePassword) return
      await refuseWeakPassword(ctx.app.database.sql, input.password, [
        ctx.actor.email,
        ctx.actor.firstName,
        ctx.actor.lastName,
      ])
      const passwordHash = await hashPassword(input.password)
      await ctx.app.database.inTransaction((tx) => changePassword(tx, ctx.actor, passwordHash))
    }),
})
