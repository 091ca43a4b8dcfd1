// What the detail says above its facts: how it was decided, and why a press did not come to pass.
import CircleCheck from 'lucide-solid/icons/circle-check'
import CircleX from 'lucide-solid/icons/circle-x'
import Clock from 'lucide-solid/icons/clock'
import { Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Button } from '#client/ui/button.tsx'
import type { Icon } from '#client/ui/icon.ts'
import { Notice } from '#client/ui/notice.tsx'
import { ago, TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words } from '#client/words/en.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import type { DecisionFailure, Decisions } from './create-decisions.ts'

const text = adminWords.decide
const iconByState: Partial<Record<ReviewRow['state'], Icon>> = { approved: CircleCheck, rejected: CircleX }

/** Approved or rejected by whom, when, and why. */
export function VerdictNotice(props: { row: ReviewRow; ownId: string | undefined }) {
  const name = () => (props.row.decidedBy?.id === props.ownId ? text.byYou : props.row.decidedBy?.name)
  return (
    <Show when={props.row.decidedAt}>
      {(decidedAt) => (
        <div class="verdict" data-state={props.row.state}>
          <Dynamic component={iconByState[props.row.state] ?? Clock} size={16} />
          <div>
            <b>{text.decidedBy(adminWords.states[props.row.state], name())}</b>,{' '}
            <TimeAgo at={toLocalTime(decidedAt())} />
            <Show when={props.row.reason}>
              <p class="review-reason">{props.row.reason}</p>
            </Show>
          </div>
        </div>
      )}
    </Show>
  )
}

export interface ConflictNoticeProps {
  reviewId: string
  decisions: Decisions
  ownId: string | undefined
}

/** Tells of the last press on this review that did not come to pass. */
export function ConflictNotice(props: ConflictNoticeProps) {
  const failed = () => {
    const failure = props.decisions.failure()
    return failure?.reviewId === props.reviewId ? failure : undefined
  }
  return (
    <Show when={failed()} keyed>
      {(failure) => (
        <Notice
          tone="warning"
          dismissLabel={words.ui.dismiss}
          onDismiss={() => props.decisions.dismissFailure()}
          action={
            <Show when={failure.retry}>
              <Button size="small" onClick={() => failure.retry?.()}>
                {words.ui.retry}
              </Button>
            </Show>
          }
        >
          {sentenceOf(failure, props.ownId)}
          <Show when={failure.failure.code === undefined && failure.failure.reference}>
            {(reference) => <p class="muted">{words.ui.reference(reference())}</p>}
          </Show>
        </Notice>
      )}
    </Show>
  )
}

/** "Ben Kline rejected this 2 s ago. Nothing was changed." */
export function sentenceOf({ failure, winner }: DecisionFailure, ownId: string | undefined): string {
  if (failure.isOffline) return text.unreached
  if (!winner) return failure.sentence
  if (winner.decidedAt === null)
    return failure.code === 'REVIEW_CHANGED' && winner.version > 1 ? failure.sentence : text.backConflict
  const sinceMs = toLocalTime(winner.decidedAt) - Date.now()
  const when = sinceMs > -3_000 ? text.justNow : ago(sinceMs)
  if (!winner.decidedBy) return text.autoConflict(when)
  const who = winner.decidedBy.id === ownId ? adminWords.review.you : winner.decidedBy.name
  return text.conflict(who, text.verdicts[winner.state] ?? winner.state, when)
}
