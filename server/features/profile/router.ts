import type { Db } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { enforceLimit } from '#server/features/auth/limits.ts'
import { verifyCurrent } from '#server/features/passwords/commands.ts'
import { deleteUser } from '#server/features/users/commands.ts'
import { clearSessionCookie } from '#server/http/cookies.ts'
import { refuse } from '#server/refusals.ts'
import { router, signedIn } from '#server/trpc.ts'
import { endOtherSessions, endOwnSession, renameSelf } from './commands.ts'
import { deleteProfileInput, namesInput, sessionInput, type OwnSession } from './schema.ts'

export const profileRouter = router({
  sessions: signedIn.query(({ ctx }) => listOwnSessions(ctx.app.database.sql, ctx.actor)),
  rename: signedIn
    .input(namesInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => renameSelf(tx, ctx.actor, input))),
  endSession: signedIn
    .input(sessionInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => endOwnSession(tx, ctx.actor, input.id))),
  endOtherSessions: signedIn.mutation(({ ctx }) =>
    ctx.app.database.inTransaction((tx) => endOtherSessions(tx, ctx.actor)),
  ),
  remove: signedIn
    .meta({ httpOnly: true })
    .input(deleteProfileInput)
    .mutation(async ({ ctx, input }) => {
      // Staff are removed by an owner, who sees to it that one stays.
      if (ctx.actor.kind === 'staff') refuse('NOT_ALLOWED')
      await enforceLimit(ctx.app.database.sql, 'passwordByAccount', ctx.actor.accountId)
      await verifyCurrent(ctx.app.database, ctx.actor, input.password)
      await ctx.app.database.inTransaction((tx) => deleteUser(tx, ctx.actor.accountId, ctx.actor.accountId))
      clearSessionCookie(ctx)
    }),
})

async function listOwnSessions(db: Db, actor: Actor): Promise<OwnSession[]> {
  const rows = await db<
    { id: string; createdAt: Date; expiresAt: Date; userAgent: string | null; address: string | null }[]
  >`
    select id, created_at, expires_at, user_agent, address from sessions
     where account_id = ${actor.accountId} and expires_at > now() order by created_at desc limit 100`
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    isCurrent: row.id === actor.sessionHash,
  }))
}
