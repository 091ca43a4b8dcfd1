import { createSignal, onCleanup, Show } from 'solid-js'
import { againHref } from '#client/features/credentials/ended-credentials.tsx'
import { namesOf } from '#client/features/credentials/credential-view.ts'
import { AnswerForm } from '#client/features/reviews/answer-form.tsx'
import { limitsLine } from '#client/features/plans/plan-terms.ts'
import { api } from '#client/lib/api.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge, type Tone } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { answerWords } from '#client/words/answer.ts'
import { appsWords } from '#client/words/apps.ts'
import type { PendingAccess } from '#server/features/apps/schema.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'
import './apps.css'

const words = appsWords.request

const toneByState: Record<PendingAccess['state'], Tone> = {
  pending: 'neutral',
  needs_information: 'warning',
  approved: 'success',
  rejected: 'danger',
}

export interface RequestCardProps {
  request: PendingAccess
  meId: string
  /** It goes, and had the focus: that shall not fall to the top of the page. */
  onFocusLost: () => void
}

/** A request for access that has no key yet: where it stands, or why it was not approved. */
export function RequestCard(props: RequestCardProps) {
  const [isWithdrawing, setIsWithdrawing] = createSignal(false)
  let frame!: HTMLDivElement
  onCleanup(() => {
    // eslint-disable-next-line solid/reactivity -- a plain call, when all of this is over
    if (frame.contains(document.activeElement)) queueMicrotask(() => props.onFocusLost())
  })
  const isOpen = () => props.request.state === 'pending' || props.request.state === 'needs_information'
  const asked = () => {
    const { reviewId, version, question } = props.request
    return { id: reviewId, version, question }
  }
  const by = () => {
    const { id, name } = props.request.requestedBy
    return id === props.meId ? words.byYou : words.by(name)
  }
  return (
    <div ref={frame} class="request">
      <Card
        look="panel"
        level={3}
        title={namesOf(props.request)}
        badges={
          <>
            <Show when={props.request.plan}>{(plan) => <Badge tone="info">{plan().name}</Badge>}</Show>
            <Badge tone={toneByState[props.request.state]}>{words.states[props.request.state]}</Badge>
          </>
        }
        actions={
          <>
            <Show when={isOpen()}>
              <Button onClick={() => setIsWithdrawing(true)}>{words.withdraw}</Button>
            </Show>
            <Show when={props.request.state === 'rejected'}>
              <LinkButton href={againHref(props.request)}>{words.again}</LinkButton>
            </Show>
          </>
        }
      >
        <div class="request-body">
          <p>
            {words.requested} <TimeAgo at={toLocalTime(props.request.requestedAt)} /> {by()}.{' '}
            {words.texts[props.request.state]}
          </p>
          <Show when={isOpen()}>
            <Show
              when={props.request.requestedBy.id === props.meId}
              fallback={
                <Show when={props.request.question}>
                  {(question) => (
                    <>
                      <Quote label={answerWords.asks} text={question()} />
                      <p class="muted">{answerWords.othersAnswer(props.request.requestedBy.name)}</p>
                    </>
                  )}
                </Show>
              }
            >
              <AnswerForm review={asked()} send={(answer) => api.portal.reviews.answer.mutate(answer)} />
            </Show>
          </Show>
          <Show when={props.request.state === 'rejected' && props.request.rejection}>
            {(rejection) => <Quote label={words.rejection} text={rejection()} />}
          </Show>
          <Show when={props.request.state !== 'rejected' && props.request.reason}>
            {(reason) => <Quote label={words.reason} text={reason()} />}
          </Show>
          <p class="muted request-terms">
            {props.request.catalogueName}
            <Show when={props.request.plan}>{(plan) => ` · ${limitsLine(plan())}`}</Show>
          </p>
        </div>
      </Card>
      <WithdrawDialog open={isWithdrawing()} request={props.request} onClose={() => setIsWithdrawing(false)} />
    </div>
  )
}

/** What somebody wrote, with its line breaks. */
function Quote(props: { label: string; text: string }) {
  return (
    <figure class="request-quote">
      <figcaption>{props.label}</figcaption>
      <blockquote>{props.text}</blockquote>
    </figure>
  )
}
