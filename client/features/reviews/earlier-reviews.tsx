import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import { For, Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import type { EarlierReview } from '#server/features/reviews/schema.ts'

export interface EarlierReviewsProps {
  reviews: readonly EarlierReview[]
  hrefOf: (id: string) => string
  ownId: string | undefined
}

/** What became of the same person's earlier applications, by whom and why. */
export function EarlierReviews(props: EarlierReviewsProps) {
  return (
    <Card title={adminWords.review.seenBefore} icon={RotateCcw} level={3}>
      <Show when={props.reviews.length > 0} fallback={adminWords.review.neverSeen}>
        <ul class="earlier">
          <For each={props.reviews}>
            {(review) => (
              <li>
                <div class="earlier-line">
                  <Badge
                    tone={review.state === 'approved' ? 'success' : review.state === 'rejected' ? 'danger' : 'neutral'}
                  >
                    {adminWords.states[review.state]}
                  </Badge>
                  <a href={props.hrefOf(review.id)}>
                    <Show when={review.decidedBy} fallback={adminWords.review.registration}>
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
