import { useNavigate, useParams } from '@solidjs/router'
import Inbox from 'lucide-solid/icons/inbox'
import { createEffect, createMemo, createSignal, on, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { BulkStrip } from '#client/features/bulk/bulk-strip.tsx'
import { createSettings } from '#client/features/settings/create-settings.ts'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { SplitPane } from '#client/ui/split-pane.tsx'
import { TabPanel } from '#client/ui/tabs.tsx'
import type { ListFocus } from '#client/ui/virtual-list.tsx'
import { adminWords } from '#client/words/admin.ts'
import type { ReviewDetail, ReviewRow } from '#server/features/reviews/schema.ts'
import { createDecisions } from './create-decisions.ts'
import { createQueueAddress, type QueuePlace } from './create-queue-address.ts'
import { createQueue } from './create-queue.ts'
import type { ReviewActs } from './create-review-acts.ts'
import { createReviewDetail } from './create-review-detail.ts'
import { createSelection } from './create-selection.ts'
import { useDesk } from './desk.tsx'
import { createQueueKeys } from './create-queue-keys.ts'
import { titleOf, viewOf } from './kinds.ts'
import { NoReview } from './no-review.tsx'
import { QueueHead } from './queue-head.tsx'
import { isFiltered } from './queue-filter.ts'
import { nextReview, oldestRequest } from './queue-list.ts'
import { QueueRows } from './queue-rows.tsx'
import { useReviewCounts } from './review-counts.tsx'
import { ReviewPane, ReviewPaneSkeleton } from './review-pane.tsx'
import { UndoStrip } from './undo-strip.tsx'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A queue: the list, the review that is open (both in the address), and the decision that can be taken back. */
export function ReviewQueue(props: { at: QueuePlace }) {
  const { connection, me } = useSession()
  const counts = useReviewCounts()
  const params = useParams<{ id?: string }>()
  const navigate = useNavigate()
  const [nextSaid, setNextSaid] = createSignal<string>()
  const [acts, setActs] = createSignal<ReviewActs>()
  let page!: HTMLDivElement
  let list: ListFocus | undefined

  const { filter, hrefOf } = createQueueAddress(() => props.at)
  const openId = () => params.id
  const knownId = () => (uuid.test(openId() ?? '') ? openId() : undefined)
  const isDown = () => connection.state.since !== undefined
  const ownId = () => me()?.id

  const desk = useDesk()
  const settings = createSettings(connection)
  const queue = createQueue(connection, {
    filter,
    selectedId: openId,
    ownId,
    around: () => ({ hours: settings.value, claimerOf: desk?.claimOf }),
  })
  const selection = createSelection(connection, {
    filter,
    list: () => queue.value,
    isOn: () => filter().state !== 'decided' && me()?.staffRole !== 'auditor',
  })
  const detail = createReviewDetail(connection, knownId)
  desk?.attend(knownId)
  const listed = () => queue.value?.lines.find(({ id }) => id === openId())?.row
  const known = () => (detail.value?.id === openId() ? detail.value : undefined)
  /** The newer of what the list and the detail know. */
  const row = createMemo((): ReviewRow | undefined => {
    const [a, b] = [listed(), known()]
    return a && b ? (b.version >= a.version ? b : a) : (a ?? b)
  })
  // What the detail learned when it was fetched again, the list learns too.
  createEffect(
    on(
      () => known()?.version,
      () => known() && queue.put(toRow(known()!)),
    ),
  )

  // One of another kind belongs to the queue of all.
  createEffect(() => {
    const open = row()
    if (open && props.at.kind && open.kind !== props.at.kind) navigate(`/admin/queue/${open.id}`, { replace: true })
  })

  /** All that waits, of the tab at least: what the server keeps count of. */
  const isPlain = () => filter().state === 'pending' && !isFiltered(filter())

  const close = () => navigate(hrefOf(undefined))
  const goOn = (from: ReviewRow) => {
    const next = filter().state === 'pending' && queue.value ? nextReview(queue.value, from.id) : undefined
    const nextRow = queue.value?.lines.find(({ id }) => id === next)?.row
    setNextSaid(nextRow ? adminWords.decide.next(titleOf(nextRow)) : adminWords.decide.nothingLeft)
    if (from.id !== openId() || filter().state !== 'pending') return
    navigate(hrefOf(next), { replace: true, scroll: false })
    if (next) keys.followTo(next, from.id)
    else requestAnimationFrame(() => page.querySelector<HTMLElement>('[data-roving][tabindex="0"], h1')?.focus())
  }
  /** Beside an empty list there is nothing to choose; while it loads, the place is kept. */
  const placeholder = () => {
    if (!queue.value) return queue.failure ? undefined : ' '
    return queue.value.lines.length > 0 ? <NothingOpen /> : undefined
  }
  const decisions = createDecisions(connection, {
    onDone: (done, { act }) => {
      if (act === 'approve' || act === 'reject') goOn(done)
      else if (act === 'undo' && done.id !== openId())
        navigate(hrefOf(done.id, { state: 'pending' }), { replace: true, scroll: false })
    },
    onFailed: ({ winner, review, failure }) => {
      if (winner) queue.put(winner)
      // Refused: what is known of it is out of date.
      if (failure.code && review.id === openId()) detail.refetch()
    },
  })

  const keys = createQueueKeys({
    page: () => page,
    list: () => list,
    queue,
    selection,
    openId,
    row,
    detail: known,
    decisions,
    acts,
    isDown,
    hrefOf,
    close,
  })

  const rows = () => (
    <QueueRows
      focusRef={(focus) => (list = focus)}
      queue={queue}
      filter={filter()}
      hours={settings.value}
      selection={selection}
      selectedId={openId()}
      ownId={ownId()}
      total={isPlain() ? counts()?.[filter().kind ?? 'all'] : undefined}
      hrefOf={hrefOf}
    />
  )
  return (
    <div class="queue-page" ref={page}>
      <SplitPane
        open={openId() !== undefined}
        onClose={close}
        detailLabel={row() ? adminWords.queue.detailOf(titleOf(row()!)) : adminWords.queue.loadingDetail}
        placeholder={placeholder()}
        list={
          <>
            <QueueHead
              title={props.at.kind ? viewOf(props.at.kind).tab : undefined}
              filter={filter()}
              counts={counts()}
              oldest={isPlain() && filter().sort === 'oldest' && queue.value ? oldestRequest(queue.value) : undefined}
              hours={settings.value}
              selection={selection}
              onChange={(change) => navigate(hrefOf(undefined, change), { replace: 'search' in change, scroll: false })}
            />
            <BulkStrip />
            <Show when={!props.at.kind} fallback={<div class="queue-panel">{rows()}</div>}>
              <TabPanel tabs="queue" value={filter().kind ?? 'all'} class="queue-panel">
                {rows()}
              </TabPanel>
            </Show>
          </>
        }
        detail={
          <Show
            when={row()}
            fallback={
              <Show
                when={knownId() && !detail.failure}
                fallback={<NoReview failure={detail.failure} onRetry={detail.refetch} onClose={close} />}
              >
                <ReviewPaneSkeleton />
              </Show>
            }
          >
            {(open) => (
              <ReviewPane
                row={open()}
                detail={known()}
                decisions={decisions}
                role={me()?.staffRole}
                ownId={ownId()}
                isDown={isDown()}
                hrefOf={(id) => hrefOf(id)}
                onActs={setActs}
                onClose={close}
              />
            )}
          </Show>
        }
      />
      <UndoStrip
        decisions={decisions}
        isDown={isDown()}
        next={nextSaid()}
        openId={openId()}
        ownId={ownId()}
        hrefOf={(id) => hrefOf(id)}
      />
    </div>
  )
}

function NothingOpen() {
  return (
    <EmptyState kind="no-match" icon={Inbox} title={adminWords.queue.placeholderTitle}>
      {adminWords.queue.placeholderText}
    </EmptyState>
  )
}

/** The part of a detail that the list knows. */
function toRow({
  earlierReviews: _e,
  history: _h,
  messages: _m,
  about: _a,
  canDecide: _c,
  ...row
}: ReviewDetail): ReviewRow {
  // Taken apart, kind and facts no longer know that they belong together.
  return row as ReviewRow
}
