import { Show } from 'solid-js'
import type { Place } from '#client/features/users/create-places.ts'
import { Button } from '#client/ui/button.tsx'
import { FilterSelect } from '#client/ui/filter-select.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { placesWords } from '#client/words/places.ts'
import type { TeamFilter } from './create-teams.ts'
import type { TeamSearch } from './team-filter.ts'
import '#client/features/organizations/places.css'

const words = placesWords.teams

export interface TeamFiltersProps {
  /** What the search looks at; teams and organizations unless given. */
  hint?: string
  filter: TeamFilter
  places: readonly Place[] | undefined
  /** Writes what has changed into the address. */
  onChange: (change: TeamSearch) => void
  /** Undefined when there is nothing to clear. */
  onClear: (() => void) | undefined
}

/** The search and the filter above a list of what organizations have: teams, apps. */
export function TeamFilters(props: TeamFiltersProps) {
  return (
    <div class="row places-filters" role="group" aria-label={placesWords.filters}>
      <SearchField
        label={placesWords.search}
        placeholder={props.hint ?? words.searchHint}
        value={props.filter.search ?? ''}
        onSearch={(q) => props.onChange({ q })}
      />
      <FilterSelect
        label={words.organization}
        name={shared.ui.filterBy(words.organization)}
        value={props.filter.organizationId ?? ''}
        onChange={(organization) => props.onChange({ organization })}
        options={[
          { value: '', label: words.anyOrganization },
          ...(props.places ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Show when={props.onClear}>
        {(clear) => (
          <Button size="small" variant="quiet" onClick={() => clear()()}>
            {placesWords.clear}
          </Button>
        )}
      </Show>
    </div>
  )
}
