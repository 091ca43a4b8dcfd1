import Check from 'lucide-solid/icons/check'
import Clock from 'lucide-solid/icons/clock'
import MailCheck from 'lucide-solid/icons/mail-check'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import Undo2 from 'lucide-solid/icons/undo-2'
import UserPlus from 'lucide-solid/icons/user-plus'
import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import type { Icon } from '#client/ui/icon.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import type { ReviewDetail, ReviewHistoryEntry } from '#server/features/reviews/schema.ts'

const words = adminWords.review

const iconByAction: Record<string, Icon> = {
  'review.submitted': UserPlus,
  'review.auto-approved': UserPlus,
  'review.address-confirmed': MailCheck,
  'review.approved': Check,
  'review.rejected': X,
  'review.undone': Undo2,
  'review.reopened': RotateCcw,
}

export interface ReviewHistoryProps {
  detail: ReviewDetail
  /** What the requester is called in a sentence. */
  requester: string
  ownId: string | undefined
}

/** Who did what and when, the last first. */
export function ReviewHistory(props: ReviewHistoryProps) {
  const latestFirst = () => props.detail.history.toReversed()
  // What the requester does is recorded without an admin's name, or under their own account.
  const who = (entry: ReviewHistoryEntry) => {
    const isRequester = entry.actor === null || entry.action === 'review.address-confirmed'
    if (isRequester) return props.requester
    return entry.actor?.id === props.ownId ? words.you : entry.actor?.name
  }
  return (
    <section class="history" aria-label={words.history}>
      <ul class="history-lines">
        <For each={latestFirst()}>
          {(entry) => (
            <li class="history-line">
              <Dynamic component={iconByAction[entry.action] ?? Clock} size={16} />
              <div class="history-what">
                <b>{who(entry)}</b> {words.acts[entry.action] ?? entry.action}
                <Show when={entry.reason !== props.detail.reason && entry.reason}>
                  <p class="review-reason">{entry.reason}</p>
                </Show>
              </div>
              <TimeAgo class="history-when" at={toLocalTime(entry.at)} look="age" />
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
