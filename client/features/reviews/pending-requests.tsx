// The organization requests that wait, for a page that is about something else: decided in place, or opened.
import { createSignal, For, onCleanup, Show, type ParentProps } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words as shared } from '#client/words/en.ts'
import { requestWords } from '#client/words/requests.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import { createDecisions } from './create-decisions.ts'
import { createQueue, type Queue } from './create-queue.ts'
import { PendingRequest } from './pending-request.tsx'
import { queueOf } from './queue-filter.ts'
import { nextReview } from './queue-list.ts'
import { RejectReview } from './reject-review.tsx'
import { useReviewCounts } from './review-counts.tsx'
import { UndoStrip } from './undo-strip.tsx'
import './pending-requests.css'

const words = requestWords.pending
const filter = queueOf({ kind: 'organization' })
const shownMax = 5
const query = `?kind=${filter.kind}`
const hrefOf = (id: string) => `/admin/queue/${id}${query}`

/** The pending organization requests, live, with *Approve*, *Reject* and *Undo*; nothing when there is none. */
export function PendingOrganizationRequests() {
  const { connection, me } = useSession()
  const ownId = () => me()?.id
  const [rejectingId, setRejectingId] = createSignal<string>()
  let section: HTMLElement | undefined

  const queue = createQueue(connection, { filter: () => filter, selectedId: rejectingId, ownId })
  const decisions = createDecisions(connection, {
    onDone(done, { act }) {
      if (act === 'undo') queue.put(done)
      const next = act === 'undo' ? done.id : queue.value && nextReview(queue.value, done.id)
      requestAnimationFrame(() => (section?.querySelector<HTMLElement>(`[data-key="${next}"] a`) ?? section)?.focus())
    },
    onFailed: ({ winner }) => winner && queue.put(winner),
  })
  const isDown = () => connection.state.since !== undefined
  const downReason = () => (isDown() ? adminWords.decide.down : undefined)
  const rejecting = () => queue.value?.lines.find(({ id }) => id === rejectingId())?.row
  const hasAny = () => (queue.value?.lines.length ?? 0) > 0

  return (
    <>
      <Show when={!queue.value && queue.failure}>
        <Notice
          tone="warning"
          action={
            <Button size="small" busy={queue.isLoading} onClick={() => queue.refetch()}>
              {shared.ui.retry}
            </Button>
          }
        >
          {words.failed}
        </Notice>
      </Show>
      <Show when={hasAny() || decisions.undoable() || decisions.failure()}>
        <Section ref={(element) => (section = element)}>
          <Show when={hasAny()}>
            <Requests
              queue={queue}
              ownId={ownId()}
              canDecide={me()?.staffRole !== 'auditor'}
              downReason={downReason()}
              busy={decisions.busy()}
              onApprove={(row) => void decisions.decide(row, { act: 'approve' })}
              onReject={(row) => setRejectingId(row.id)}
            />
          </Show>
          <Show when={rejecting()}>
            {(row) => (
              <RejectReview
                row={row()}
                decisions={decisions}
                open
                disabledReason={downReason()}
                onClose={() => setRejectingId(undefined)}
              />
            )}
          </Show>
          <UndoStrip
            decisions={decisions}
            isDown={isDown()}
            next={undefined}
            openId={undefined}
            ownId={ownId()}
            hrefOf={hrefOf}
          />
        </Section>
      </Show>
    </>
  )
}

/** Takes the focus when the button that had it is gone, and hands it on to the page when it goes itself. */
function Section(props: ParentProps<{ ref: (element: HTMLElement) => void }>) {
  let section!: HTMLDivElement
  onCleanup(() => {
    if (section.contains(document.activeElement)) document.querySelector<HTMLElement>('h1')?.focus()
  })
  return (
    <div
      class="pending-requests"
      tabindex="-1"
      ref={(element) => {
        section = element
        props.ref(element)
      }}
    >
      {props.children}
    </div>
  )
}

interface RequestsProps {
  queue: Queue
  ownId: string | undefined
  canDecide: boolean
  downReason: string | undefined
  busy: { id: string; act: string } | undefined
  onApprove: (row: ReviewRow) => void
  onReject: (row: ReviewRow) => void
}

function Requests(props: RequestsProps) {
  const counts = useReviewCounts()
  const lines = () => props.queue.value?.lines ?? []
  const total = () => counts()?.organization ?? lines().length
  return (
    <Card
      look="panel"
      title={words.title}
      badges={
        <Show when={total() > 0}>
          <Badge>{total().toLocaleString('en')}</Badge>
        </Show>
      }
    >
      <ul class="requests" aria-label={words.list} ref={(element) => props.queue.watch(element)}>
        <For each={lines().slice(0, shownMax)}>
          {(line) => (
            <PendingRequest
              line={line}
              href={hrefOf(line.id)}
              ownId={props.ownId}
              canDecide={props.canDecide}
              downReason={props.downReason}
              busyWith={props.busy?.id === line.id ? props.busy.act : undefined}
              onApprove={() => props.onApprove(line.row)}
              onReject={() => props.onReject(line.row)}
            />
          )}
        </For>
      </ul>
      <Show when={total() > shownMax}>
        <p class="requests-more">
          <a href={`/admin/queue${query}`}>{words.seeAll(total())}</a>
        </p>
      </Show>
    </Card>
  )
}
