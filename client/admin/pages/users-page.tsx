import { useNavigate, useSearchParams } from '@solidjs/router'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Mail from 'lucide-solid/icons/mail'
import UserPlus from 'lucide-solid/icons/user-plus'
import Users from 'lucide-solid/icons/users'
import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { AddUserDialog } from '#client/features/users/add-user-dialog.tsx'
import { createPlaces } from '#client/features/users/create-places.ts'
import { createUsers } from '#client/features/users/create-users.ts'
import { ExportUsers } from '#client/features/users/export-users.tsx'
import { UserFilters } from '#client/features/users/user-filters.tsx'
import { isFiltered, readFilter, type UserSearch } from '#client/features/users/user-list.ts'
import { UsersTable } from '#client/features/users/users-table.tsx'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words as shared } from '#client/words/en.ts'
import { peopleWords } from '#client/words/people.ts'

const words = peopleWords.list

/** Everybody who has an account or has asked for one, live. */
export default function UsersPage() {
  const { connection, me } = useSession()
  const [search, setSearch] = useSearchParams<{ [K in keyof UserSearch]: string }>()
  const navigate = useNavigate()
  // Another address with the same filter fetches nothing.
  const filter = createMemo(() => readFilter({ ...search }), undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  })
  const users = createUsers(connection, () => filter())
  const places = createPlaces(connection)
  const [isAdding, setIsAdding] = createSignal(false)
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  const lines = () => users.value?.lines

  return (
    <Page width="wide">
      <PageHeader
        title={words.title}
        subtitle={words.subtitle}
        actions={
          <>
            <ExportUsers filter={filter()} />
            <LinkButton href="/admin/users/invitations" icon={Mail}>
              {words.invitations}
            </LinkButton>
            <Show when={mayAct()}>
              <Button variant="primary" icon={UserPlus} onClick={() => setIsAdding(true)}>
                {words.add}
              </Button>
            </Show>
          </>
        }
      />
      <div class="row">
        <UserFilters
          filter={filter()}
          places={places.value?.all}
          onChange={(change) => setSearch({ ...change }, { replace: 'q' in change })}
          onClear={() => navigate('/admin/users')}
        />
        <Show when={users.value?.held.length}>
          {(held) => (
            <Button size="small" icon={ArrowUp} onClick={() => users.release()}>
              {adminWords.newest(held())}
            </Button>
          )}
        </Show>
      </div>
      <div class="users" ref={(element) => users.watch(element)} onClick={followRow}>
        <Switch>
          <Match when={!lines() && users.failure}>
            {(failure) => (
              <ErrorPanel
                title={words.failedTitle}
                reference={failure().reference && shared.ui.reference(failure().reference!)}
                retryLabel={shared.ui.retry}
                onRetry={() => users.refetch()}
                busy={users.isLoading}
              >
                {failure().sentence}
              </ErrorPanel>
            )}
          </Match>
          <Match when={!lines()}>
            <Skeleton label={words.loading} rows={8} />
          </Match>
          <Match when={lines()?.length === 0}>
            <NoUsers isFiltered={isFiltered(filter())} mayAct={mayAct()} />
          </Match>
          <Match when={lines()}>
            {(all) => (
              <>
                <UsersTable lines={all()} />
                <Show when={users.value?.next}>
                  <div class="users-more">
                    <Button busy={users.isLoadingMore()} onClick={() => users.loadMore()}>
                      {adminWords.loadMore}
                    </Button>
                    <Show when={users.moreFailure()}>
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
      <AddUserDialog
        open={isAdding()}
        places={places}
        onClose={() => setIsAdding(false)}
        onAdded={(user) => navigate(`/admin/users/${user.id}`)}
      />
    </Page>
  )
}

/** A row leads to its page wherever it is pressed; its link remains what keyboards and screen readers use. */
function followRow(event: MouseEvent & { target: Element }) {
  const isSelecting = window.getSelection()?.type === 'Range'
  if (isSelecting || event.target.closest('a, button')) return
  event.target.closest('tr')?.querySelector<HTMLAnchorElement>('a.user-link')?.click()
}

function NoUsers(props: { isFiltered: boolean; mayAct: boolean }) {
  return (
    <Show
      when={props.isFiltered}
      fallback={
        <EmptyState kind="first-use" icon={Users} title={words.emptyTitle}>
          {props.mayAct ? words.emptyText : words.emptyTextAuditor}
        </EmptyState>
      }
    >
      <EmptyState
        kind="no-match"
        title={words.noMatchTitle}
        action={<LinkButton href="/admin/users">{words.clear}</LinkButton>}
      >
        {words.noMatchText}
      </EmptyState>
    </Show>
  )
}
