import { setTimeout } from 'node:timers/promises'
import { enforceLimit } from '#server/features/auth/limits.ts'
import { hashPassword } from '#server/features/auth/passwords.ts'
import { lookUpCode, refuseUnusable } from '#server/features/invite-codes/claim.ts'
import { refuseWeakPassword } from '#server/features/passwords/policy.ts'
import { emailKey } from '#server/features/users/schema.ts'
import { answerQuestion } from '#server/features/reviews/messages.ts'
import { answerInput, type ReviewStatus } from '#server/features/reviews/schema.ts'
import { setStatusCookie } from '#server/http/cookies.ts'
import { refuse } from '#server/refusals.ts'
import { type Context, deriveToken, hashToken, once, publicProcedure, router, signedIn } from '#server/trpc.ts'
import { confirmAddress, disownAddress, register, resendConfirmation } from './commands.ts'
import { findStatus } from './queries.ts'
import { decoyReviewId } from './rules.ts'
import { registerInput, tokenInput } from './schema.ts'

/** A new address costs a dozen milliseconds more than a known one (50 and 38, November 2026), which the answer must not tell. */
const answerMsMin = 200

/** Looks before the work is done; the claim decides. A bad code never becomes a registration without one. */
const findUsableCode = async (ctx: Context, typed: string) =>
  refuseUnusable(await lookUpCode(ctx.app.database.sql, ctx.address, typed))

/** What the status cookie reads; a decoy has an id of its own that names nothing. */
async function findOwnStatus({ app, statusToken }: Context): Promise<ReviewStatus | undefined> {
  const found = statusToken && (await findStatus(app.database.sql, hashToken(statusToken)))
  return found
    ? { ...found, reviewId: found.reviewId ?? decoyReviewId(deriveToken(app, 'decoy', statusToken)) }
    : undefined
}

export const registrationsRouter = router({
  register: publicProcedure
    .meta({ httpOnly: true, entrance: 'private' })
    .input(registerInput)
    .mutation(async ({ ctx, input }) => {
      const isTimeToAnswer = setTimeout(answerMsMin)
      await enforceLimit(ctx.app.database.sql, 'registerByAddress', ctx.address)
      const code = input.inviteCode ? await findUsableCode(ctx, input.inviteCode) : undefined
      await refuseWeakPassword(ctx.app.database.sql, input.password, [input.email, input.firstName, input.lastName])
      const passwordHash = await hashPassword(input.password)
      // Derived, so that a repeat after a lost answer sets the cookie of the first.
      const statusToken = deriveToken(ctx.app, 'status', `${input.requestId} ${emailKey(input.email)}`)
      const { email, firstName, lastName } = input
      const registered = await once(ctx, 'registrations.register', input, (tx) =>
        register(tx, { email, firstName, lastName, passwordHash, code }, hashToken(statusToken)),
      )
      setStatusCookie(ctx, statusToken)
      await isTimeToAnswer
      return registered
    }),

  status: publicProcedure.meta({ entrance: 'private' }).query(async ({ ctx }) => {
    return (await findOwnStatus(ctx)) ?? refuse('NOT_FOUND')
  }),

  /** Exchanges the token of the mail's link for the cookie; it can be exchanged again, for it only reads. */
  openStatus: publicProcedure
    .meta({ httpOnly: true, entrance: 'private' })
    .input(tokenInput)
    .mutation(async ({ ctx, input }) => {
      await enforceLimit(ctx.app.database.sql, 'tokenByAddress', ctx.address)
      if (!(await findStatus(ctx.app.database.sql, hashToken(input.token)))) refuse('LINK_EXPIRED')
      setStatusCookie(ctx, input.token)
    }),

  /** Answers the reviewer's question, as the bearer of the status token. */
  answer: publicProcedure
    .meta({ httpOnly: true, entrance: 'private' })
    .input(answerInput)
    .mutation(async ({ ctx, input }) => {
      await enforceLimit(ctx.app.database.sql, 'tokenByAddress', ctx.address)
      const found = await findOwnStatus(ctx)
      // In this order a decoy answers as a registration that is asked nothing.
      if (found?.reviewId !== input.id) return refuse('NOT_FOUND')
      if (found.question === null) refuse('REVIEW_CHANGED')
      await once(ctx, 'registrations.answer', input, async (tx) => void (await answerQuestion(tx, null, input)))
    }),

  confirm: publicProcedure
    .meta({ httpOnly: true, entrance: 'private' })
    .input(tokenInput)
    .mutation(async ({ ctx, input }) => {
      await enforceLimit(ctx.app.database.sql, 'tokenByAddress', ctx.address)
      await ctx.app.database.inTransaction((tx) => confirmAddress(tx, hashToken(input.token)))
    }),

  disown: publicProcedure
    .meta({ httpOnly: true, entrance: 'private' })
    .input(tokenInput)
    .mutation(async ({ ctx, input }) => {
      await enforceLimit(ctx.app.database.sql, 'tokenByAddress', ctx.address)
      await ctx.app.database.inTransaction((tx) => disownAddress(tx, hashToken(input.token)))
    }),

  resendConfirmation: signedIn.mutation(({ ctx }) =>
    ctx.app.database.inTransaction((tx) => resendConfirmation(tx, ctx.actor)),
  ),
})
