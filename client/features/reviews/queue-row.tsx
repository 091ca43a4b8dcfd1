import { Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import type { Line } from '#client/realtime/live-list.ts'
import { Badge } from '#client/ui/badge.tsx'
import { adminWords } from '#client/words/admin.ts'
import { queueWords } from '#client/words/queue.ts'
import type { QueueState, ReviewRow } from '#server/features/reviews/schema.ts'
import type { Selection } from './create-selection.ts'
import { viewOf } from './kinds.ts'
import { LeavingLine } from './leaving-line.tsx'
import type { AgeHours } from './queue-list.ts'
import { RowAge } from './row-age.tsx'
import { RowPick } from './row-pick.tsx'
import { RowPresence } from './row-presence.tsx'

export interface QueueRowProps {
  line: Line<ReviewRow>
  href: string
  isSelected: boolean
  /** Tab leads to this row. */
  isActive: boolean
  /** Names who is signed in "you". */
  ownId: string | undefined
  list: QueueState
  hours: AgeHours | undefined
  selection: Selection
}

/** One review in the list: a checkbox, and a link as wide as the rest. What has left the list is grey and hatched until it goes. */
export function QueueRow(props: QueueRowProps) {
  const row = () => props.line.row
  const view = () => viewOf(row().kind)
  const hasLeft = () => props.line.leftAt !== undefined
  const isPicked = () => !hasLeft() && props.selection.has(row().id)
  return (
    <div class="queue-row-frame" data-picked={isPicked() ? '' : undefined}>
      <Show when={props.selection.isOn()}>
        <RowPick
          name={view().title(row())}
          isPicked={isPicked()}
          isActive={props.isActive}
          isOff={hasLeft()}
          onPick={(isRange) => (isRange ? props.selection.range : props.selection.toggle)(row().id)}
        />
      </Show>
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
              <LeavingLine row={row()} ownId={props.ownId} list={props.list} />
            </Show>
          </span>
          <small class="queue-line">{view().line(row())}</small>
        </span>
        <span class="queue-badges">
          <Show when={!hasLeft()} fallback={<Badge>{leftBadge(row(), props.list)}</Badge>}>
            <RowPresence reviewId={row().id} />
            <Show when={row().question}>
              <Badge tone="info">{queueWords.askedBadge}</Badge>
            </Show>
            <Show when={props.list === 'decided'} fallback={<Dynamic component={view().Badges} row={row()} />}>
              <Verdict row={row()} ownId={props.ownId} />
            </Show>
          </Show>
        </span>
        <RowAge
          at={toLocalTime((props.list === 'decided' && row().decidedAt) || row().requestedAt)}
          look={props.list === 'decided' ? 'ago' : 'age'}
          hours={props.list === 'decided' || hasLeft() ? undefined : props.hours}
        />
      </a>
    </div>
  )
}

/** What has become of one that does not belong here any more. */
function leftBadge({ state, question, decidedAt }: ReviewRow, list: QueueState): string {
  if (state === 'withdrawn') return adminWords.states.withdrawn
  if (decidedAt) return list === 'decided' ? queueWords.otherBadge : adminWords.queue.decidedBadge
  if (question) return queueWords.askedBadge
  return list === 'pending' ? queueWords.otherBadge : adminWords.queue.backBadge
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
