import { For, Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { deliveryWords } from '#client/words/deliveries.ts'
import type { MailDetail } from '#server/features/emails/schema.ts'
import { mailsHref } from './mail-list.ts'
import { MailStandingBadge, MailWhen, useStanding } from './mail-standing.tsx'
import { kindOfMail } from './mail-words.ts'

const words = deliveryWords.detail

/** To whom a mail goes and why, and what became of it. */
export function MailFacts(props: { mail: MailDetail }) {
  const standing = useStanding(() => props.mail)
  return (
    <Card title={words.about} look="panel">
      <Facts>
        <Fact label={deliveryWords.list.to}>
          <Show
            when={props.mail.account?.kind === 'user' && props.mail.account}
            fallback={<bdi>{props.mail.toName}</bdi>}
          >
            {(account) => (
              <a href={`/admin/users/${account().id}`}>
                <bdi>{props.mail.toName}</bdi>
              </a>
            )}
          </Show>
          <span class="muted">{props.mail.toAddress}</span>
          <Show when={props.mail.account}>
            {(account) => <a href={mailsHref({ account: account().id })}>{deliveryWords.links.account}</a>}
          </Show>
        </Fact>
        <Show when={props.mail.organization}>
          {(organization) => (
            <Fact label={words.organization}>
              <a href={`/admin/organizations/${organization().id}`}>{organization().name}</a>
            </Fact>
          )}
        </Show>
        <Show when={props.mail.reviewId}>
          {(reviewId) => (
            <Fact label={words.review}>
              <a href={`/admin/queue/${reviewId()}`}>{words.openReview}</a>
              <a href={mailsHref({ review: reviewId() })}>{deliveryWords.links.review}</a>
            </Fact>
          )}
        </Show>
        <Fact label={words.kind}>{kindOfMail(props.mail)}</Fact>
        <Fact label={deliveryWords.list.standing}>
          <MailStandingBadge mail={props.mail} />
          <Show when={standing() === 'held' || standing() === 'sent'}>
            <MailWhen mail={props.mail} />
          </Show>
          <Show when={standing() === 'failed'}>
            <span class="muted">{deliveryWords.triedAgain}</span>
          </Show>
        </Fact>
        <Fact label={words.written}>
          <TimeAgo at={toLocalTime(props.mail.createdAt)} />
        </Fact>
        <Show when={props.mail.failingSince}>
          {(since) => (
            <Fact label={standing() === 'failed' ? words.failing : words.firstFailure}>
              <TimeAgo at={toLocalTime(since())} />
            </Fact>
          )}
        </Show>
        <Fact label={words.attempts}>{props.mail.attempts}</Fact>
        <Fact label={words.answer}>
          <Show when={props.mail.response} fallback={<span class="muted">{words.noAnswer}</span>}>
            {(response) => <code>{response()}</code>}
          </Show>
        </Fact>
        <Show when={props.mail.resentOf}>
          {(id) => (
            <Fact label={words.copyOf}>
              <a href={`/admin/emails/${id()}`}>{words.firstCopy}</a>
            </Fact>
          )}
        </Show>
        <Show when={props.mail.copies.length > 0}>
          <Fact label={words.copies}>
            <For each={props.mail.copies}>
              {({ id, createdAt }) => (
                <a href={`/admin/emails/${id}`}>
                  <TimeAgo at={toLocalTime(createdAt)} />
                </a>
              )}
            </For>
          </Fact>
        </Show>
      </Facts>
    </Card>
  )
}
