import { enforceLimit } from '#server/features/auth/limits.ts'
import { hashPassword } from '#server/features/auth/passwords.ts'
import { refuseWeakPassword } from '#server/features/passwords/policy.ts'
import { hashToken, publicProcedure, router } from '#server/trpc.ts'
import { setUp } from './commands.ts'
import { setupInput } from './schema.ts'

export const setupRouter = router({
  create: publicProcedure
    .meta({ httpOnly: true, entrance: 'hidden' })
    .input(setupInput)
    .mutation(async ({ ctx, input }) => {
      await enforceLimit(ctx.app.database.sql, 'tokenByAddress', ctx.address)
      await refuseWeakPassword(ctx.app.database.sql, input.password, [input.email, input.firstName, input.lastName])
      const passwordHash = await hashPassword(input.password)
      await ctx.app.database.inTransaction((tx) => setUp(tx, hashToken(input.token), input, passwordHash))
    }),
})
