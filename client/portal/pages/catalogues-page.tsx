import { useNavigate, useSearchParams } from '@solidjs/router'
import X from 'lucide-solid/icons/x'
import { createEffect, createMemo, Match, on, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import {
  catalogueHref,
  readCardFilter,
  type CardFilter,
  type CardSearch,
} from '#client/features/products/card-filter.ts'
import { CardGrid, CardGridSkeleton } from '#client/features/products/card-grid.tsx'
import { createCards, createCatalogues } from '#client/features/products/create-cards.ts'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { FilterSelect } from '#client/ui/filter-select.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Page } from '#client/ui/page.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { offerWords } from '#client/words/offer.ts'
import { portalWords } from '#client/words/portal.ts'
import { LoadFailed } from './load-failed.tsx'
import './catalogues-page.css'

const w = offerWords.list

/** What there is to find, live: search, catalogue and tag stand in the address. */
export default function CataloguesPage() {
  const { connection } = useSession()
  const [search, setSearch] = useSearchParams<{ [K in keyof CardSearch]: string }>()
  // Another address with the same filter fetches nothing.
  const filter = createMemo(() => readCardFilter({ ...search }), undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  })
  const cards = createCards(connection, () => filter())
  let results!: HTMLParagraphElement
  // The pressed tag goes with the cards that it was on.
  createEffect(
    on(
      () => filter().tag,
      (tag) => tag && results.focus({ preventScroll: true }),
      { defer: true },
    ),
  )
  const found = () => {
    const lines = cards.lines()?.filter(({ leftAt }) => leftAt === undefined)
    return lines?.length ? w.found(lines.length, cards.hasMore()) : ''
  }
  return (
    <Page width="wide">
      <PageHeader title={offerWords.catalogues} subtitle={w.subtitle} />
      <Filters filter={filter()} onChange={(change) => setSearch({ ...change }, { replace: 'q' in change })} />
      <section class="stack" aria-label={w.results}>
        <p ref={results} class="catalogues-found" role="status" tabindex="-1">
          {found()}
        </p>
        <div ref={(element) => cards.watch(element)} aria-busy={cards.isLoading}>
          <Switch>
            <Match when={cards.lines()?.length === 0}>
              <Nothing filter={filter()} />
            </Match>
            <Match when={cards.lines()}>
              {(lines) => <CardGrid lines={lines()} tagHref={(tag) => catalogueHref({ ...filter(), tag })} />}
            </Match>
            <Match when={cards.failure}>
              {(failure) => <LoadFailed failure={failure()} onRetry={() => cards.refetch()} busy={cards.isLoading} />}
            </Match>
            <Match when={cards.isLoading}>
              <CardGridSkeleton />
            </Match>
          </Switch>
        </div>
        <Show when={cards.hasMore()}>
          <div class="catalogues-more">
            <Button busy={cards.isLoadingMore()} onClick={() => cards.loadMore()}>
              {w.more}
            </Button>
            <Show when={cards.moreFailure()}>
              <span class="muted" role="alert">
                {w.moreFailed}
              </span>
            </Show>
          </div>
        </Show>
      </section>
    </Page>
  )
}

function Filters(props: { filter: CardFilter; onChange: (change: CardSearch) => void }) {
  const catalogues = createCatalogues(useSession().connection)
  return (
    <div class="row catalogues-filters" role="group" aria-label={w.filters}>
      <SearchField
        label={w.search}
        placeholder={w.searchHint}
        value={props.filter.search ?? ''}
        onSearch={(q) => props.onChange({ q })}
      />
      <FilterSelect
        label={w.catalogue}
        name={w.catalogue}
        value={props.filter.catalogueId ?? ''}
        onChange={(catalogue) => props.onChange({ catalogue })}
        options={[
          { value: '', label: w.allCatalogues },
          ...(catalogues.value?.rows ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Show when={props.filter.tag}>
        {(tag) => (
          <Button size="small" icon={X} aria-label={w.clearTag(tag())} onClick={() => props.onChange({ tag: '' })}>
            {w.tag(tag())}
          </Button>
        )}
      </Show>
    </div>
  )
}

/** Nothing matches, or there is nothing at all; a visitor may see more after logging in. */
function Nothing(props: { filter: CardFilter }) {
  const session = useSession()
  const navigate = useNavigate()
  const isFiltered = () => Object.values(props.filter).some((one) => one !== undefined)
  const isVisitor = () => session.me() === null
  const here = () => `/auth/login?next=${encodeURIComponent(catalogueHref(props.filter))}`
  const logIn = () => (
    <Show when={isVisitor()}>
      <LinkButton href={here()}>{portalWords.logIn}</LinkButton>
    </Show>
  )
  return (
    <Show
      when={isFiltered()}
      fallback={
        <EmptyState kind="first-use" title={w.emptyTitle} action={isVisitor() && logIn()}>
          {isVisitor() ? w.emptyVisitor : w.empty}
        </EmptyState>
      }
    >
      <EmptyState
        kind="no-match"
        title={w.noMatchTitle}
        action={
          <>
            <Button variant="primary" onClick={() => navigate('/catalogues')}>
              {w.clear}
            </Button>
            {logIn()}
          </>
        }
      >
        {isVisitor() ? w.noMatchVisitor : w.noMatch}
      </EmptyState>
    </Show>
  )
}
