import { z } from 'zod'
import { refuse } from '#server/refusals.ts'
import { auditor, router } from '#server/trpc.ts'
import { findMail, listMails } from './queries.ts'
import { mailListInput } from './schema.ts'

export const emailsRouter = router({
  list: auditor.input(mailListInput).query(({ ctx, input }) => listMails(ctx.app.database.sql, input)),
  get: auditor
    .input(z.object({ id: z.uuid() }))
    .query(
      async ({ ctx, input }) =>
        (await findMail(ctx.app.database.sql, input.id, ctx.actor.staffRole === 'owner')) ?? refuse('NOT_FOUND'),
    ),
})
