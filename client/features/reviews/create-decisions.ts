// Deciding: one call per press, repeated under its own id while the network fails, and what came of it.
import { createSignal, onCleanup, untrack, type Accessor } from 'solid-js'
import { api, toFailure, type Failure } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { learnServerTime } from '#client/realtime/server-clock.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import type { ApproveOptions } from './create-approval.ts'

export type Decision =
  | ({ act: 'approve' } & ApproveOptions)
  | { act: 'reject'; reason: string; note?: string | undefined }
  | { act: 'ask'; question: string }
  | { act: 'undo' }
  | { act: 'reopen' }

/** The last decision made here, for as long as it can be taken back. */
export interface Undoable {
  review: ReviewRow
  /** in this machine's time, whatever its clock says */
  until: number
  totalMs: number
}

/** A decision that did not come to pass. */
export interface DecisionFailure {
  /** as it was when the press was made */
  review: ReviewRow
  /** undefined: somebody else was faster than the press */
  decision: Decision | undefined
  failure: Failure
  /** who was faster, as the server told */
  winner: ReviewRow | undefined
  /** the same press once more; only where nobody knows whether it arrived */
  retry: (() => void) | undefined
}

const overtaken: Failure = {
  code: 'REVIEW_DECIDED',
  sentence: '',
  detail: {},
  reference: undefined,
  isOffline: false,
  fields: {},
}
const retryAfterMs = [400, 1_500]

/** Calls the server; a lost answer is asked for again under the same id, so that nothing happens twice. */
async function send(review: ReviewRow, decision: Decision, requestId: string): Promise<ReviewRow> {
  const input = { id: review.id, version: review.version, requestId }
  const call = () => {
    if (decision.act === 'reject') {
      const { reason, note } = decision
      return api.admin.reviews.reject.mutate({ ...input, reason, note })
    }
    if (decision.act === 'ask') return api.admin.reviews.ask.mutate({ ...input, question: decision.question })
    if (decision.act !== 'approve') return api.admin.reviews[decision.act].mutate(input)
    const { organizationName, planId } = decision
    return api.admin.reviews.approve.mutate({ ...input, organizationName, planId })
  }
  for (const waitMs of retryAfterMs) {
    try {
      return await call()
    } catch (error) {
      if (!toFailure(error).isOffline) throw error
    }
    await new Promise((done) => setTimeout(done, waitMs))
  }
  return call()
}

export interface DecisionsOptions {
  /** The server has decided, undone or reopened; the row is as it stands now. */
  onDone: (row: ReviewRow, decision: Decision) => void
  onFailed: (failure: DecisionFailure) => void
}

export type Decisions = ReturnType<typeof createDecisions>

/** Decides one review at a time. */
export function createDecisions(connection: Connection, options: DecisionsOptions) {
  const [busy, setBusy] = createSignal<{ id: string; act: Decision['act'] }>()
  const [failure, setFailure] = createSignal<DecisionFailure>()
  const [undoable, setUndoable] = createSignal<Undoable>()
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  // Taken back by somebody else, or decided anew: there is nothing left to undo here.
  onCleanup(
    connection.onEvent((event) => {
      const last = untrack(undoable)?.review
      if ('review' in event && event.review.id === last?.id && event.review.version > last.version)
        setUndoable(undefined)
    }),
  )

  function offerUndo(review: ReviewRow) {
    clearTimeout(timer)
    // Both instants are the server's, so that a wrong clock here neither shortens nor stretches the time.
    const totalMs = Date.parse(review.undoUntil ?? '') - Date.parse(review.decidedAt ?? '')
    if (!(totalMs > 0)) return setUndoable(undefined)
    setUndoable({ review, until: Date.now() + totalMs, totalMs })
    timer = setTimeout(() => setUndoable(undefined), totalMs)
  }

  async function run(review: ReviewRow, decision: Decision, requestId: string): Promise<boolean> {
    if (busy()) return false
    setBusy({ id: review.id, act: decision.act })
    setFailure(undefined)
    try {
      const row = await send(review, decision, requestId)
      learnServerTime(row.decidedAt)
      if (row.decidedAt !== null) offerUndo(row)
      else if (undoable()?.review.id === row.id) setUndoable(undefined)
      options.onDone(row, decision)
      return true
    } catch (error) {
      const failed = toFailure(error)
      if (failed.code === 'UNDO_OVER' || failed.code === 'ORGANIZATION_IN_USE') setUndoable(undefined)
      const retry = failed.isOffline ? () => void run(review, decision, requestId) : undefined
      const winner = failed.detail.review as ReviewRow | undefined
      const failedDecision = { review, decision, failure: failed, winner, retry }
      setFailure(failedDecision)
      options.onFailed(failedDecision)
      return false
    } finally {
      setBusy(undefined)
    }
  }

  return {
    /** what is under way */
    busy,
    failure,
    dismissFailure: () => setFailure(undefined),
    /** Somebody else decided while this person was about to: said as it would be after the press. */
    overtake: (winner: ReviewRow) =>
      setFailure({ review: winner, decision: undefined, failure: overtaken, winner, retry: undefined }),
    undoable: undoable as Accessor<Undoable | undefined>,
    /** Resolves to whether it came to pass. */
    decide: (review: ReviewRow, decision: Decision) => run({ ...review }, decision, crypto.randomUUID()),
  }
}
