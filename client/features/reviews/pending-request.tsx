import Check from 'lucide-solid/icons/check'
import X from 'lucide-solid/icons/x'
import { createUniqueId, Show } from 'solid-js'
import type { Line } from '#client/realtime/live-list.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import { DecideButton } from './decide-button.tsx'
import { titleOf, viewOf } from './kinds.ts'
import { LeavingLine } from './leaving-line.tsx'

export interface PendingRequestProps {
  line: Line<ReviewRow>
  href: string
  ownId: string | undefined
  canDecide: boolean
  downReason: string | undefined
  /** what is under way with this one */
  busyWith: string | undefined
  onApprove: () => void
  onReject: () => void
}

/** One request: what is asked for, by whom, since when, and the two answers. */
export function PendingRequest(props: PendingRequestProps) {
  const id = createUniqueId()
  const row = () => props.line.row
  // A reason that the button gives itself goes first; else it says what it is about.
  const about = () => (props.downReason ? {} : { 'aria-describedby': id })
  return (
    <li
      class="request"
      data-key={props.line.id}
      data-new={props.line.arrivedAt === undefined ? undefined : ''}
      data-left={props.line.leftAt === undefined ? undefined : ''}
    >
      <span class="request-what">
        <a id={id} href={props.href}>
          {titleOf(row())}
        </a>
        <small class="muted">{viewOf(row().kind).line(row())}</small>
      </span>
      <Show
        when={props.line.leftAt === undefined}
        fallback={
          <small class="muted">
            <LeavingLine row={row()} ownId={props.ownId} />
          </small>
        }
      >
        <small class="request-age">
          <TimeAgo at={toLocalTime(row().requestedAt)} look="age" />
        </small>
        <Show when={props.canDecide}>
          <span class="request-actions">
            <DecideButton
              size="small"
              icon={Check}
              busy={props.busyWith === 'approve'}
              disabledReason={props.downReason}
              onClick={() => props.onApprove()}
              {...about()}
            >
              {adminWords.decide.approve}
            </DecideButton>
            <DecideButton
              size="small"
              variant="quiet"
              icon={X}
              busy={props.busyWith === 'reject'}
              disabledReason={props.downReason}
              onClick={() => props.onReject()}
              {...about()}
            >
              {adminWords.decide.reject}
            </DecideButton>
          </span>
        </Show>
      </Show>
    </li>
  )
}
