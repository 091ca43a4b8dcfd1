import { useParams } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import { NoRecord } from '#client/features/records/no-record.tsx'
import { useSession } from '#client/features/auth/session.tsx'
import { MailBody } from '#client/features/emails/mail-body.tsx'
import { MailStateBadge, MailWhen } from '#client/features/emails/mail-state.tsx'
import { kindOfMail, nameOfMail } from '#client/features/emails/mail-words.ts'
import { api } from '#client/lib/api.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Card } from '#client/ui/card.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import type { MailDetail } from '#server/features/emails/schema.ts'
import './emails-page.css'

const words = adminWords.emails
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** One mail: what became of it, and what it says. */
export default function EmailPage() {
  const { connection } = useSession()
  const params = useParams<{ id: string }>()
  const id = () => (uuid.test(params.id) ? params.id : undefined)
  const mail = createLive<string, MailDetail>(connection, {
    key: id,
    fetch: (mailId) => api.admin.emails.get.query({ id: mailId }),
    apply(value, event) {
      if (event.kind !== 'mail.updated' || event.mail.id !== value.id || event.mail.version <= value.version) return
      Object.assign(value, event.mail)
      // Its text is written when it goes out, and is not in the event.
      queueMicrotask(() => mail.refetch())
    },
  })
  const breadcrumbs = [{ label: words.title, href: '/admin/emails' }]
  return (
    <Page width="wide">
      <PageHeader
        title={mail.value ? nameOfMail(mail.value) : words.content}
        badges={<Show when={mail.value}>{(known) => <MailStateBadge state={known().state} />}</Show>}
        breadcrumbs={breadcrumbs}
        breadcrumbsLabel={words.breadcrumbs}
      />
      <Switch>
        <Match when={mail.value}>{(known) => <Content mail={known()} />}</Match>
        <Match when={id() === undefined || mail.failure}>
          <NoRecord
            failure={mail.failure}
            words={{ ...words, failedTitle: words.detailFailedTitle }}
            back={<LinkButton href="/admin/emails">{adminWords.backToList}</LinkButton>}
            onRetry={mail.refetch}
          />
        </Match>
        <Match when={mail.isLoading}>
          <Skeleton label={words.loadingDetail}>
            <div class="mail-page">
              <SkeletonBlock height="14rem" />
              <SkeletonBlock height="30rem" />
            </div>
          </Skeleton>
        </Match>
      </Switch>
    </Page>
  )
}

function Content(props: { mail: MailDetail }) {
  return (
    <div class="mail-page">
      <Card title={words.about} look="panel">
        <Facts>
          <Fact label={words.to}>
            {props.mail.toName}
            <span class="muted">{props.mail.toAddress}</span>
          </Fact>
          <Fact label={words.kind}>{kindOfMail(props.mail)}</Fact>
          <Fact label={words.state}>
            <MailStateBadge state={props.mail.state} /> <MailWhen mail={props.mail} />
          </Fact>
          <Fact label={words.written}>
            <TimeAgo at={toLocalTime(props.mail.createdAt)} />
          </Fact>
          <Fact label={words.attempts}>{props.mail.attempts}</Fact>
          <Fact label={words.answer}>
            <Show when={props.mail.response} fallback={<span class="muted">{words.noAnswer}</span>}>
              {(response) => <code>{response()}</code>}
            </Show>
          </Fact>
          <Show when={props.mail.reviewId}>
            {(reviewId) => (
              <Fact label={words.review}>
                <a href={`/admin/queue/${reviewId()}`}>{words.openReview}</a>
              </Fact>
            )}
          </Show>
        </Facts>
      </Card>
      <div class="stack">
        <MailBody mail={props.mail} />
      </div>
    </div>
  )
}
