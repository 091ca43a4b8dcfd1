import { useNavigate, useSearchParams } from '@solidjs/router'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Mail from 'lucide-solid/icons/mail'
import { createMemo, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createMailRuns } from '#client/features/emails/create-mail-runs.ts'
import { createMails } from '#client/features/emails/create-mails.ts'
import { ExportMails } from '#client/features/emails/export-mails.tsx'
import { MailFilters } from '#client/features/emails/mail-filters.tsx'
import { isMailFiltered, readMailFilter, type MailSearch } from '#client/features/emails/mail-list.ts'
import { MailRunStrip } from '#client/features/emails/mail-run-strip.tsx'
import { MailServerLine } from '#client/features/emails/mail-server.tsx'
import { MailTable } from '#client/features/emails/mail-table.tsx'
import { ResendFailed } from '#client/features/emails/resend-failed.tsx'
import { useServerClock } from '#client/features/invite-codes/server-now.ts'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import { EmailsHead } from '#client/features/wordings/emails-head.tsx'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { adminWords } from '#client/words/admin.ts'
import { deliveryWords } from '#client/words/deliveries.ts'

const words = deliveryWords.list
const href = '/admin/emails'

/** Deliveries: every mail that the portal wrote and what became of it, live. */
export default function EmailsPage() {
  const { connection, me } = useSession()
  const [search, setSearch] = useSearchParams<{ [K in keyof MailSearch]: string }>()
  const navigate = useNavigate()
  useServerClock()
  // Another address with the same filter fetches nothing.
  const filter = createMemo(() => readMailFilter({ ...search }), undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  })
  const mails = createMails(connection, () => filter())
  const runs = createMailRuns(connection)
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  const disabledReason = () => (connection.state.since === undefined ? undefined : deliveryWords.resend.down)
  // Those that were given up, of a list of others, would be sent unseen.
  const showsGivenUp = () => {
    const { standing, run } = filter()
    return (standing === undefined || standing === 'gave_up') && run === undefined
  }
  return (
    <EmailsHead tab="deliveries" actions={<ExportMails filter={filter()} />}>
      <div class="stack">
        <MailServerLine isOwner={me()?.staffRole === 'owner'} />
        <MailRunStrip runs={runs} mayAct={mayAct()} disabledReason={disabledReason()} />
        <div class="row">
          <MailFilters
            filter={filter()}
            rows={mails.value?.lines.map(({ row }) => row) ?? []}
            onChange={(change) => setSearch({ ...change }, { replace: 'q' in change })}
            onClear={() => navigate(href)}
          >
            <Show when={mayAct() && showsGivenUp()}>
              <ResendFailed filter={filter()} disabledReason={disabledReason()} />
            </Show>
          </MailFilters>
          <Show when={mails.value?.held.length}>
            {(held) => (
              <Button size="small" icon={ArrowUp} onClick={() => mails.release()}>
                {adminWords.newest(held())}
              </Button>
            )}
          </Show>
        </div>
        <LiveRows list={mails} words={words} empty={<NoMails isFiltered={isMailFiltered(filter())} />}>
          {(lines) => <MailTable lines={lines} />}
        </LiveRows>
      </div>
    </EmailsHead>
  )
}

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
        action={<LinkButton href={href}>{deliveryWords.filters.clear}</LinkButton>}
      >
        {words.noMatchText}
      </EmptyState>
    </Show>
  )
}
