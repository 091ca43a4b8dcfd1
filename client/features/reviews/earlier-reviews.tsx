import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import { For, Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import type { ReviewDetail } from '#server/features/reviews/schema.ts'
import { viewOf } from './kinds.ts'

export interface EarlierReviewsProps {
  detail: ReviewDetail
  hrefOf: (id: string) => string
  ownId: string | undefined
}

/** What became of the same person's earlier ones of the kind, by whom and why. */
export function EarlierReviews(props: EarlierReviewsProps) {
  const view = () => viewOf(props.detail.kind)
  return (
    <Card title={adminWords.review.seenBefore} icon={RotateCcw} level={3}>
      <Show when={props.detail.earlierReviews.length > 0} fallback={view().neverBefore}>
        <ul class="earlier">
          <For each={props.detail.earlierReviews}>
            {(review) => (
              <li>
                <div class="earlier-line">
                  <Badge
                    tone={review.state === 'approved' ? 'success' : review.state === 'rejected' ? 'danger' : 'neutral'}
                  >
                    {adminWords.states[review.state]}
                  </Badge>
                  <a href={props.hrefOf(review.id)}>
                    <Show when={review.name}>
                      {(name) => (
                        <>
                          <b>{name()}</b>,{' '}
                        </>
                      )}
                    </Show>
                    <Show when={review.decidedBy} fallback={view().label}>
                      {(decider) => (decider().id === props.ownId ? adminWords.review.you : decider().name)}
                    </Show>
                    , <TimeAgo at={toLocalTime(review.decidedAt ?? review.requestedAt)} />
                  </a>
                </div>
                <Show when={review.reason}>
                  <p class="review-reason">{review.reason}</p>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  )
}
