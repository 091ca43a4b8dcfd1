import { useSearchParams } from '@solidjs/router'
import UserPlus from 'lucide-solid/icons/user-plus'
import { createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createStaff } from '#client/features/staff/create-staff.ts'
import { createStaffActions } from '#client/features/staff/create-staff-actions.ts'
import { InviteStaffDialog } from '#client/features/staff/invite-staff-dialog.tsx'
import { StaffTable } from '#client/features/staff/staff-table.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { words as shared } from '#client/words/en.ts'
import { peopleWords } from '#client/words/people.ts'
import { reviewMailWords } from '#client/words/review-mails.ts'
import type { StaffRole } from '#server/features/auth/schema.ts'
import type { StaffRow } from '#server/features/staff/schema.ts'

const ReviewMailsDialog = lazy(() => import('#client/features/staff/review-mails-dialog.tsx'))

const words = peopleWords.staff

/** The portal admins: owners invite, change and remove them, other staff see who they are. Live. */
export default function AdminsPage() {
  const { connection, me } = useSession()
  const staff = createStaff(connection)
  const actions = createStaffActions(staff.refetch)
  const [isAdding, setIsAdding] = createSignal(false)
  const [removing, setRemoving] = createSignal<StaffRow>()
  const [demoting, setDemoting] = createSignal<{ staff: StaffRow; role: StaffRole }>()
  // In the address, so that the account menu leads to one's own.
  const [search, setSearch] = useSearchParams<{ mails: string }>()
  const isOwner = () => me()?.staffRole === 'owner'
  const isSelf = (one: StaffRow | undefined) => one?.id === me()?.id

  const settling = () => staff.value?.rows.find(({ id }) => id === search.mails && (isOwner() || id === me()?.id))
  const settled = () => setSearch({ mails: undefined }, { replace: true, scroll: false })

  const setRole = ({ ...one }: StaffRow, role: StaffRole) => {
    if (isSelf(one)) setDemoting({ staff: one, role })
    else void actions.setRole(one, role)
  }
  async function demote() {
    const asked = demoting()
    if (asked) await actions.setRole(asked.staff, asked.role)
    setDemoting(undefined)
  }
  async function remove() {
    const asked = removing()
    if (asked) await actions.remove(asked)
    setRemoving(undefined)
  }
  const keepRole = () => {
    setDemoting(undefined)
    actions.revert()
  }

  return (
    <Page width="wide">
      <PageHeader
        title={words.title}
        subtitle={words.subtitle}
        actions={
          <Show when={isOwner()}>
            <Button variant="primary" icon={UserPlus} onClick={() => setIsAdding(true)}>
              {words.add}
            </Button>
          </Show>
        }
      />
      <Show when={me() && !isOwner()}>
        <Notice tone="neutral">{words.ownersOnly}</Notice>
      </Show>
      <Show when={actions.said()}>
        {(said) => (
          <Notice
            tone={said().tone}
            title={said().title ?? ''}
            dismissLabel={shared.ui.dismiss}
            onDismiss={() => actions.say(undefined)}
          >
            {said().text}
          </Notice>
        )}
      </Show>
      <Switch>
        <Match when={staff.value}>
          {(value) => (
            <StaffTable
              rows={value().rows}
              ownId={me()?.id}
              isOwner={isOwner()}
              busyId={actions.busyId()}
              refusals={actions.refusals()}
              onRole={setRole}
              onMails={({ id }) => setSearch({ mails: id }, { replace: true, scroll: false })}
              onResend={(one) => void actions.resend({ ...one })}
              onRemove={(one) => setRemoving({ ...one })}
            />
          )}
        </Match>
        <Match when={staff.failure}>
          {(failure) => (
            <ErrorPanel
              title={words.failedTitle}
              reference={failure().reference && shared.ui.reference(failure().reference!)}
              retryLabel={shared.ui.retry}
              onRetry={() => staff.refetch()}
              busy={staff.isLoading}
            >
              {failure().sentence}
            </ErrorPanel>
          )}
        </Match>
        <Match when={staff.isLoading}>
          <Skeleton label={words.loading} rows={4} />
        </Match>
      </Switch>
      <InviteStaffDialog
        open={isAdding()}
        onClose={() => setIsAdding(false)}
        onInvited={(one) => {
          setIsAdding(false)
          actions.say({ tone: 'success', text: words.invited(`${one.firstName} ${one.lastName}`) })
          staff.refetch()
        }}
      />
      <Suspense>
        <Show when={settling()}>
          {(one) => (
            <ReviewMailsDialog
              staff={one()}
              isOwn={isSelf(one())}
              onClose={settled}
              onSaved={() => {
                actions.say({ tone: 'success', text: reviewMailWords.saved(`${one().firstName} ${one().lastName}`) })
                settled()
              }}
            />
          )}
        </Show>
      </Suspense>
      <Dialog
        open={removing() !== undefined}
        onClose={() => setRemoving(undefined)}
        title={words.removeTitle(`${removing()?.firstName} ${removing()?.lastName}`)}
        description={isSelf(removing()) ? words.removeSelfText : words.removeText(removing()?.firstName ?? '')}
        closeLabel={shared.ui.close}
      >
        <DialogActions>
          <Button onClick={() => setRemoving(undefined)}>{shared.ui.cancel}</Button>
          <Button variant="danger" busy={actions.busyId() !== undefined} onClick={() => void remove()}>
            {words.remove}
          </Button>
        </DialogActions>
      </Dialog>
      <Dialog
        open={demoting() !== undefined}
        onClose={keepRole}
        title={words.demoteTitle}
        description={words.demoteText}
        closeLabel={shared.ui.close}
      >
        <DialogActions>
          <Button onClick={keepRole}>{shared.ui.cancel}</Button>
          <Button variant="danger" busy={actions.busyId() !== undefined} onClick={() => void demote()}>
            {words.save}
          </Button>
        </DialogActions>
      </Dialog>
    </Page>
  )
}
