// Who is at the queue and who reviews what: told by the server, and by this tab of itself.
import { createEffect, createMemo, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { learnServerTime, toLocalTime } from '#client/realtime/server-clock.ts'
import { useNow } from '#client/ui/clock.ts'
import { claimSeconds } from '#server/features/reviews/rules.ts'
import type { Present, ReviewClaim } from '#server/features/reviews/schema.ts'
import { createAttendance } from './create-attendance.ts'
import { isOpen } from './queue-list.ts'

export interface Person {
  id: string
  name: string
}

export type Desk = ReturnType<typeof createDesk>

interface AtDesk {
  claims: Record<string, ReviewClaim>
  present: Present[]
}

/** `ownId`: the signed-in admin, who is not among the others. */
export function createDesk(connection: Connection, ownId: Accessor<string | undefined>) {
  const now = useNow()
  const live = createLive<string, AtDesk>(connection, {
    key: () => 'desk',
    async fetch() {
      const { claims, present } = await api.admin.reviews.atDesk.query()
      claims.forEach(learnFrom)
      return { claims: Object.fromEntries(claims.map((claim) => [claim.reviewId, claim])), present }
    },
    apply(desk, event) {
      if (event.kind === 'claim.changed') putClaim(desk, event.claim)
      else if (event.kind === 'presence.changed') desk.present = event.present
      // Whoever decides is done with it.
      else if ('review' in event && !isOpen(event.review)) delete desk.claims[event.review.id]
    },
  })
  // Who is where passes by and is not told again to a tab that comes back and resumes.
  createEffect(
    on(
      () => connection.state.since,
      (since, before) => before !== undefined && since === undefined && live.refetch(),
      { defer: true },
    ),
  )
  const others = (among: (person: Present) => boolean): Person[] => {
    const found = (live.value?.present ?? []).filter((person) => person.id !== ownId() && among(person))
    return [...new Map(found.map(({ id, name }) => [id, { id, name }])).values()]
  }
  const put = (claim: ReviewClaim) => live.change((desk) => putClaim(desk, claim))

  // Given back on purpose: looking at it does not take it again.
  const [releasedId, setReleasedId] = createSignal<string>()
  const [isHere, setIsHere] = createSignal(false)

  return {
    /** Who claims a review, as long as they do. */
    claimOf(reviewId: string): Person | undefined {
      const claim = live.value?.claims[reviewId]
      return claim?.by && claim.until && toLocalTime(claim.until) > now() ? claim.by : undefined
    },
    /** The others who have it open. */
    othersAt: (reviewId: string) => others((person) => person.reviewId === reviewId),
    /** The others at the queue. */
    others: () => others(() => true),
    /** Whether this tab is at the queue. */
    isHere,
    /** Is at the queue with this review open, for as long as the caller lives. */
    attend(reviewId: Accessor<string | undefined>) {
      setIsHere(true)
      onCleanup(() => setIsHere(false))
      createEffect(on(reviewId, () => setReleasedId(undefined)))
      // While it waits for an answer nobody is at it, unless they say so.
      const endHearing = connection.onEvent((event) => {
        if (!('review' in event) || event.review.id !== untrack(reviewId)) return
        if (event.kind === 'review.asked') setReleasedId(event.review.id)
        else if (event.kind === 'review.answered') setReleasedId(undefined)
      })
      onCleanup(endHearing)
      const mayClaim = createMemo(() => releasedId() === undefined || releasedId() !== reviewId())
      createAttendance(connection, { reviewId: () => reviewId() ?? null, mayClaim })
    },
    async claim(reviewId: string) {
      setReleasedId(undefined)
      put(await api.admin.reviews.claim.mutate({ id: reviewId }))
    },
    async takeOver(reviewId: string) {
      setReleasedId(undefined)
      put(await api.admin.reviews.takeOver.mutate({ id: reviewId }))
    },
    async release(reviewId: string) {
      setReleasedId(reviewId)
      await api.admin.reviews.release.mutate({ id: reviewId })
      put({ reviewId, by: null, until: null })
    },
  }
}

function putClaim(desk: AtDesk, claim: ReviewClaim): void {
  learnFrom(claim)
  if (claim.by) desk.claims[claim.reviewId] = claim
  else delete desk.claims[claim.reviewId]
}

/** A claim is written for its whole length from the server's now. */
function learnFrom({ until }: ReviewClaim): void {
  if (until) learnServerTime(new Date(Date.parse(until) - claimSeconds * 1_000).toISOString())
}
