import { useParams } from '@solidjs/router'
import { createEffect, createSignal, Match, on, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { MailBody } from '#client/features/emails/mail-body.tsx'
import { MailFacts } from '#client/features/emails/mail-facts.tsx'
import { MailStandingBadge, TestBadge } from '#client/features/emails/mail-standing.tsx'
import { nameOfMail } from '#client/features/emails/mail-words.ts'
import { ResendMail, type Resent } from '#client/features/emails/resend-mail.tsx'
import { useServerClock } from '#client/features/invite-codes/server-now.ts'
import { NoRecord } from '#client/features/records/no-record.tsx'
import { api } from '#client/lib/api.ts'
import { idOf } from '#client/lib/id-of.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { adminWords } from '#client/words/admin.ts'
import { deliveryWords } from '#client/words/deliveries.ts'
import { words as shared } from '#client/words/en.ts'
import type { MailDetail } from '#server/features/emails/schema.ts'
import './email-page.css'

const words = deliveryWords.detail

/** One mail: what became of it, and what it says. */
export default function EmailPage() {
  const { connection, me } = useSession()
  const params = useParams<{ id: string }>()
  const id = () => idOf(params.id)
  useServerClock()
  const mail = createLive<string, MailDetail>(connection, {
    key: id,
    fetch: (mailId) => api.admin.emails.get.query({ id: mailId }),
    apply(value, event) {
      if (!('mail' in event)) return
      const isCopy = event.mail.resentOf === value.id && !value.copies.some((copy) => copy.id === event.mail.id)
      const isNews = event.mail.id === value.id && event.mail.version > value.version
      if (isNews) Object.assign(value, event.mail)
      // Its text is written when it goes out, and is not in the event; neither are its copies.
      if (isNews || isCopy) queueMicrotask(() => mail.refetch())
    },
  })
  const [resent, setResent] = createSignal<Resent>()
  createEffect(on(id, () => setResent(undefined), { defer: true }))
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  const disabledReason = () => (connection.state.since === undefined ? undefined : deliveryWords.resend.down)
  return (
    <Page width="wide">
      <PageHeader
        title={mail.value ? nameOfMail(mail.value) : words.content}
        badges={
          <Show when={mail.value}>
            {(known) => (
              <>
                <MailStandingBadge mail={known()} />
                <Show when={known().isTest}>
                  <TestBadge />
                </Show>
              </>
            )}
          </Show>
        }
        breadcrumbs={[{ label: deliveryWords.list.title, href: '/admin/emails' }]}
        breadcrumbsLabel={words.breadcrumbs}
        actions={
          <Show when={mayAct() && mail.value}>
            {(known) => <ResendMail mail={known()} disabledReason={disabledReason()} onResent={setResent} />}
          </Show>
        }
      />
      <Switch>
        <Match when={mail.value}>
          {(known) => (
            <>
              <Show when={resent()}>
                {(done) => (
                  <Notice tone="success" dismissLabel={shared.ui.dismiss} onDismiss={() => setResent(undefined)}>
                    {deliveryWords.resend.done[done().how]}{' '}
                    <Show when={done().how === 'copy'}>
                      <a href={`/admin/emails/${done().id}`}>{deliveryWords.resend.openCopy}</a>
                    </Show>
                  </Notice>
                )}
              </Show>
              <Show when={known().isTest}>
                <Notice tone="neutral">{words.isTest}</Notice>
              </Show>
              <div class="mail-page">
                <MailFacts mail={known()} />
                <div class="stack">
                  <MailBody mail={known()} />
                </div>
              </div>
            </>
          )}
        </Match>
        <Match when={id() === undefined || mail.failure}>
          <NoRecord
            failure={mail.failure}
            words={words}
            back={<LinkButton href="/admin/emails">{adminWords.backToList}</LinkButton>}
            onRetry={mail.refetch}
          />
        </Match>
        <Match when={mail.isLoading}>
          <Skeleton label={words.loading}>
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
