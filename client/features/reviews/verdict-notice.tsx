import CircleCheck from 'lucide-solid/icons/circle-check'
import CircleX from 'lucide-solid/icons/circle-x'
import Clock from 'lucide-solid/icons/clock'
import { Show, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import type { Icon } from '#client/ui/icon.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import { viewOf } from './kinds.ts'

const text = adminWords.decide
const iconByState: Partial<Record<ReviewRow['state'], Icon>> = { approved: CircleCheck, rejected: CircleX }

/** Approved or rejected by whom, when, and why; or withdrawn. What else there is to say stands below. */
export function VerdictNotice(props: { row: ReviewRow; ownId: string | undefined; children?: JSX.Element }) {
  const name = () => {
    const { decidedBy, kind } = props.row
    if (!decidedBy) return viewOf(kind).autoBy
    return decidedBy.id === props.ownId ? text.byYou : decidedBy.name
  }
  return (
    <Show
      when={props.row.decidedAt}
      fallback={
        <Show when={props.row.state === 'withdrawn'}>
          <div class="verdict" data-state="withdrawn">
            <Clock size={16} />
            <b>{text.withdrawnBy(viewOf(props.row.kind).shortName(props.row))}</b>
          </div>
        </Show>
      }
    >
      {(decidedAt) => (
        <div class="verdict" data-state={props.row.state}>
          <Dynamic component={iconByState[props.row.state] ?? Clock} size={16} />
          <div>
            <b>{text.decidedBy(adminWords.states[props.row.state], name())}</b>,{' '}
            <TimeAgo at={toLocalTime(decidedAt())} />
            <Show when={props.row.reason}>
              <p class="review-reason">{props.row.reason}</p>
            </Show>
            {props.children}
          </div>
        </div>
      )}
    </Show>
  )
}
