import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import Undo2 from 'lucide-solid/icons/undo-2'
import { Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { useNow } from '#client/ui/clock.ts'
import { adminWords } from '#client/words/admin.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import type { Decisions } from './create-decisions.ts'
import { DecideButton } from './decide-button.tsx'
import { viewOf } from './kinds.ts'

const words = adminWords.decide

export interface AfterDecisionProps {
  row: ReviewRow
  decisions: Decisions
  busyWith: (act: string) => boolean
  downReason: string | undefined
}

/** Undo while there is time; later, a rejection can be reopened. */
export function AfterDecision(props: AfterDecisionProps) {
  const now = useNow()
  const secondsLeft = () => {
    const { undoUntil } = props.row
    if (undoUntil === null) return 0
    const whole = (Date.parse(undoUntil) - Date.parse(props.row.decidedAt ?? undoUntil)) / 1000
    return Math.min(whole, Math.ceil((toLocalTime(undoUntil) - now()) / 1000))
  }
  // The bar of whoever decided offers it already, with the time that is left.
  const isInUndoBar = () => props.decisions.undoable()?.review.id === props.row.id
  const canUndo = () => secondsLeft() > 0
  const finalLine = () => {
    if (props.row.state === 'rejected') return words.canReopen
    if (props.row.state === 'withdrawn') return words.withdrawnIsFinal
    return props.row.decidedBy ? words.isFinal : words.autoIsFinal(viewOf(props.row.kind).autoBy)
  }
  return (
    <Show
      when={canUndo()}
      fallback={
        <>
          <Show when={props.row.state === 'rejected'}>
            <DecideButton
              icon={RotateCcw}
              busy={props.busyWith('reopen')}
              disabledReason={props.downReason}
              onClick={() => void props.decisions.decide(props.row, { act: 'reopen' })}
            >
              {words.reopen}
            </DecideButton>
          </Show>
          <p class="decision-line">{props.downReason ?? finalLine()}</p>
        </>
      }
    >
      <Show when={!isInUndoBar()}>
        <DecideButton
          icon={Undo2}
          busy={props.busyWith('undo')}
          disabledReason={props.downReason}
          onClick={() => void props.decisions.decide(props.row, { act: 'undo' })}
        >
          {words.undo}
        </DecideButton>
      </Show>
      <p class="decision-line">{props.downReason ?? words.canUndo(secondsLeft())}</p>
    </Show>
  )
}
