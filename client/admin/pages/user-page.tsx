import { useNavigate, useParams } from '@solidjs/router'
import { createEffect, createSignal, Match, on, Show, Switch } from 'solid-js'
import { NoRecord } from '#client/features/records/no-record.tsx'
import { AppsCard } from '#client/features/apps-admin/apps-card.tsx'
import { useSession } from '#client/features/auth/session.tsx'
import { whyHref } from '#client/features/catalogues/preview.ts'
import { createPlaces } from '#client/features/users/create-places.ts'
import { createUserActions } from '#client/features/users/create-user-actions.ts'
import { createUserDetail } from '#client/features/users/create-user-detail.ts'
import { EditUser } from '#client/features/users/edit-user.tsx'
import { UserDialogs, type Asking } from '#client/features/users/user-dialogs.tsx'
import { UserFacts } from '#client/features/users/user-facts.tsx'
import { nameOf } from '#client/features/users/user-list.ts'
import { UserMenu } from '#client/features/users/user-menu.tsx'
import { UserHistory, UserMails, UserSessions } from '#client/features/users/user-record.tsx'
import { UserStanding } from '#client/features/users/user-standing.tsx'
import { UserStateBadge } from '#client/features/users/user-state-badge.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { adminWords } from '#client/words/admin.ts'
import { catalogueWords } from '#client/words/catalogues.ts'
import { words as shared } from '#client/words/en.ts'
import { peopleWords } from '#client/words/people.ts'
import type { UserDetail } from '#server/features/users/schema.ts'
import '#client/features/users/user.css'

const words = peopleWords.user
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** One user: who they are, where they stand, and what can be done about it. Live. */
export default function UserPage() {
  const { connection, me } = useSession()
  const navigate = useNavigate()
  const params = useParams<{ id: string }>()
  const id = () => (uuid.test(params.id) ? params.id : undefined)
  const { user, isDeleted } = createUserDetail(connection, id)
  const actions = createUserActions({
    onDone: (act) => act !== 'remove' && user.refetch(),
    onFailed: () => user.refetch(),
  })
  const [asking, setAsking] = createSignal<Asking>()
  createEffect(on(id, () => (actions.forget(), setAsking(undefined)), { defer: true }))
  const mayAct = () => !isDeleted() && (me()?.staffRole === 'owner' || me()?.staffRole === 'approver')
  const ask = (what: Asking | undefined) => {
    actions.forget()
    setAsking(what)
  }
  // Whoever waits has a review, which the invitation settles: that is asked. A mere invitation goes at once.
  const invite = (known: UserDetail) => {
    if (known.state === 'waiting') ask('invite')
    else void actions.run('invite', known)
  }

  return (
    <Page width="wide">
      <PageHeader
        title={user.value ? nameOf(user.value) : words.overview}
        badges={<Show when={!isDeleted() && user.value}>{(known) => <UserStateBadge state={known().state} />}</Show>}
        breadcrumbs={[{ label: peopleWords.list.title, href: '/admin/users' }]}
        breadcrumbsLabel={words.breadcrumbs}
        actions={
          <>
            <Show when={!isDeleted() && user.value}>
              {(known) => <LinkButton href={whyHref({ personId: known().id })}>{catalogueWords.why.link}</LinkButton>}
            </Show>
            <Show when={mayAct() && user.value}>
              {(known) => (
                <UserMenu
                  state={known().state}
                  onInvite={() => invite(known())}
                  onActivate={() => void actions.run('activate', known())}
                  onDeactivate={() => ask('deactivate')}
                  onDelete={() => ask('remove')}
                />
              )}
            </Show>
          </>
        }
      />
      <Switch>
        <Match when={isDeleted() && user.value}>{(known) => <Deleted name={nameOf(known())} />}</Match>
        <Match when={user.value}>
          {(known) => (
            <>
              <Show when={asking() === undefined && actions.failure()}>
                {(failure) => <Notice tone="danger">{failure().sentence}</Notice>}
              </Show>
              <Show when={actions.done()}>
                {(done) => (
                  <Notice tone="success" dismissLabel={shared.ui.dismiss} onDismiss={() => actions.forget()}>
                    {done()}
                  </Notice>
                )}
              </Show>
              <UserStanding user={known()} mayAct={mayAct()} actions={actions} onInvite={() => invite(known())} />
              <Content
                user={known()}
                mayAct={mayAct()}
                isEnding={actions.busy() === 'endSessions'}
                onEnd={() => void actions.run('endSessions', known())}
              />
              <Show when={mayAct()}>
                <UserDialogs
                  user={known()}
                  asking={asking()}
                  actions={actions}
                  onClose={() => setAsking(undefined)}
                  onDeleted={() => navigate('/admin/users')}
                />
              </Show>
            </>
          )}
        </Match>
        <Match when={id() === undefined || user.failure}>
          <NoRecord
            failure={user.failure}
            words={words}
            back={<LinkButton href="/admin/users">{adminWords.backToList}</LinkButton>}
            onRetry={user.refetch}
          />
        </Match>
        <Match when={user.isLoading}>
          <Skeleton label={words.loading}>
            <div class="user-page">
              <SkeletonBlock height="24rem" />
              <SkeletonBlock height="18rem" />
            </div>
          </Skeleton>
        </Match>
      </Switch>
    </Page>
  )
}

function Content(props: { user: UserDetail; mayAct: boolean; isEnding: boolean; onEnd: () => void }) {
  const { connection, me } = useSession()
  const places = createPlaces(connection)
  return (
    <div class="user-page">
      <div class="stack">
        <Show when={props.mayAct}>
          <EditUser user={props.user} places={places} />
        </Show>
        <UserHistory user={props.user} ownId={me()?.id} you={adminWords.review.you} />
      </div>
      <div class="stack">
        <UserFacts user={props.user} />
        <AppsCard ownerId={props.user.id} />
        <UserSessions user={props.user} mayAct={props.mayAct} busy={props.isEnding} onEnd={() => props.onEnd()} />
        <UserMails user={props.user} />
      </div>
    </div>
  )
}

function Deleted(props: { name: string }) {
  return (
    <EmptyState
      kind="no-match"
      title={words.deletedTitle(props.name)}
      action={<LinkButton href="/admin/users">{adminWords.backToList}</LinkButton>}
    >
      {words.deletedText}
    </EmptyState>
  )
}
