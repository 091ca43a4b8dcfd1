import { z } from 'zod'
import type { Actor } from '#server/features/auth/actor.ts'
import { findStatus } from '#server/features/registrations/queries.ts'
import { hashToken, publicProcedure, type Context } from '#server/trpc.ts'
import { deliver } from './deliver.ts'
import type { Audience } from './events.ts'
import { counted } from './streams.ts'

/** The one stream of a tab: everything its person may hear, resuming behind `lastEventId`. */
export const follow = publicProcedure
  .meta({ entrance: 'hidden' })
  .input(z.object({ lastEventId: z.string().max(100).nullish() }).optional())
  .subscription(async function* ({ ctx, input, signal }) {
    const audiences = await audiencesOf(ctx, ctx.actor)
    yield* counted(ctx, () =>
      deliver(ctx.app.database.sql, ctx.app.feed, {
        audiences,
        cursor: input?.lastEventId,
        rightsChangedIn: ctx.actor?.rightsChangedIn ?? '0',
        signal: signal ?? new AbortController().signal,
      }),
    )
  })

/** Derives what a caller may hear from the session's row and the status cookie, never from input. */
async function audiencesOf(ctx: Context, caller: Actor | undefined): Promise<Audience[]> {
  const actor = caller?.mustChangePassword ? undefined : caller
  const audiences: Audience[] = ['everyone']
  if (actor) audiences.push('signed-in', `user:${actor.accountId}`)
  if (actor?.staffRole) audiences.push('admins')
  // Who has not confirmed the address may not know who else is there.
  if (actor?.emailConfirmed && actor.organizationId && !actor.organizationIsDefault)
    audiences.push(`organization:${actor.organizationId}`)
  // What catalogues show is everybody's who may browse.
  if (actor?.organizationId) audiences.push(`place:${actor.organizationId}`)
  for (const team of actor ? await listTeamIds(ctx, actor) : []) {
    audiences.push(`place:${team}`)
    if (actor?.emailConfirmed) audiences.push(`team:${team}`)
  }
  const status = ctx.statusToken && (await findStatus(ctx.app.database.sql, hashToken(ctx.statusToken)))
  if (status && status.reviewId) audiences.push(`review:${status.reviewId}`)
  return audiences
}

async function listTeamIds(ctx: Context, actor: Actor): Promise<string[]> {
  const rows = await ctx.app.database.sql<{ teamId: string }[]>`
    select team_id from team_members where account_id = ${actor.accountId}`
  return rows.map((row) => row.teamId)
}
