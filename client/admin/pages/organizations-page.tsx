import { useNavigate, useSearchParams } from '@solidjs/router'
import Building from 'lucide-solid/icons/building-complex'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { AddOrganizationDialog } from '#client/features/organizations/add-organization-dialog.tsx'
import { createOrganizations } from '#client/features/organizations/create-organizations.ts'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import { OrganizationsTable } from '#client/features/organizations/organizations-table.tsx'
import { PendingOrganizationRequests } from '#client/features/reviews/pending-requests.tsx'
import { readTeamFilter } from '#client/features/teams/team-filter.ts'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { placesWords } from '#client/words/places.ts'

const words = placesWords.organizations

/** Every organization by name, live. */
export default function OrganizationsPage() {
  const { connection, me } = useSession()
  const navigate = useNavigate()
  const [address, setAddress] = useSearchParams<{ q: string }>()
  const search = createMemo(() => readTeamFilter({ q: address.q }).search)
  const filter = createMemo(() => ({ search: search() }))
  const organizations = createOrganizations(connection, () => filter())
  const [isAdding, setIsAdding] = createSignal(false)
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
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
      <PendingOrganizationRequests />
      <div class="row">
        <SearchField
          label={placesWords.search}
          placeholder={words.searchHint}
          value={search() ?? ''}
          onSearch={(q) => setAddress({ q }, { replace: true })}
        />
      </div>
      <LiveRows list={organizations} words={words} empty={<NoOrganizations search={search()} />}>
        {(lines) => <OrganizationsTable lines={lines} />}
      </LiveRows>
      <AddOrganizationDialog
        open={isAdding()}
        onClose={() => setIsAdding(false)}
        onAdded={({ id }) => navigate(`/admin/organizations/${id}`)}
      />
    </Page>
  )
}

function NoOrganizations(props: { search: string | undefined }) {
  return (
    <Show
      when={props.search}
      fallback={
        <EmptyState kind="first-use" icon={Building} title={words.emptyTitle}>
          {words.emptyText}
        </EmptyState>
      }
    >
      {(search) => (
        <EmptyState
          kind="no-match"
          title={words.noMatchTitle}
          action={<LinkButton href="/admin/organizations">{placesWords.clearSearch}</LinkButton>}
        >
          {words.noMatchText(search())}
        </EmptyState>
      )}
    </Show>
  )
}
