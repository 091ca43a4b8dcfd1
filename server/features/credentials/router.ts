import { enforceLimit } from '#server/features/auth/limits.ts'
import { approver, developer, once, router } from '#server/trpc.ts'
import { revealKey, revokeCredential, rotateCredential } from './commands.ts'
import { revealInput, revokeInput, rotateInput } from './schema.ts'

export const portalCredentialsRouter = router({
  /** A mutation, and only over HTTP: it is recorded, and its answer belongs in no cache. */
  reveal: developer
    .meta({ httpOnly: true })
    .input(revealInput)
    .mutation(async ({ ctx, input }) => {
      await enforceLimit(ctx.app.database.sql, 'revealByAccount', ctx.actor.accountId)
      return ctx.app.database.inTransaction((tx) => revealKey(tx, ctx.actor, ctx.app.keys, input.keyId))
    }),
  rotate: developer.input(rotateInput).mutation(async ({ ctx, input }) => {
    await enforceLimit(ctx.app.database.sql, 'appByAccount', ctx.actor.accountId)
    return once(ctx, 'credentials.rotate', input, (tx) => rotateCredential(tx, ctx.actor, ctx.app.keys, input))
  }),
  revoke: developer.input(revokeInput).mutation(async ({ ctx, input }) => {
    await enforceLimit(ctx.app.database.sql, 'appByAccount', ctx.actor.accountId)
    return ctx.app.database.inTransaction((tx) => revokeCredential(tx, ctx.actor, input))
  }),
})

export const credentialsRouter = router({
  rotate: approver
    .input(rotateInput)
    .mutation(({ ctx, input }) =>
      once(ctx, 'credentials.rotate', input, (tx) => rotateCredential(tx, ctx.actor, ctx.app.keys, input)),
    ),
  revoke: approver
    .input(revokeInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => revokeCredential(tx, ctx.actor, input))),
})
