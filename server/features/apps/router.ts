import { enforceLimit } from '#server/features/auth/limits.ts'
import { refuse } from '#server/refusals.ts'
import { auditor, developer, router } from '#server/trpc.ts'
import { deleteApp, editApp } from './commands.ts'
import { describeApp, listApps, listAppTeams, previewAppDeletion } from './queries.ts'
import { appInput, appListInput, editAppInput } from './schema.ts'

export const portalAppsRouter = router({
  list: developer.input(appListInput).query(({ ctx, input }) => listApps(ctx.app.database.sql, ctx.actor, input)),
  get: developer
    .input(appInput)
    .query(
      async ({ ctx, input }) => (await describeApp(ctx.app.database.sql, ctx.actor, input.id)) ?? refuse('NOT_FOUND'),
    ),
  teams: developer.query(({ ctx }) => listAppTeams(ctx.app.database.sql, ctx.actor)),
  edit: developer.input(editAppInput).mutation(async ({ ctx, input }) => {
    await enforceLimit(ctx.app.database.sql, 'appByAccount', ctx.actor.accountId)
    return ctx.app.database.inTransaction((tx) => editApp(tx, ctx.actor, input))
  }),
  previewDeletion: developer
    .input(appInput)
    .query(
      async ({ ctx, input }) =>
        (await previewAppDeletion(ctx.app.database.sql, ctx.actor, input.id)) ?? refuse('NOT_FOUND'),
    ),
  remove: developer.input(appInput).mutation(async ({ ctx, input }) => {
    await enforceLimit(ctx.app.database.sql, 'appByAccount', ctx.actor.accountId)
    await ctx.app.database.inTransaction((tx) => deleteApp(tx, ctx.actor, input.id))
  }),
})

export const appsRouter = router({
  list: auditor.input(appListInput).query(({ ctx, input }) => listApps(ctx.app.database.sql, ctx.actor, input)),
  get: auditor
    .input(appInput)
    .query(
      async ({ ctx, input }) => (await describeApp(ctx.app.database.sql, ctx.actor, input.id)) ?? refuse('NOT_FOUND'),
    ),
})
