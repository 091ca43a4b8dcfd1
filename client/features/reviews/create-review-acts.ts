// What can be done to the review that is shown, for whoever does it otherwise than by its buttons.
import { toFailure } from '#client/lib/api.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { adminWords } from '#client/words/admin.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import type { Approval } from './create-approval.ts'
import type { Decisions } from './create-decisions.ts'
import type { ReviewDialog } from './decision-bar.tsx'
import { useDesk } from './desk.tsx'
import { isOpen } from './queue-list.ts'

export interface ReviewAct {
  run: () => void
  /** Whether there is something to do. */
  applies: () => boolean
  /** Why not just now. */
  refusal: () => string | undefined
}

export type ReviewActs = Record<'approve' | 'reject' | 'ask' | 'note' | 'claim' | 'undo', ReviewAct>

interface Shown {
  row: ReviewRow
  decisions: Decisions
  ownId: string | undefined
  isDown: boolean
}

interface Means {
  approval: Approval
  canDecide: () => boolean
  ask: (dialog: ReviewDialog) => void
}

/** The acts of the review that `shown` holds at the time. */
export function createReviewActs(shown: Shown, { approval, canDecide, ask }: Means): ReviewActs {
  const desk = useDesk()
  const canStill = () => canDecide() && isOpen(shown.row)
  const claimerId = () => desk?.claimOf(shown.row.id)?.id
  const decision = (applies: () => boolean, run: () => void): ReviewAct => ({
    run,
    applies,
    refusal: () => (shown.isDown ? adminWords.decide.down : undefined),
  })
  return {
    approve: decision(canStill, () => void approval.approve()),
    reject: decision(canStill, () => ask('reject')),
    ask: decision(
      () => canDecide() && shown.row.state === 'pending',
      () => ask('ask'),
    ),
    undo: decision(
      () => canDecide() && shown.row.undoUntil !== null && toLocalTime(shown.row.undoUntil) > Date.now(),
      () => void shown.decisions.decide(shown.row, { act: 'undo' }),
    ),
    note: { run: () => ask('note'), applies: canDecide, refusal: () => undefined },
    claim: {
      // Whom it is taken from wants a press of its own button.
      applies: () => canStill() && desk !== undefined && [undefined, shown.ownId].includes(claimerId()),
      run() {
        const act = claimerId() === shown.ownId ? desk?.release(shown.row.id) : desk?.claim(shown.row.id)
        // What has become of the review meanwhile is on the page.
        act?.catch(toFailure)
      },
      refusal: () => undefined,
    },
  }
}
