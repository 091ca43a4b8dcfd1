import { useSearchParams } from '@solidjs/router'
import AppWindow from 'lucide-solid/icons/app-window'
import { createMemo, For, Show } from 'solid-js'
import { readAppFilter } from '#client/features/apps/app-list.ts'
import { AppsTable } from '#client/features/apps/apps-table.tsx'
import { createApps } from '#client/features/apps/create-apps.ts'
import { useSession } from '#client/features/auth/session.tsx'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import { ConfirmAddressNotice } from '#client/features/registrations/confirm-address-notice.tsx'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { appsWords } from '#client/words/apps.ts'
import type { Me } from '#server/features/auth/schema.ts'
import { DashboardSpace } from '../dashboard.tsx'
import { DashboardFrame, DeveloperPage } from '../dashboard-frame.tsx'

const w = appsWords.list

/** Every app that a developer sees, live. */
export default function AppsPage() {
  return (
    <DeveloperPage title={appsWords.title} skeleton={<AppsSkeleton />}>
      {(me) => (
        <DashboardFrame me={me()}>
          <Page width="wide">
            <Show when={me().emailConfirmed} fallback={<Unconfirmed me={me()} />}>
              <Apps me={me()} />
            </Show>
          </Page>
        </DashboardFrame>
      )}
    </DeveloperPage>
  )
}

const AppsSkeleton = () => (
  <DashboardSpace>
    <Skeleton label={w.loading} rows={5} />
  </DashboardSpace>
)

/** A search for fewer is one more thing to look at. */
const searchFrom = 6

function Apps(props: { me: Me }) {
  const [query, setQuery] = useSearchParams<{ q: string }>()
  const filter = createMemo(() => readAppFilter(query.q), undefined, { equals: (a, b) => a.search === b.search })
  const setSearch = (q: string) => setQuery({ q: q || undefined }, { replace: true })
  const apps = createApps(useSession().connection, () => filter())
  const hasMany = createMemo<boolean>((was) => was || (apps.value?.lines.length ?? 0) >= searchFrom, false)
  const isSearchable = () => hasMany() || filter().search !== undefined
  return (
    <>
      <PageHeader title={appsWords.title} subtitle={w.subtitle} />
      <Show when={isSearchable()}>
        <div class="row">
          <SearchField
            label={w.search}
            placeholder={w.searchHint}
            value={filter().search ?? ''}
            onSearch={(text) => setSearch(text)}
          />
        </div>
      </Show>
      <LiveRows
        list={apps}
        words={w}
        skeletonRows={5}
        empty={<NoApps search={filter().search} onClear={() => setSearch('')} />}
      >
        {(lines) => <AppsTable lines={lines} meId={props.me.id} />}
      </LiveRows>
    </>
  )
}

/** Nothing matches, or there is none yet: how one comes to be. */
function NoApps(props: { search: string | undefined; onClear: () => void }) {
  return (
    <Show
      when={props.search}
      fallback={
        <EmptyState
          kind="first-use"
          icon={AppWindow}
          title={w.emptyTitle}
          action={
            <LinkButton variant="primary" href="/catalogues">
              {w.browse}
            </LinkButton>
          }
        >
          {w.empty}
          <For each={w.steps}>{(step, index) => <span class="apps-step">{`${index() + 1}. ${step}`}</span>}</For>
        </EmptyState>
      }
    >
      {(search) => (
        <EmptyState
          kind="no-match"
          title={w.noMatchTitle}
          action={<Button onClick={() => props.onClear()}>{w.clear}</Button>}
        >
          {w.noMatch(search())}
        </EmptyState>
      )}
    </Show>
  )
}

function Unconfirmed(props: { me: Me }) {
  return (
    <>
      <PageHeader title={appsWords.title} />
      <ConfirmAddressNotice email={props.me.email} />
      <EmptyState kind="no-access" title={w.unconfirmedTitle}>
        {w.unconfirmed}
      </EmptyState>
    </>
  )
}
