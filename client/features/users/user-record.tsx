// What hangs on a user: sessions, mails, history.
import { Show } from 'solid-js'
import { mailsHref } from '#client/features/emails/mail-list.ts'
import { MailStandingBadge } from '#client/features/emails/mail-standing.tsx'
import { nameOfMail } from '#client/features/emails/mail-words.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { deliveryWords } from '#client/words/deliveries.ts'
import { peopleWords } from '#client/words/people.ts'
import type { UserDetail } from '#server/features/users/schema.ts'
import { browserOf } from './browser-of.ts'
import { HistoryCard, Lines, type HistoryEntry } from './record-lines.tsx'
import { nameOf } from './user-list.ts'

const words = peopleWords.user

/** Where they are logged in, and the button that ends it. */
export function UserSessions(props: { user: UserDetail; mayAct: boolean; busy: boolean; onEnd: () => void }) {
  return (
    <Card
      title={words.sessions}
      look="panel"
      actions={
        <Show when={props.mayAct && props.user.sessions.length > 0}>
          <Button size="small" busy={props.busy} onClick={() => props.onEnd()}>
            {words.endSessions}
          </Button>
        </Show>
      }
    >
      <Lines of={props.user.sessions} empty={words.noSessions}>
        {(session) => (
          <>
            <span class="record-what" title={session.userAgent ?? undefined}>
              {browserOf(session.userAgent) ?? words.unknownBrowser}
              <Show when={session.address}>{(address) => <small class="muted"> {address()}</small>}</Show>
            </span>
            <TimeAgo class="record-when" at={toLocalTime(session.createdAt)} />
          </>
        )}
      </Lines>
    </Card>
  )
}

/** The mails that went to them; each leads to its page. */
export function UserMails(props: { user: UserDetail }) {
  return (
    <Card
      title={words.mails}
      look="panel"
      actions={
        <Show when={props.user.mails.length > 0}>
          <LinkButton size="small" href={mailsHref({ account: props.user.id })}>
            {deliveryWords.links.account}
          </LinkButton>
        </Show>
      }
    >
      <Lines of={props.user.mails} empty={words.noMails}>
        {(mail) => (
          <>
            <a class="record-what" href={`/admin/emails/${mail.id}`}>
              {nameOfMail(mail)}
            </a>
            <MailStandingBadge mail={mail} />
            <TimeAgo class="record-when" at={toLocalTime(mail.createdAt)} />
          </>
        )}
      </Lines>
    </Card>
  )
}

/** Who did what to this person and when, the last first. */
export function UserHistory(props: { user: UserDetail; ownId: string | undefined; you: string }) {
  const who = (actor: HistoryEntry['actor']) => {
    if (!actor) return words.portal
    if (actor.id === props.ownId) return props.you
    return actor.id === props.user.id ? nameOf(props.user) : actor.name
  }
  return (
    <HistoryCard
      title={words.history}
      empty={words.noHistory}
      entries={props.user.history}
      who={who}
      acts={words.acts}
    />
  )
}
