import { useNavigate, useSearchParams } from '@solidjs/router'
import Box from 'lucide-solid/icons/box'
import { createMemo, Show } from 'solid-js'
import { AppsTable } from '#client/features/apps-admin/apps-table.tsx'
import { createApps } from '#client/features/apps-admin/create-apps.ts'
import { useSession } from '#client/features/auth/session.tsx'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import { readTeamFilter, type TeamSearch } from '#client/features/teams/team-filter.ts'
import { TeamFilters } from '#client/features/teams/team-filters.tsx'
import { createPlaces } from '#client/features/users/create-places.ts'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { adminAppWords } from '#client/words/apps-admin.ts'
import { placesWords } from '#client/words/places.ts'

const words = adminAppWords.list
const href = '/admin/apps'

/** Every app by name, live: of all organizations or of one. */
export default function AppsPage() {
  const { connection } = useSession()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams<{ [K in keyof TeamSearch]: string }>()
  const filter = createMemo(() => readTeamFilter({ ...search }), undefined, {
    equals: (a, b) => a.search === b.search && a.organizationId === b.organizationId,
  })
  const apps = createApps(connection, () => filter())
  const places = createPlaces(connection)
  const isFiltered = () => filter().search !== undefined || filter().organizationId !== undefined
  return (
    <Page width="wide">
      <PageHeader title={words.title} subtitle={words.subtitle} />
      <TeamFilters
        hint={words.searchHint}
        filter={filter()}
        places={places.value?.all}
        onChange={(change) => setSearch({ ...change }, { replace: 'q' in change })}
        onClear={isFiltered() ? () => navigate(href) : undefined}
      />
      <LiveRows list={apps} words={words} empty={<NoApps isFiltered={isFiltered()} />}>
        {(lines) => <AppsTable lines={lines} />}
      </LiveRows>
    </Page>
  )
}

function NoApps(props: { isFiltered: boolean }) {
  return (
    <Show
      when={props.isFiltered}
      fallback={
        <EmptyState kind="first-use" icon={Box} title={words.emptyTitle}>
          {words.emptyText}
        </EmptyState>
      }
    >
      <EmptyState
        kind="no-match"
        title={words.noMatchTitle}
        action={<LinkButton href={href}>{placesWords.clear}</LinkButton>}
      >
        {words.noMatchText}
      </EmptyState>
    </Show>
  )
}
