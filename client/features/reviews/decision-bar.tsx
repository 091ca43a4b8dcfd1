import Check from 'lucide-solid/icons/check'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import Undo2 from 'lucide-solid/icons/undo-2'
import X from 'lucide-solid/icons/x'
import { createEffect, createMemo, createSignal, on, Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Button, type ButtonProps } from '#client/ui/button.tsx'
import { useNow } from '#client/ui/clock.ts'
import { adminWords } from '#client/words/admin.ts'
import type { StaffRole } from '#server/features/auth/schema.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import type { Decisions } from './create-decisions.ts'
import { titleOf } from './kinds.ts'
import { RejectDialog } from './reject-dialog.tsx'

const words = adminWords.decide

export interface DecisionBarProps {
  row: ReviewRow
  decisions: Decisions
  canDecide: boolean
  role: StaffRole | null | undefined
  ownId: string | undefined
  /** Nothing is decided on what may be out of date. */
  isDown: boolean
}

/** The buttons that decide, or the line that says why there are none. */
export function DecisionBar(props: DecisionBarProps) {
  const [isRejecting, setIsRejecting] = createSignal(false)
  // The row is another object with each event; only another review closes the dialog.
  const id = createMemo(() => props.row.id)
  createEffect(on(id, () => setIsRejecting(false), { defer: true }))
  const isOpen = () => props.row.state === 'pending' || props.row.state === 'needs_information'
  createEffect(
    on(isOpen, (open) => {
      if (open || !isRejecting() || props.decisions.busy()) return
      setIsRejecting(false)
      props.decisions.overtake({ ...props.row })
    }),
  )
  const busyWith = (act: string) => {
    const busy = props.decisions.busy()
    return busy?.id === props.row.id && busy.act === act
  }
  const downReason = () => (props.isDown ? words.down : undefined)

  return (
    <Show when={props.canDecide} fallback={<p class="decision-line">{words.auditor}</p>}>
      <Show when={isOpen()} fallback={<AfterDecision {...props} busyWith={busyWith} downReason={downReason()} />}>
        <DecideButton
          variant="primary"
          icon={Check}
          busy={busyWith('approve')}
          disabledReason={downReason()}
          onClick={() => void props.decisions.decide(props.row, { act: 'approve' })}
        >
          {words.approve}
        </DecideButton>
        <DecideButton
          icon={X}
          busy={busyWith('reject')}
          disabledReason={downReason()}
          onClick={() => setIsRejecting(true)}
        >
          {words.reject}
        </DecideButton>
        <Show when={props.isDown}>
          <p class="decision-line" aria-hidden="true">
            {words.down}
          </p>
        </Show>
        <RejectDialog
          open={isRejecting()}
          reviewId={id()}
          name={titleOf(props.row)}
          busy={busyWith('reject')}
          disabledReason={downReason()}
          onClose={() => setIsRejecting(false)}
          onReject={(reason) =>
            props.decisions.decide(props.row, { act: 'reject', reason }).finally(() => setIsRejecting(false))
          }
        />
      </Show>
    </Show>
  )
}

interface AfterDecisionProps extends DecisionBarProps {
  busyWith: (act: string) => boolean
  downReason: string | undefined
}

/** Undo while there is time; later, a rejection can be reopened. */
function AfterDecision(props: AfterDecisionProps) {
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
    return props.row.decidedBy ? words.isFinal : words.autoIsFinal
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

/** After a decision the next review slides under the hand: neither a double click nor a key held down decides that too. */
function DecideButton(props: ButtonProps) {
  return (
    <Button
      {...props}
      onKeyDown={(event) => {
        if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault()
      }}
      onClick={(event) => {
        if (event.detail <= 1) props.onClick?.(event)
      }}
    />
  )
}
