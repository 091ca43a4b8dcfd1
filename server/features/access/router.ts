import { enforceLimit } from '#server/features/auth/limits.ts'
import { refuse } from '#server/refusals.ts'
import { developer, once, router } from '#server/trpc.ts'
import { requestAccess, withdrawAccess } from './commands.ts'
import { findHeld } from './queries.ts'
import { heldInput, requestAccessInput, withdrawAccessInput } from './schema.ts'

export const accessRouter = router({
  request: developer.input(requestAccessInput).mutation(async ({ ctx, input }) => {
    await enforceLimit(ctx.app.database.sql, 'accessByAccount', ctx.actor.accountId)
    return once(ctx, 'access.request', input, (tx) => requestAccess(tx, ctx.actor, ctx.app.keys, input))
  }),
  /** What an app has asked for or holds already of what somebody is about to ask for. */
  held: developer
    .input(heldInput)
    .query(
      async ({ ctx, input }) =>
        (await findHeld(ctx.app.database.sql, ctx.actor, input.appId, input.productIds)) ?? refuse('NOT_FOUND'),
    ),
  withdraw: developer.input(withdrawAccessInput).mutation(async ({ ctx, input }) => {
    await enforceLimit(ctx.app.database.sql, 'appByAccount', ctx.actor.accountId)
    await ctx.app.database.inTransaction((tx) => withdrawAccess(tx, ctx.actor, input.id))
  }),
})
