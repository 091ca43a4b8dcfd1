import { z } from 'zod'
import { enforceLimit } from '#server/features/auth/limits.ts'
import { auditor, owner, router } from '#server/trpc.ts'
import { publishWording, restoreWording, sendTest } from './commands.ts'
import { previewWording } from './preview.ts'
import { findWording, listVersions, listWordings } from './queries.ts'
import { previewInput, publishInput, restoreInput, testInput, wordingName } from './schema.ts'

const oneWording = z.object({ name: wordingName })

export const wordingsRouter = router({
  list: auditor.query(({ ctx }) => listWordings(ctx.app.database.sql)),
  get: auditor.input(oneWording).query(({ ctx, input }) => findWording(ctx.app.database.sql, input.name)),
  versions: auditor.input(oneWording).query(({ ctx, input }) => listVersions(ctx.app.database.sql, input.name)),
  /** Changes nothing; a mutation because a source is too long for an address. */
  preview: auditor.input(previewInput).mutation(async ({ ctx, input }) => {
    await enforceLimit(ctx.app.database.sql, 'wordingPreviewByAccount', ctx.actor.accountId)
    return previewWording(ctx.app, input)
  }),
  publish: owner.input(publishInput).mutation(({ ctx, input }) => publishWording(ctx.app, ctx.actor, input)),
  restore: owner.input(restoreInput).mutation(({ ctx, input }) => restoreWording(ctx.app, ctx.actor, input)),
  sendTest: owner.input(testInput).mutation(async ({ ctx, input }) => {
    await enforceLimit(ctx.app.database.sql, 'testMailByAccount', ctx.actor.accountId)
    return sendTest(ctx.app, ctx.actor, input)
  }),
})
