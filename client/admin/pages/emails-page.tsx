import { useNavigate, useSearchParams } from '@solidjs/router'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Mail from 'lucide-solid/icons/mail'
import { Match, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { mailRules, mailStates } from '#client/features/emails/mail-list.ts'
import { MailTable } from '#client/features/emails/mail-table.tsx'
import { api } from '#client/lib/api.ts'
import { createLiveList } from '#client/realtime/create-live-list.ts'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { FilterSelect } from '#client/ui/filter-select.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words as shared } from '#client/words/en.ts'
import type { MailRow, MailState } from '#server/features/emails/schema.ts'
import './emails-page.css'

const words = adminWords.emails

/** Every mail that the portal wrote, live. */
export default function EmailsPage() {
  const { connection } = useSession()
  const [search] = useSearchParams<{ state?: string }>()
  const navigate = useNavigate()
  const state = () => mailStates.find((one) => one === search.state)
  const mails = createLiveList<MailState | undefined | 'all', MailRow>(connection, {
    key: () => state() ?? 'all',
    fetch: (key, after) => api.admin.emails.list.query({ state: stateOf(key), after }),
    rules: (key) => mailRules(stateOf(key)),
    rowOf: (event) => ('mail' in event ? { row: event.mail, isArrival: event.kind === 'mail.queued' } : undefined),
  })
  const lines = () => mails.value?.lines

  return (
    <Page width="wide">
      <PageHeader title={words.title} subtitle={words.subtitle} />
      <div class="row">
        <FilterSelect
          label={words.state}
          name={shared.ui.filterBy(words.state)}
          value={state() ?? ''}
          onChange={(chosen) => navigate(`/admin/emails${chosen && `?state=${chosen}`}`)}
          options={[
            { value: '', label: words.anyState },
            ...mailStates.map((one) => ({ value: one, label: words.states[one] })),
          ]}
        />
        <Show when={mails.value?.held.length}>
          {(held) => (
            <Button size="small" icon={ArrowUp} onClick={() => mails.release()}>
              {adminWords.newest(held())}
            </Button>
          )}
        </Show>
      </div>
      <div class="emails" ref={(element) => mails.watch(element)}>
        <Switch>
          <Match when={!lines() && mails.failure}>
            {(failure) => (
              <ErrorPanel
                title={words.failedTitle}
                reference={failure().reference && shared.ui.reference(failure().reference!)}
                retryLabel={shared.ui.retry}
                onRetry={() => mails.refetch()}
                busy={mails.isLoading}
              >
                {failure().sentence}
              </ErrorPanel>
            )}
          </Match>
          <Match when={!lines()}>
            <Skeleton label={words.loading} rows={8} />
          </Match>
          <Match when={lines()?.length === 0}>
            <NoMails isFiltered={state() !== undefined} />
          </Match>
          <Match when={lines()}>
            {(all) => (
              <>
                <MailTable lines={all()} />
                <Show when={mails.value?.next}>
                  <div class="emails-more">
                    <Button busy={mails.isLoadingMore()} onClick={() => mails.loadMore()}>
                      {adminWords.loadMore}
                    </Button>
                    <Show when={mails.moreFailure()}>
                      <span class="muted" role="alert">
                        {adminWords.moreFailed}
                      </span>
                    </Show>
                  </div>
                </Show>
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Page>
  )
}

const stateOf = (key: MailState | 'all' | undefined) => (key === 'all' ? undefined : key)

function NoMails(props: { isFiltered: boolean }) {
  return (
    <Show
      when={props.isFiltered}
      fallback={
        <EmptyState kind="first-use" icon={Mail} title={words.emptyTitle}>
          {words.emptyText}
        </EmptyState>
      }
    >
      <EmptyState
        kind="no-match"
        title={words.noMatchTitle}
        action={<LinkButton href="/admin/emails">{words.showAll}</LinkButton>}
      >
        {words.noMatchText}
      </EmptyState>
    </Show>
  )
}
