import Check from 'lucide-solid/icons/check'
import Circle from 'lucide-solid/icons/circle'
import CircleCheck from 'lucide-solid/icons/circle-check'
import CircleX from 'lucide-solid/icons/circle-x'
import Eye from 'lucide-solid/icons/eye'
import MailQuestionMark from 'lucide-solid/icons/mail-question-mark'
import Undo2 from 'lucide-solid/icons/undo-2'
import { For } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Icon } from '#client/ui/icon.ts'
import { accountWords } from '#client/words/account.ts'
import { portalWords } from '#client/words/portal.ts'
import type { ReviewState } from '#server/features/reviews/schema.ts'
import './progress.css'

interface Step {
  label: string
  icon: Icon
  look: 'done' | 'now' | 'later' | 'good' | 'bad' | 'off'
}

const w = portalWords.status
const decisionByState: Partial<Record<ReviewState, Step>> = {
  approved: { label: w.approvedStep, icon: CircleCheck, look: 'good' },
  rejected: { label: w.rejectedStep, icon: CircleX, look: 'bad' },
  withdrawn: { label: w.withdrawnStep, icon: Undo2, look: 'off' },
}

function stepsOf(state: ReviewState, isUnconfirmed: boolean): Step[] {
  const decision = decisionByState[state]
  const now: Step = isUnconfirmed
    ? { label: accountWords.confirmAddress.step, icon: MailQuestionMark, look: 'now' }
    : { label: w.deciding, icon: Eye, look: 'now' }
  return [
    { label: w.sent, icon: Check, look: 'done' },
    decision ? { label: w.deciding, icon: Check, look: 'done' } : now,
    decision ?? { label: w.decision, icon: Circle, look: 'later' },
  ]
}

/** How far a registration (or another request, by its `label`) has come: sent, being decided (or waiting for its address to be confirmed), decided. */
export function Progress(props: { state: ReviewState; isUnconfirmed: boolean; label?: string }) {
  return (
    <ol class="progress" aria-label={props.label ?? w.progress}>
      <For each={stepsOf(props.state, props.isUnconfirmed)}>
        {(step) => (
          <li class="progress-step" data-look={step.look} aria-current={step.look === 'now' ? 'step' : undefined}>
            <span class="progress-mark" aria-hidden="true">
              <Dynamic component={step.icon} size={16} />
            </span>
            <span class="progress-label">{step.label}</span>
          </li>
        )}
      </For>
    </ol>
  )
}
