import Check from 'lucide-solid/icons/check'
import X from 'lucide-solid/icons/x'
import CircleQuestionMark from 'lucide-solid/icons/circle-question-mark'
import { Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { hintOf } from '#client/features/keys/single-keys.ts'
import { adminWords } from '#client/words/admin.ts'
import { deskWords } from '#client/words/desk.ts'
import type { StaffRole } from '#server/features/auth/schema.ts'
import type { ReviewDetail, ReviewRow } from '#server/features/reviews/schema.ts'
import { AfterDecision } from './after-decision.tsx'
import { AskReview } from './ask-review.tsx'
import type { Approval } from './create-approval.ts'
import type { Decisions } from './create-decisions.ts'
import { DecideButton } from './decide-button.tsx'
import { viewOf } from './kinds.ts'
import { isOpen } from './queue-list.ts'
import { RejectReview } from './reject-review.tsx'

const words = adminWords.decide

export interface DecisionBarProps {
  row: ReviewRow
  detail: ReviewDetail | undefined
  decisions: Decisions
  approval: Approval
  canDecide: boolean
  role: StaffRole | null | undefined
  ownId: string | undefined
  /** Nothing is decided on what may be out of date. */
  isDown: boolean
  /** the dialog that is open */
  asking: ReviewDialog | undefined
  onAsk: (dialog: ReviewDialog | undefined) => void
}

export type ReviewDialog = 'reject' | 'ask' | 'note'

/** The buttons that decide, or the line that says why there are none. */
export function DecisionBar(props: DecisionBarProps) {
  const view = () => viewOf(props.row.kind)
  const busyWith = (act: string) => {
    const busy = props.decisions.busy()
    return busy?.id === props.row.id && busy.act === act
  }
  const downReason = () => (props.isDown ? words.down : undefined)

  return (
    <Show when={props.canDecide} fallback={<p class="decision-line">{words.auditor}</p>}>
      <RejectReview
        row={props.row}
        decisions={props.decisions}
        open={props.asking === 'reject'}
        disabledReason={downReason()}
        onClose={() => props.asking === 'reject' && props.onAsk(undefined)}
      />
      <AskReview
        row={props.row}
        decisions={props.decisions}
        open={props.asking === 'ask'}
        disabledReason={downReason()}
        onClose={() => props.asking === 'ask' && props.onAsk(undefined)}
      />
      <Show
        when={isOpen(props.row)}
        fallback={
          <AfterDecision row={props.row} decisions={props.decisions} busyWith={busyWith} downReason={downReason()} />
        }
      >
        <Show when={view().Choice}>
          {(choice) => <Dynamic component={choice()} row={props.row} detail={props.detail} approval={props.approval} />}
        </Show>
        <DecideButton
          variant="primary"
          icon={Check}
          busy={busyWith('approve')}
          disabledReason={downReason()}
          keyHint={hintOf('approve')}
          onClick={() => void props.approval.approve()}
        >
          {words.approve}
        </DecideButton>
        <DecideButton
          icon={X}
          busy={busyWith('reject')}
          disabledReason={downReason()}
          keyHint={hintOf('reject')}
          onClick={() => props.onAsk('reject')}
        >
          {words.reject}
        </DecideButton>
        <Show when={props.row.state === 'pending'}>
          <DecideButton
            icon={CircleQuestionMark}
            busy={busyWith('ask')}
            disabledReason={downReason()}
            keyHint={hintOf('ask')}
            onClick={() => props.onAsk('ask')}
          >
            {deskWords.ask.button}
          </DecideButton>
        </Show>
        <Show when={props.isDown}>
          <p class="decision-line" aria-hidden="true">
            {words.down}
          </p>
        </Show>
      </Show>
    </Show>
  )
}
