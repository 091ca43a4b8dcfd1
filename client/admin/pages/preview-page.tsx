import { useSearchParams } from '@solidjs/router'
import Eye from 'lucide-solid/icons/eye'
import { createMemo, Match, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createPlaceNames, createPreview } from '#client/features/catalogues/create-preview.ts'
import { findOrganizations, findTeams } from '#client/features/catalogues/find-choices.ts'
import { previewHref, readPreview, type PreviewSearch } from '#client/features/catalogues/preview.ts'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import { CardGrid } from '#client/features/products/card-grid.tsx'
import { Combobox } from '#client/ui/combobox.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { catalogueWords } from '#client/words/catalogues.ts'
import { placesWords } from '#client/words/places.ts'
import '#client/features/catalogues/explanation-view.css'

const words = catalogueWords.preview
/** Not an id: nobody's team but the default one. */
const anyTeam = { id: 'any', label: words.anyTeam }

/** The portal's cards as an organization or a team sees them; who, and the search, stand in the address. Live. */
export default function PreviewPage() {
  const { connection } = useSession()
  const [address, setAddress] = useSearchParams<{ [K in keyof PreviewSearch]: string }>()
  const filter = createMemo(() => readPreview({ ...address }), undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  })
  const organizationId = () => filter().organizationId
  const cards = createPreview(connection, () => filter())
  const names = createPlaceNames(connection, organizationId, () => filter().teamId)
  const teamName = () => (names.value?.isDefaultTeam ? undefined : names.value?.team)
  const who = () => teamName() ?? names.value?.organization ?? words.organization
  const href = (q: string) => {
    const base = previewHref(filter())
    return q ? `${base}&${new URLSearchParams({ q })}` : base
  }
  return (
    <Page width="wide">
      <PageHeader
        title={names.value ? words.titleOf(who()) : words.title}
        subtitle={words.subtitle}
        breadcrumbs={[{ label: catalogueWords.list.title, href: '/admin/catalogues' }]}
        breadcrumbsLabel={placesWords.breadcrumbs}
      />
      <div class="explain-choice">
        <Combobox
          label={words.organization}
          placeholder={words.findOrganization}
          chosen={names.value?.organization ?? ''}
          find={findOrganizations}
          onChoose={({ id }) => setAddress({ organization: id, team: null })}
          words={catalogueWords.finding}
        />
        <Show when={organizationId()}>
          {(organization) => (
            <Combobox
              label={words.team}
              placeholder={words.findTeam}
              chosen={names.value && !teamName() ? words.anyTeam : (teamName() ?? '')}
              hint={words.teamHint}
              find={(text) => findTeams(text, organization()).then((found) => (text ? found : [anyTeam, ...found]))}
              onChoose={({ id }) => setAddress({ team: id === anyTeam.id ? null : id })}
              words={catalogueWords.finding}
            />
          )}
        </Show>
      </div>
      <Switch>
        <Match when={!organizationId()}>
          <EmptyState kind="first-use" icon={Eye} title={words.choose}>
            {words.chooseText}
          </EmptyState>
        </Match>
        <Match when={names.failure?.code === 'NOT_FOUND'}>
          <EmptyState kind="no-match" title={words.gone} />
        </Match>
        <Match when={organizationId()}>
          <div class="row">
            <SearchField
              label={words.search}
              placeholder={words.searchHint}
              value={filter().search ?? ''}
              onSearch={(q) => setAddress({ q }, { replace: true })}
            />
          </div>
          <section aria-label={words.seen(who())}>
            <LiveRows
              list={cards}
              words={words}
              empty={<SeesNothing who={who()} search={filter().search} clearHref={href('')} />}
            >
              {(lines) => <CardGrid lines={lines} tagHref={href} />}
            </LiveRows>
          </section>
        </Match>
      </Switch>
    </Page>
  )
}

function SeesNothing(props: { who: string; search: string | undefined; clearHref: string }) {
  return (
    <Show
      when={props.search}
      fallback={
        <EmptyState kind="all-clear" icon={Eye} title={words.emptyTitle(props.who)}>
          {words.emptyText}
        </EmptyState>
      }
    >
      {(search) => (
        <EmptyState
          kind="no-match"
          title={words.noMatchTitle}
          action={<LinkButton href={props.clearHref}>{words.clearSearch}</LinkButton>}
        >
          {words.noMatchText(search())}
        </EmptyState>
      )}
    </Show>
  )
}
