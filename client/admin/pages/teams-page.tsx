import { useNavigate, useSearchParams } from '@solidjs/router'
import Layers from 'lucide-solid/icons/layers'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import { AddTeamDialog } from '#client/features/teams/add-team-dialog.tsx'
import { createTeams } from '#client/features/teams/create-teams.ts'
import { readTeamFilter, type TeamSearch } from '#client/features/teams/team-filter.ts'
import { TeamFilters } from '#client/features/teams/team-filters.tsx'
import { TeamsTable } from '#client/features/teams/teams-table.tsx'
import { createPlaces } from '#client/features/users/create-places.ts'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { placesWords } from '#client/words/places.ts'

const words = placesWords.teams

/** Every team by name, live: of all organizations or of one. */
export default function TeamsPage() {
  const { connection, me } = useSession()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams<{ [K in keyof TeamSearch]: string }>()
  const filter = createMemo(() => readTeamFilter({ ...search }), undefined, {
    equals: (a, b) => a.search === b.search && a.organizationId === b.organizationId,
  })
  const teams = createTeams(connection, () => filter())
  const places = createPlaces(connection)
  const [isAdding, setIsAdding] = createSignal(false)
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  const isFiltered = () => filter().search !== undefined || filter().organizationId !== undefined
  return (
    <Page width="wide">
      <PageHeader
        title={words.title}
        subtitle={words.subtitle}
        actions={
          <Show when={mayAct()}>
            <Button variant="primary" icon={Plus} onClick={() => setIsAdding(true)}>
              {placesWords.add}
            </Button>
          </Show>
        }
      />
      <TeamFilters
        filter={filter()}
        places={places.value?.all}
        onChange={(change) => setSearch({ ...change }, { replace: 'q' in change })}
        onClear={isFiltered() ? () => navigate('/admin/teams') : undefined}
      />
      <LiveRows list={teams} words={words} empty={<NoTeams isFiltered={isFiltered()} />}>
        {(lines) => <TeamsTable lines={lines} />}
      </LiveRows>
      <AddTeamDialog
        open={isAdding()}
        organizations={places.value?.all}
        failure={places.failure}
        onRetry={() => places.refetch()}
        organizationId={filter().organizationId}
        onClose={() => setIsAdding(false)}
        onAdded={({ id }) => navigate(`/admin/teams/${id}`)}
      />
    </Page>
  )
}

function NoTeams(props: { isFiltered: boolean }) {
  return (
    <Show
      when={props.isFiltered}
      fallback={
        <EmptyState kind="first-use" icon={Layers} title={words.emptyTitle}>
          {words.emptyText}
        </EmptyState>
      }
    >
      <EmptyState
        kind="no-match"
        title={words.noMatchTitle}
        action={<LinkButton href="/admin/teams">{placesWords.clear}</LinkButton>}
      >
        {words.noMatchText}
      </EmptyState>
    </Show>
  )
}
