import { useNavigate, useParams } from '@solidjs/router'
import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import { createEffect, createSignal, lazy, Match, on, Show, Switch, type JSX } from 'solid-js'
import { AppAccess } from '#client/features/apps/app-access.tsx'
import { AppActivity } from '#client/features/apps/app-activity.tsx'
import { AppDialogs } from '#client/features/apps/app-dialogs.tsx'
import { AppFacts } from '#client/features/apps/app-facts.tsx'
import { audienceOf } from '#client/features/apps/app-list.ts'
import { createAppDetail } from '#client/features/apps/create-apps.ts'
import { useSession } from '#client/features/auth/session.tsx'
import { ConfirmAddressNotice } from '#client/features/registrations/confirm-address-notice.tsx'
import { idOf } from '#client/lib/id-of.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { appsWords } from '#client/words/apps.ts'
import type { AppDetail } from '#server/features/apps/schema.ts'
import type { Me } from '#server/features/auth/schema.ts'
import { DashboardSpace } from '../dashboard.tsx'
import { DashboardFrame, DeveloperPage } from '../dashboard-frame.tsx'
import { LoadFailed } from './load-failed.tsx'

const NotFoundPage = lazy(() => import('./not-found-page.tsx'))
const w = appsWords.app
const path = [{ label: appsWords.title, href: '/apps' }]

/** One app, live: its credentials, what it waits for, who did what. */
export default function AppPage() {
  const params = useParams<{ id: string }>()
  return (
    <DeveloperPage
      title={appsWords.title}
      skeleton={
        <DashboardSpace>
          <AppSkeleton />
        </DashboardSpace>
      }
    >
      {(me) => (
        <Show when={me().emailConfirmed} fallback={<Unconfirmed me={me()} />}>
          <App id={idOf(params.id)} me={me()} />
        </Show>
      )}
    </DeveloperPage>
  )
}

function Framed(props: { me: Me; children: JSX.Element }) {
  return (
    <DashboardFrame me={props.me}>
      <Page width="wide">{props.children}</Page>
    </DashboardFrame>
  )
}

function App(props: { id: string | undefined; me: Me }) {
  const app = createAppDetail(useSession().connection, () => props.id)
  const isMissing = () => props.id === undefined || (!app.value && app.failure?.code === 'NOT_FOUND')
  return (
    <Show when={!isMissing()} fallback={<NotFoundPage />}>
      <Framed me={props.me}>
        <Switch fallback={<AppSkeleton />}>
          <Match when={app.isGone() && app.value}>{(known) => <Gone name={known().name} />}</Match>
          <Match when={app.value}>
            {(known) => <Shown app={known()} me={props.me} onSaved={() => app.refetch()} />}
          </Match>
          <Match when={app.failure}>
            {(failure) => (
              <>
                <PageHeader title={w.failedTitle} breadcrumbs={path} breadcrumbsLabel={w.path} />
                <LoadFailed failure={failure()} onRetry={() => app.refetch()} busy={app.isLoading} />
              </>
            )}
          </Match>
        </Switch>
      </Framed>
    </Show>
  )
}

function Shown(props: { app: AppDetail; me: Me; onSaved: () => void }) {
  const navigate = useNavigate()
  const [asking, setAsking] = createSignal<'edit' | 'delete'>()
  createEffect(
    on(
      () => props.app.id,
      () => setAsking(undefined),
      { defer: true },
    ),
  )
  return (
    <>
      <PageHeader
        title={props.app.name}
        subtitle={props.app.description || undefined}
        badges={<Badge>{audienceOf(props.app)}</Badge>}
        breadcrumbs={path}
        breadcrumbsLabel={w.path}
        actions={
          <>
            <Button icon={Pencil} onClick={() => setAsking('edit')}>
              {w.edit}
            </Button>
            <Button icon={Trash} onClick={() => setAsking('delete')}>
              {w.remove}
            </Button>
          </>
        }
      />
      <AppAccess app={props.app} me={props.me} />
      <AppFacts app={props.app} meId={props.me.id} />
      <AppActivity entries={props.app.history} meId={props.me.id} />
      <AppDialogs
        app={props.app}
        meId={props.me.id}
        asking={asking()}
        onClose={() => setAsking(undefined)}
        onSaved={() => props.onSaved()}
        onDeleted={() => navigate('/apps')}
      />
    </>
  )
}

/** It was there a moment ago: deleted, or shown to fewer now. */
function Gone(props: { name: string }) {
  return (
    <>
      <PageHeader title={props.name} breadcrumbs={path} breadcrumbsLabel={w.path} />
      <EmptyState
        kind="no-access"
        title={w.goneTitle(props.name)}
        action={<LinkButton href="/apps">{w.back}</LinkButton>}
      >
        {w.gone}
      </EmptyState>
    </>
  )
}

function Unconfirmed(props: { me: Me }) {
  return (
    <Framed me={props.me}>
      <PageHeader title={appsWords.title} />
      <ConfirmAddressNotice email={props.me.email} />
      <EmptyState kind="no-access" title={appsWords.list.unconfirmedTitle}>
        {appsWords.list.unconfirmed}
      </EmptyState>
    </Framed>
  )
}

function AppSkeleton() {
  return (
    <Skeleton label={w.loading}>
      <div class="stack">
        <SkeletonBlock width="16rem" height="2.25rem" />
        <SkeletonBlock width="24rem" height="1rem" />
        <SkeletonBlock height="16rem" />
        <SkeletonBlock height="8rem" />
      </div>
    </Skeleton>
  )
}
