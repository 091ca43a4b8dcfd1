import Ban from 'lucide-solid/icons/ban'
import Check from 'lucide-solid/icons/check'
import CircleQuestionMark from 'lucide-solid/icons/circle-question-mark'
import Clock from 'lucide-solid/icons/clock'
import Hand from 'lucide-solid/icons/hand'
import MailCheck from 'lucide-solid/icons/mail-check'
import MessageSquareReply from 'lucide-solid/icons/message-square-reply'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import StickyNote from 'lucide-solid/icons/sticky-note'
import Undo2 from 'lucide-solid/icons/undo-2'
import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { mailsHref } from '#client/features/emails/mail-list.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import type { Icon } from '#client/ui/icon.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import { deliveryWords } from '#client/words/deliveries.ts'
import { deskWords } from '#client/words/desk.ts'
import type { ReviewDetail, ReviewHistoryEntry } from '#server/features/reviews/schema.ts'
import { viewOf } from './kinds.ts'

const words = adminWords.review

const iconByAction: Record<string, Icon> = {
  'review.address-confirmed': MailCheck,
  'review.approved': Check,
  'review.rejected': X,
  'review.undone': Undo2,
  'review.reopened': RotateCcw,
  'review.withdrawn': Ban,
  'review.asked': CircleQuestionMark,
  'review.answered': MessageSquareReply,
  'review.noted': StickyNote,
  'review.taken-over': Hand,
}

export interface ReviewHistoryProps {
  detail: ReviewDetail
  ownId: string | undefined
}

/** Who did what and when, the last first. */
export function ReviewHistory(props: ReviewHistoryProps) {
  const latestFirst = () => props.detail.history.toReversed()
  const view = () => viewOf(props.detail.kind)
  // What the requester does is recorded without a name, or under their own account.
  const who = ({ actor }: ReviewHistoryEntry) => {
    if (actor === null || actor.id === props.detail.requesterId) return view().shortName(props.detail)
    return actor.id === props.ownId ? words.you : actor.name
  }
  const act = ({ action }: ReviewHistoryEntry) => view().acts[action] ?? words.acts[action] ?? action
  const icon = ({ action }: ReviewHistoryEntry) => iconByAction[action] ?? (action in view().acts ? view().icon : Clock)
  return (
    <section class="history" aria-label={words.history}>
      <ul class="history-lines">
        <For each={latestFirst()}>
          {(entry) => (
            <li class="history-line">
              <Dynamic component={icon(entry)} size={16} />
              <div class="history-what">
                <b>{who(entry)}</b> {act(entry)}
                <Show when={entry.from}>
                  {(from) =>
                    ` ${deskWords.takenFrom(from().id === props.ownId ? words.you.toLowerCase() : from().name)}`
                  }
                </Show>
                <Show when={entry.reason !== props.detail.reason && entry.reason}>
                  <p class="review-reason">{entry.reason}</p>
                </Show>
              </div>
              <TimeAgo class="history-when" at={toLocalTime(entry.at)} look="age" />
            </li>
          )}
        </For>
      </ul>
      <a class="history-mails" href={mailsHref({ review: props.detail.id })}>
        {deliveryWords.links.review}
      </a>
    </section>
  )
}
