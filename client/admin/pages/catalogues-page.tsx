import { useNavigate, useSearchParams } from '@solidjs/router'
import Library from 'lucide-solid/icons/library'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { AddCatalogueDialog } from '#client/features/catalogues/catalogue-dialogs.tsx'
import { isFiltered, readCatalogueFilter, type CatalogueSearch } from '#client/features/catalogues/catalogue-list.ts'
import { CataloguesTable } from '#client/features/catalogues/catalogues-table.tsx'
import { createCatalogues } from '#client/features/catalogues/create-catalogues.ts'
import { previewHref, whyHref } from '#client/features/catalogues/preview.ts'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { FilterSelect } from '#client/ui/filter-select.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { catalogueWords } from '#client/words/catalogues.ts'
import { words as shared } from '#client/words/en.ts'
import { placesWords } from '#client/words/places.ts'
import { catalogueVisibilities } from '#server/features/catalogues/schema.ts'

const words = catalogueWords.list

/** Every catalogue by name: what is in it and who sees it. Live. */
export default function CataloguesPage() {
  const { connection, me } = useSession()
  const navigate = useNavigate()
  const [address, setAddress] = useSearchParams<{ [K in keyof CatalogueSearch]: string }>()
  const filter = createMemo(() => readCatalogueFilter({ ...address }), undefined, {
    equals: (a, b) => a.search === b.search && a.visibility === b.visibility,
  })
  const catalogues = createCatalogues(connection, () => filter())
  const [isAdding, setIsAdding] = createSignal(false)
  const mayAct = () => me()?.staffRole === 'owner' || me()?.staffRole === 'approver'
  return (
    <Page width="wide">
      <PageHeader
        title={words.title}
        subtitle={words.subtitle}
        actions={
          <>
            <LinkButton href={previewHref({})}>{words.previewAs}</LinkButton>
            <LinkButton href={whyHref({})}>{words.why}</LinkButton>
            <Show when={mayAct()}>
              <Button variant="primary" icon={Plus} onClick={() => setIsAdding(true)}>
                {placesWords.add}
              </Button>
            </Show>
          </>
        }
      />
      <div class="row places-filters" role="group" aria-label={placesWords.filters}>
        <SearchField
          label={placesWords.search}
          placeholder={words.searchHint}
          value={filter().search ?? ''}
          onSearch={(q) => setAddress({ q }, { replace: true })}
        />
        <FilterSelect
          label={words.visibility}
          name={shared.ui.filterBy(words.visibility)}
          value={filter().visibility ?? ''}
          onChange={(visibility) => setAddress({ visibility })}
          options={[
            { value: '', label: words.any },
            ...catalogueVisibilities.map((one) => ({ value: one, label: catalogueWords.visibilities[one].name })),
          ]}
        />
        <Show when={isFiltered(filter())}>
          <Button size="small" variant="quiet" onClick={() => navigate('/admin/catalogues')}>
            {placesWords.clear}
          </Button>
        </Show>
      </div>
      <LiveRows
        list={catalogues}
        words={words}
        empty={<NoCatalogues isFiltered={isFiltered(filter())} mayAct={mayAct()} />}
      >
        {(lines) => <CataloguesTable lines={lines} />}
      </LiveRows>
      <AddCatalogueDialog
        open={isAdding()}
        onClose={() => setIsAdding(false)}
        onAdded={({ id }) => navigate(`/admin/catalogues/${id}`)}
      />
    </Page>
  )
}

function NoCatalogues(props: { isFiltered: boolean; mayAct: boolean }) {
  return (
    <Show
      when={props.isFiltered}
      fallback={
        <EmptyState kind="first-use" icon={Library} title={words.emptyTitle}>
          {props.mayAct ? words.emptyText : words.emptyTextAuditor}
        </EmptyState>
      }
    >
      <EmptyState
        kind="no-match"
        title={words.noMatchTitle}
        action={<LinkButton href="/admin/catalogues">{placesWords.clear}</LinkButton>}
      >
        {words.noMatchText}
      </EmptyState>
    </Show>
  )
}
