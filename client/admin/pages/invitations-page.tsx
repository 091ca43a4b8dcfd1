import { createSignal, Match, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createInvitations } from '#client/features/invitations/create-invitations.ts'
import { InvitationsTable } from '#client/features/invitations/invitations-table.tsx'
import { api, toFailure } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { words as shared } from '#client/words/en.ts'
import { peopleWords } from '#client/words/people.ts'
import type { InvitationRow } from '#server/features/invitations/schema.ts'

const words = peopleWords.invitations

/** Invitations that are out and not accepted, live. */
export default function InvitationsPage() {
  const { connection, me } = useSession()
  const invitations = createInvitations(connection)
  const [busyId, setBusyId] = createSignal<string>()
  const [revoking, setRevoking] = createSignal<InvitationRow>()
  const [said, setSaid] = createSignal<{ tone: 'success' | 'danger'; text: string }>()

  async function run(row: InvitationRow, call: () => Promise<unknown>, done: string) {
    if (busyId()) return
    setBusyId(row.id)
    setSaid(undefined)
    try {
      await call()
      setSaid({ tone: 'success', text: done })
    } catch (error) {
      const { code, sentence } = toFailure(error)
      const isGone = code === 'NOT_FOUND' || code === 'NOT_IN_THIS_STATE'
      setSaid({ tone: 'danger', text: isGone ? words.gone : sentence })
    } finally {
      setBusyId(undefined)
      invitations.refetch()
    }
  }
  // Portal admins are invited by owners only, which is another call.
  const resend = ({ ...row }: InvitationRow) => {
    const call = row.isStaff ? api.admin.staff.resend : api.admin.invitations.send
    return run(row, () => call.mutate({ id: row.id }), words.resent(row.email))
  }
  async function revoke() {
    const row = revoking()
    if (!row) return
    await run(row, () => api.admin.invitations.revoke.mutate({ id: row.id }), words.revoked(row.name))
    setRevoking(undefined)
  }

  return (
    <Page width="wide">
      <PageHeader
        title={words.title}
        subtitle={words.subtitle}
        breadcrumbs={[{ label: peopleWords.list.title, href: '/admin/users' }]}
        breadcrumbsLabel={peopleWords.user.breadcrumbs}
      />
      <Show when={said()}>
        {(last) => (
          <Notice tone={last().tone} dismissLabel={shared.ui.dismiss} onDismiss={() => setSaid(undefined)}>
            {last().text}
          </Notice>
        )}
      </Show>
      <Switch>
        <Match when={invitations.value?.rows.length === 0}>
          <EmptyState kind="all-clear" title={words.emptyTitle}>
            {words.emptyText}
          </EmptyState>
        </Match>
        <Match when={invitations.value}>
          {(value) => (
            <InvitationsTable
              rows={value().rows}
              role={me()?.staffRole}
              resendingId={revoking() ? undefined : busyId()}
              onResend={(row) => void resend(row)}
              onRevoke={(row) => setRevoking({ ...row })}
            />
          )}
        </Match>
        <Match when={invitations.failure}>
          {(failure) => (
            <ErrorPanel
              title={words.failedTitle}
              reference={failure().reference && shared.ui.reference(failure().reference!)}
              retryLabel={shared.ui.retry}
              onRetry={() => invitations.refetch()}
              busy={invitations.isLoading}
            >
              {failure().sentence}
            </ErrorPanel>
          )}
        </Match>
        <Match when={invitations.isLoading}>
          <Skeleton label={words.loading} rows={5} />
        </Match>
      </Switch>
      <Dialog
        open={revoking() !== undefined}
        onClose={() => setRevoking(undefined)}
        title={words.revokeTitle(revoking()?.name ?? '')}
        description={revoking()?.isTeammates ? words.revokeTeammatesText : words.revokeText}
        closeLabel={shared.ui.close}
      >
        <DialogActions>
          <Button onClick={() => setRevoking(undefined)}>{shared.ui.cancel}</Button>
          <Button variant="danger" busy={busyId() !== undefined} onClick={() => void revoke()}>
            {words.revoke}
          </Button>
        </DialogActions>
      </Dialog>
    </Page>
  )
}
