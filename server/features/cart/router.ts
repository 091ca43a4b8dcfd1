import { enforceLimit } from '#server/features/auth/limits.ts'
import { viewerOf, type Viewer } from '#server/features/catalogues/visible.ts'
import { refuse } from '#server/refusals.ts'
import { developer, router, signedIn } from '#server/trpc.ts'
import { addToCart, removeFromCart } from './commands.ts'
import { findCart } from './queries.ts'
import { cartLineInput } from './schema.ts'

export const cartRouter = router({
  get: signedIn.query(({ ctx }) => {
    const viewer: Viewer = viewerOf(ctx.actor)
    return viewer.as === 'user' ? findCart(ctx.app.database.sql, viewer) : refuse('NOT_ALLOWED')
  }),
  add: developer.input(cartLineInput).mutation(async ({ ctx, input }) => {
    await enforceLimit(ctx.app.database.sql, 'cartByAccount', ctx.actor.accountId)
    await ctx.app.database.inTransaction((tx) => addToCart(tx, ctx.actor, input))
  }),
  remove: developer
    .input(cartLineInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => removeFromCart(tx, ctx.actor, input))),
})
