// The detail of one review: its head, what is known of it, and the bar that decides.
import Eye from 'lucide-solid/icons/eye'
import X from 'lucide-solid/icons/x'
import { createEffect, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Card } from '#client/ui/card.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { IconButton } from '#client/ui/icon-button.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { DetailPane } from '#client/ui/split-pane.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import { ClaimLine } from './claim-line.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import { createApproval } from './create-approval.ts'
import { createReviewActs, type ReviewActs } from './create-review-acts.ts'
import { DecisionBar, type DecisionBarProps, type ReviewDialog } from './decision-bar.tsx'
import { EarlierReviews } from './earlier-reviews.tsx'
import { viewOf } from './kinds.ts'
import { isOpen } from './queue-list.ts'
import { OpenQuestion, ReviewConversation } from './review-conversation.tsx'
import { ReviewHistory } from './review-history.tsx'
import { VerdictNotice } from './verdict-notice.tsx'
import './review-pane.css'

/** `row` is what the list knows, until the detail is there. */
export interface ReviewPaneProps extends Omit<DecisionBarProps, 'canDecide' | 'approval' | 'asking' | 'onAsk'> {
  /** Called once, with what can be done to whatever review is shown. */
  onActs?: (acts: ReviewActs) => void
  hrefOf: (id: string) => string
  onClose: () => void
}

export function ReviewPane(props: ReviewPaneProps) {
  const view = () => viewOf(props.row.kind)
  const approval = createApproval(props)
  const canDecide = () => props.detail?.canDecide ?? props.role !== 'auditor'
  const [asking, setAsking] = createSignal<ReviewDialog>()
  // eslint-disable-next-line solid/reactivity -- once, when the pane is made
  props.onActs?.(createReviewActs(props, { approval, canDecide, ask: setAsking }))
  let name!: HTMLHeadingElement
  let lastFocused: EventTarget | null = null
  const noteFocus = (event: FocusEvent) => (lastFocused = event.target)
  onMount(() => {
    document.addEventListener('focusin', noteFocus)
    onCleanup(() => document.removeEventListener('focusin', noteFocus))
  })
  // The button that had the focus may go with the decision; then the name takes it, not the body.
  createEffect(
    on([() => props.row.id, () => props.row.state], () => {
      requestAnimationFrame(() => {
        const isLost =
          document.activeElement === document.body && lastFocused instanceof Node && !lastFocused.isConnected
        if (isLost) name.focus({ preventScroll: true })
      })
    }),
  )
  return (
    <DetailPane
      header={
        <>
          <div class="review-over">
            <Dynamic component={view().icon} size={16} />
            <span>
              {view().shortLabel} · <TimeAgo at={toLocalTime(props.row.requestedAt)} />
            </span>
            <Show when={isOpen(props.row)}>
              <ClaimLine reviewId={props.row.id} canClaim={canDecide()} />
            </Show>
            <IconButton
              class="review-close"
              label={adminWords.queue.closeDetail}
              icon={X}
              onClick={() => props.onClose()}
            />
          </div>
          <h2 class="review-name" tabindex="-1" ref={name}>
            {view().title(props.row)}
          </h2>
        </>
      }
      actions={
        <DecisionBar {...props} approval={approval} canDecide={canDecide()} asking={asking()} onAsk={setAsking} />
      }
    >
      <ConflictNotice reviewId={props.row.id} decisions={props.decisions} ownId={props.ownId} />
      <VerdictNotice row={props.row} ownId={props.ownId}>
        <Show when={props.row.state === 'approved' && props.detail?.state === 'approved' && props.detail}>
          {(detail) => <Dynamic component={view().Outcome} detail={detail()} />}
        </Show>
      </VerdictNotice>
      <OpenQuestion row={props.row} />
      <Show when={isOpen(props.row) && props.detail}>
        {(detail) => <Dynamic component={view().Warning} detail={detail()} />}
      </Show>
      <Facts>
        <Dynamic component={view().FactLines} row={props.row} detail={props.detail} hrefOf={props.hrefOf} />
      </Facts>
      <Show when={props.detail} fallback={<RestSkeleton />}>
        {(detail) => (
          <>
            <Show when={isOpen(props.row)}>
              <Card title={adminWords.review.approvingWill} icon={Eye} tone="subtle" level={3}>
                <ul>
                  <Dynamic component={view().Effects} detail={detail()} options={approval.options()} />
                </ul>
              </Card>
            </Show>
            <EarlierReviews detail={detail()} hrefOf={props.hrefOf} ownId={props.ownId} />
            <ReviewConversation
              detail={detail()}
              ownId={props.ownId}
              canNote={canDecide()}
              isNoting={asking() === 'note'}
              onNote={(noting) => setAsking(noting ? 'note' : undefined)}
            />
            <ReviewHistory detail={detail()} ownId={props.ownId} />
          </>
        )}
      </Show>
    </DetailPane>
  )
}

function RestSkeleton() {
  return (
    <Skeleton label={adminWords.queue.loadingDetail}>
      <SkeletonBlock height="6.5rem" />
      <SkeletonBlock height="4rem" />
      <SkeletonBlock width="60%" />
      <SkeletonBlock width="45%" />
    </Skeleton>
  )
}

/** The same shape while not even the row is known: an address that was opened directly. */
export function ReviewPaneSkeleton() {
  return (
    <DetailPane
      header={
        <Skeleton label={adminWords.queue.loadingDetail} children={<SkeletonBlock width="12rem" height="2.75rem" />} />
      }
    >
      <RestSkeleton />
    </DetailPane>
  )
}
