import { clearSessionCookie, setSessionCookie } from '#server/http/cookies.ts'
import { publicProcedure, router } from '#server/trpc.ts'
import { toMe } from './actor.ts'
import { logIn, logOut } from './commands.ts'
import { logInInput } from './schema.ts'

export const sessionRouter = router({
  /** Who is signed in; null when nobody is. A dead cookie is taken back, for no socket opens with it. */
  me: publicProcedure.meta({ entrance: 'hidden' }).query(({ ctx }) => {
    if (ctx.actor) return toMe(ctx.actor)
    if (ctx.sessionSecret) clearSessionCookie(ctx)
    return null
  }),

  logIn: publicProcedure
    .meta({ httpOnly: true, entrance: 'hidden' })
    .input(logInInput)
    .mutation(async ({ ctx, input }) => {
      const secret = await logIn(ctx.app.database, ctx, input, ctx.app.isSecure)
      setSessionCookie(ctx, secret)
    }),

  logOut: publicProcedure.meta({ httpOnly: true, entrance: 'hidden' }).mutation(async ({ ctx }) => {
    const secret = ctx.sessionSecret
    if (secret) await ctx.app.database.inTransaction((tx) => logOut(tx, secret))
    clearSessionCookie(ctx)
  }),
})
