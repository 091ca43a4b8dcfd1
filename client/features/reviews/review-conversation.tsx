import CircleQuestionMark from 'lucide-solid/icons/circle-question-mark'
import Lock from 'lucide-solid/icons/lock'
import MessagesSquare from 'lucide-solid/icons/messages-square'
import StickyNote from 'lucide-solid/icons/sticky-note'
import { For, Show } from 'solid-js'
import { hintOf } from '#client/features/keys/single-keys.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Avatar } from '#client/ui/avatar.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import { deskWords } from '#client/words/desk.ts'
import type { ReviewDetail, ReviewMessage, ReviewRow } from '#server/features/reviews/schema.ts'
import { viewOf } from './kinds.ts'
import { NoteDialog } from './note-dialog.tsx'
import './review-conversation.css'

const words = deskWords.conversation
const didByKind = { question: words.asked, answer: words.answered, note: words.noted }

export interface ReviewConversationProps {
  detail: ReviewDetail
  ownId: string | undefined
  /** auditors only read */
  canNote: boolean
  isNoting: boolean
  onNote: (isNoting: boolean) => void
}

/** What was asked, answered and noted, in the order of time. */
export function ReviewConversation(props: ReviewConversationProps) {
  const who = ({ kind, author }: ReviewMessage) => {
    if (kind === 'answer') return viewOf(props.detail.kind).shortName(props.detail)
    if (!author) return words.somebody
    return author.id === props.ownId ? adminWords.review.you : author.name
  }
  return (
    <Card
      title={words.title}
      icon={MessagesSquare}
      level={3}
      actions={
        <Show when={props.canNote}>
          <Button
            size="small"
            variant="quiet"
            icon={StickyNote}
            keyHint={hintOf('note')}
            onClick={() => props.onNote(true)}
          >
            {deskWords.note.button}
          </Button>
        </Show>
      }
    >
      <Show when={props.detail.messages.length > 0} fallback={<p class="muted">{words.none}</p>}>
        <ol class="conversation">
          <For each={props.detail.messages}>
            {(message) => (
              <li class="message" data-kind={message.kind}>
                <Avatar name={message.author?.name ?? who(message)} seed={message.author?.id} size="small" />
                <div class="message-head">
                  <span>
                    <b>{who(message)}</b> {didByKind[message.kind]}
                  </span>
                  <Show when={message.kind === 'note'}>
                    <span class="message-staff">
                      <Lock size={12} />
                      {words.staffOnly}
                    </span>
                  </Show>
                  <TimeAgo class="message-when" at={toLocalTime(message.at)} />
                </div>
                <p class="message-body">{message.body}</p>
              </li>
            )}
          </For>
        </ol>
      </Show>
      <NoteDialog open={props.isNoting} reviewId={props.detail.id} onClose={() => props.onNote(false)} />
    </Card>
  )
}

/** While it waits for an answer: the question, and that nothing comes before it. */
export function OpenQuestion(props: { row: ReviewRow }) {
  return (
    <Show when={props.row.state === 'needs_information' && props.row.question}>
      {(question) => (
        <Notice icon={CircleQuestionMark} title={deskWords.ask.waiting(viewOf(props.row.kind).shortName(props.row))}>
          <p class="review-reason">{question()}</p>
          <p class="muted">{deskWords.ask.waitingText}</p>
        </Notice>
      )}
    </Show>
  )
}
