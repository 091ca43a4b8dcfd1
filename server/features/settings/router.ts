import { auditor, owner, publicProcedure, router } from '#server/trpc.ts'
import { saveSettings } from './commands.ts'
import { findSettings, toPublic } from './queries.ts'
import { settingsInput } from './schema.ts'

export const portalSettingsRouter = router({
  get: publicProcedure
    .meta({ entrance: 'hidden' })
    .query(async ({ ctx }) => toPublic(await findSettings(ctx.app.database.sql))),
})

export const settingsRouter = router({
  get: auditor.query(({ ctx }) => findSettings(ctx.app.database.sql)),
  save: owner
    .input(settingsInput)
    .mutation(({ ctx, input }) => ctx.app.database.inTransaction((tx) => saveSettings(tx, ctx.actor, input))),
})
