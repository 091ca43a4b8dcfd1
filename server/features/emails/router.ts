import { z } from 'zod'
import { recordAudit } from '#server/audit/record.ts'
import { enforceLimit } from '#server/features/auth/limits.ts'
import { refuse } from '#server/refusals.ts'
import { approver, auditor, once, owner, router } from '#server/trpc.ts'
import { findMail, listMails } from './queries.ts'
import { cancelRun, findGivenUp, resendFailed, resendMail } from './resend.ts'
import { findRun, listRuns } from './runs.ts'
import { cancelRunInput, givenUpInput, mailListInput, mailRunInput, resendFailedInput, resendInput } from './schema.ts'
import { testConnection } from './test-connection.ts'

export const emailsRouter = router({
  list: auditor.input(mailListInput).query(({ ctx, input }) => listMails(ctx.app.database.sql, input)),
  get: auditor
    .input(z.object({ id: z.uuid() }))
    .query(
      async ({ ctx, input }) =>
        (await findMail(ctx.app.database.sql, input.id, ctx.actor.staffRole === 'owner')) ?? refuse('NOT_FOUND'),
    ),
  resend: approver
    .input(resendInput)
    .mutation(({ ctx, input }) => once(ctx, 'emails.resend', input, (tx) => resendMail(tx, ctx.actor, input))),
  givenUp: auditor.input(givenUpInput).query(({ ctx, input }) => findGivenUp(ctx.app.database.sql, input)),
  resendFailed: approver.input(resendFailedInput).mutation(({ ctx, input }) => {
    const { requestId: _, ...filter } = input
    return once(ctx, 'emails.resend-failed', input, (tx) => resendFailed(tx, ctx.actor, filter))
  }),
  run: auditor
    .input(mailRunInput)
    .query(async ({ ctx, input }) => (await findRun(ctx.app.database.sql, input.id)) ?? refuse('NOT_FOUND')),
  runs: auditor.query(({ ctx }) => listRuns(ctx.app.database.sql)),
  cancelRun: approver
    .input(cancelRunInput)
    .mutation(({ ctx, input }) => once(ctx, 'emails.cancel-run', input, (tx) => cancelRun(tx, ctx.actor, input.id))),
  health: auditor.query(({ ctx }) => ctx.app.mailHealth.get()),
  server: auditor.query(({ ctx }) => ctx.app.smtp?.server ?? null),
  testConnection: owner.mutation(async ({ ctx }) => {
    await enforceLimit(ctx.app.database.sql, 'connectionTestByAccount', ctx.actor.accountId)
    const test = await testConnection(ctx.app)
    await ctx.app.database.inTransaction((tx) =>
      recordAudit(
        tx,
        ctx.actor.accountId,
        'mail-server.tested',
        { kind: 'mail-server', id: null },
        { works: test.works },
      ),
    )
    return test
  }),
})
