import { createMemo, Show } from 'solid-js'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import { Button } from '#client/ui/button.tsx'
import { FilterSelect } from '#client/ui/filter-select.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { productWords } from '#client/words/products.ts'
import { productStates } from '#server/features/products/schema.ts'
import { isProductFiltered, type ProductFilter, type ProductSearch } from './product-list.ts'

const words = productWords.list

export interface ProductFiltersProps {
  connection: Connection
  filter: ProductFilter
  /** Writes what has changed into the address. */
  onChange: (change: ProductSearch) => void
  onClear: () => void
}

/** The search and the filters above the list. */
export function ProductFilters(props: ProductFiltersProps) {
  // eslint-disable-next-line solid/reactivity -- a page has one connection
  const catalogues = createCatalogueNames(props.connection)
  const any = { value: '', label: words.any }
  const options = createMemo(() => (catalogues.value?.all ?? []).map(({ id, name }) => ({ value: id, label: name })))
  return (
    <div class="row places-filters" role="group" aria-label={words.filters}>
      <SearchField
        label={words.search}
        placeholder={words.searchHint}
        value={props.filter.search ?? ''}
        onSearch={(q) => props.onChange({ q })}
      />
      <FilterSelect
        label={words.state}
        name={shared.ui.filterBy(words.state)}
        value={props.filter.state ?? ''}
        onChange={(state) => props.onChange({ state })}
        options={[any, ...productStates.map((one) => ({ value: one, label: productWords.states[one] }))]}
      />
      <FilterSelect
        label={words.catalogue}
        name={shared.ui.filterBy(words.catalogue)}
        value={props.filter.catalogueId ?? ''}
        onChange={(catalogue) => props.onChange({ catalogue })}
        options={[any, ...options()]}
      />
      <Show when={isProductFiltered(props.filter)}>
        <Button size="small" variant="quiet" onClick={() => props.onClear()}>
          {words.clear}
        </Button>
      </Show>
    </div>
  )
}

/** The first catalogues by name, to choose from. Live. */
function createCatalogueNames(connection: Connection) {
  const catalogues = createLive<string, { all: { id: string; name: string }[] }>(connection, {
    key: () => 'catalogues',
    fetch: async () => ({ all: (await api.admin.catalogues.list.query({})).rows }),
    apply: () => undefined,
  })
  createRefetch(connection, catalogues, ({ kind }) => kind.startsWith('catalogue.'))
  return catalogues
}
