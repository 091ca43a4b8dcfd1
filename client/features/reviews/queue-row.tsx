import { Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Line } from '#client/realtime/live-list.ts'
import { Badge } from '#client/ui/badge.tsx'
import { useNow } from '#client/ui/clock.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import { viewOf } from './kinds.ts'
import { LeavingLine } from './leaving-line.tsx'
import { toLocalTime } from '#client/realtime/server-clock.ts'

const words = adminWords.queue

/** Hours after which an age is worth noticing, and worth a worry. */
const noticeHours = 2
const worryHours = 24
const hourMs = 3_600_000

export interface QueueRowProps {
  line: Line<ReviewRow>
  href: string
  isSelected: boolean
  /** Tab leads to this row. */
  isActive: boolean
  /** Names who is signed in "you". */
  ownId: string | undefined
  list: 'pending' | 'decided'
}

/** One review in the list. The whole line is one link; what has left the list is grey and hatched until it goes. */
export function QueueRow(props: QueueRowProps) {
  const row = () => props.line.row
  const view = () => viewOf(row().kind)
  const hasLeft = () => props.line.leftAt !== undefined
  const leftBadge = () => {
    if (row().state === 'withdrawn') return adminWords.states.withdrawn
    return props.list === 'pending' ? words.decidedBadge : words.backBadge
  }
  return (
    <a
      class="queue-row"
      href={props.href}
      data-roving
      tabindex={props.isActive ? 0 : -1}
      aria-current={props.isSelected ? 'true' : undefined}
      data-left={hasLeft() ? '' : undefined}
      data-new={props.line.arrivedAt !== undefined ? '' : undefined}
      draggable={false}
    >
      <span class="queue-kind">
        <Dynamic component={view().icon} size={16} />
        <span class="queue-kind-label">{view().shortLabel}</span>
      </span>
      <span class="queue-who">
        <span class="queue-title">
          <b>{view().title(row())}</b>
          <Show when={hasLeft()}>
            {' '}
            <LeavingLine row={row()} ownId={props.ownId} />
          </Show>
        </span>
        <small class="queue-line">{view().line(row())}</small>
      </span>
      <span class="queue-badges">
        <Show
          when={hasLeft()}
          fallback={
            <Show when={props.list === 'decided'} fallback={<Dynamic component={view().Badges} row={row()} />}>
              <Verdict row={row()} ownId={props.ownId} />
            </Show>
          }
        >
          <Badge>{leftBadge()}</Badge>
        </Show>
      </span>
      <Age at={(props.list === 'decided' && row().decidedAt) || row().requestedAt} plain={props.list === 'decided'} />
    </a>
  )
}

function Verdict(props: { row: ReviewRow; ownId: string | undefined }) {
  return (
    <>
      <Show when={props.row.decidedBy}>
        {(by) => <span class="queue-decider">{by().id === props.ownId ? adminWords.review.you : by().name}</span>}
      </Show>
      <Badge tone={props.row.state === 'approved' ? 'success' : props.row.state === 'rejected' ? 'danger' : 'neutral'}>
        {adminWords.states[props.row.state]}
      </Badge>
    </>
  )
}

function Age(props: { at: string; plain: boolean }) {
  const now = useNow()
  const hours = () => (now() - toLocalTime(props.at)) / hourMs
  const tone = () => (props.plain || hours() < noticeHours ? undefined : hours() < worryHours ? 'notice' : 'worry')
  return (
    <span class="queue-age" data-tone={tone()}>
      <TimeAgo at={toLocalTime(props.at)} look={props.plain ? 'ago' : 'age'} />
    </span>
  )
}
