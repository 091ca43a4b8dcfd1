// A tab at the queue: the others see who is there, and opening a review claims it.
import { setTimeout } from 'node:timers/promises'
import { TRPCError } from '@trpc/server'
import type { App } from '#server/app.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { Refusal } from '#server/refusals.ts'
import { claimReview, releaseReview } from './claims.ts'
import { claimSeconds } from './rules.ts'

export interface Place {
  reviewId: string | null
  /** has the focus: claims what is open */
  isWatching: boolean
}

/**
 * Is present, and holds the claim on what is open while it is watched, until the tab says otherwise, closes or is gone. A tab
 * that only lost the focus keeps its claim until the lease ends. Says once that it is there: only then the tab leaves its place
 * before, so that a claim which both hold is not given back in between.
 */
export async function* attend(
  app: App,
  actor: Actor,
  { reviewId, isWatching }: Place,
  signal: AbortSignal,
): AsyncGenerator<'there', void> {
  const [person] = await app.database.sql<{ name: string }[]>`
    select first_name || ' ' || last_name as name from accounts where id = ${actor.accountId}`
  const leave = app.presence.enter({ id: actor.accountId, name: person!.name, reviewId })
  try {
    yield 'there'
    while (!signal.aborted) {
      if (reviewId && isWatching && actor.staffRole !== 'auditor') await claim(app, actor, reviewId)
      await setTimeout((claimSeconds / 3) * 1_000, undefined, { signal })
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    leave()
    const isElsewhere = app.presence.list().some((other) => other.id === actor.accountId && other.reviewId === reviewId)
    if (reviewId && !isElsewhere)
      await app.database
        .inTransaction((tx) => releaseReview(tx, actor.accountId, reviewId))
        .catch((error: unknown) => app.log.warn({ err: error }, 'a claim was not released; its lease ends'))
  }
}

/** What is decided, or claimed by somebody else, stays as it is; a database that is away is tried again at the next turn. */
async function claim(app: App, actor: Actor, reviewId: string): Promise<void> {
  try {
    await app.database.inTransaction((tx) => claimReview(tx, actor, reviewId))
  } catch (error) {
    const isClosed = error instanceof TRPCError && error.cause instanceof Refusal
    if (!isClosed) app.log.warn({ err: error }, 'a review was not claimed')
  }
}
