import CircleCheckBig from 'lucide-solid/icons/circle-check-big'
import CircleQuestionMark from 'lucide-solid/icons/circle-question-mark'
import CircleX from 'lucide-solid/icons/circle-x'
import Send from 'lucide-solid/icons/send'
import { Match, Show, Switch, type JSX } from 'solid-js'
import { InviteFirst } from '#client/features/organization-request/invite-first.tsx'
import { isOpen, nameOf, type OwnRequest } from '#client/features/organization-request/request-view.ts'
import { WithdrawRequest } from '#client/features/organization-request/withdraw-request.tsx'
import { AnswerForm } from '#client/features/reviews/answer-form.tsx'
import { Progress } from '#client/features/registrations/progress.tsx'
import { api } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { answerWords } from '#client/words/answer.ts'
import { organizationWords } from '#client/words/organization.ts'
import { Outcome, type OutcomeProps } from './entrance.tsx'
import './registration-status-page.css'

const w = organizationWords.request

export interface OrganizationOutcomeProps {
  /** live */
  request: OwnRequest
  /** in the organization, as far as this tab knows */
  isIn: boolean
  canAskAgain: boolean
  /** Withdraws it, or throws the refusal. */
  withdraw: () => Promise<void>
  onAgain: () => void
  notice: JSX.Element
}

/** One request from asking to its decision, and back if the decision is undone. */
export function OrganizationOutcome(props: OrganizationOutcomeProps) {
  return (
    <div class="status">
      {/* Heading and sentence together, so that a decision is read out whole. */}
      <div role="status" aria-atomic="true">
        <Outcome {...viewOf(props.request)} />
      </div>
      <Progress label={w.progress} state={props.request.state} isUnconfirmed={false} />
      <Show when={!isOpen(props.request)}>{props.notice}</Show>
      <Switch>
        <Match when={isOpen(props.request)}>
          <AnswerForm review={props.request} send={(answer) => api.portal.reviews.answer.mutate(answer)} />
          <p class="status-hint">{w.stay}</p>
          <div class="outcome-action">
            <WithdrawRequest name={props.request.facts.name} withdraw={() => props.withdraw()} />
          </div>
        </Match>
        <Match when={props.request.state === 'approved'}>
          <InviteFirst isIn={props.isIn} />
        </Match>
        <Match when={props.request.state === 'rejected'}>
          <Show when={props.request.reason}>
            {(reason) => (
              <figure class="status-reason">
                <figcaption>{w.reason}</figcaption>
                <blockquote>{reason()}</blockquote>
              </figure>
            )}
          </Show>
          <p class="status-hint">{props.canAskAgain ? w.rejectedStays : `${w.rejectedStays} ${w.offTitle}.`}</p>
          <Show when={props.canAskAgain}>
            <Button class="entrance-submit" onClick={() => props.onAgain()}>
              {w.again}
            </Button>
          </Show>
        </Match>
      </Switch>
    </div>
  )
}

function viewOf(request: OwnRequest): Pick<OutcomeProps, 'icon' | 'tone' | 'title' | 'text'> {
  const { name } = request.facts
  if (request.state === 'rejected')
    return { icon: CircleX, tone: 'danger', title: w.rejectedTitle, text: w.rejected(name) }
  if (request.question)
    return { icon: CircleQuestionMark, tone: 'info', title: answerWords.title, text: answerWords.pending(name) }
  if (request.state !== 'approved') return { icon: Send, tone: 'info', title: w.pendingTitle, text: w.pending(name) }
  const approved = nameOf(request)
  const text = approved === name ? w.created(name) : w.renamed(approved, name)
  return { icon: CircleCheckBig, tone: 'success', title: w.createdTitle, text }
}
