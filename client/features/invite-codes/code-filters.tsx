import { Show } from 'solid-js'
import type { Place } from '#client/features/users/create-places.ts'
import { Button } from '#client/ui/button.tsx'
import { FilterSelect } from '#client/ui/filter-select.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { codeStatuses } from '#server/features/invite-codes/rules.ts'
import { isCodeFiltered, type CodeFilter, type CodeSearch } from './code-list.ts'

const words = inviteCodeWords.list

export interface CodeFiltersProps {
  filter: CodeFilter
  places: readonly Place[] | undefined
  /** Writes what has changed into the address. */
  onChange: (change: CodeSearch) => void
  onClear: () => void
}

/** The search and the filters above the list. */
export function CodeFilters(props: CodeFiltersProps) {
  const places = () => props.places ?? []
  const teams = () => {
    const chosen = props.filter.organizationId
    return places()
      .filter(({ id }) => chosen === undefined || id === chosen)
      .flatMap((place) =>
        place.teams.map(({ id, name }) => ({
          value: id,
          label: chosen !== undefined || name.startsWith(place.name) ? name : `${place.name} / ${name}`,
        })),
      )
  }
  const any = { value: '', label: words.any }
  return (
    <div class="row places-filters" role="group" aria-label={words.filters}>
      <SearchField
        label={words.search}
        placeholder={words.searchHint}
        value={props.filter.search ?? ''}
        onSearch={(q) => props.onChange({ q })}
      />
      <FilterSelect
        label={words.status}
        name={shared.ui.filterBy(words.status)}
        value={props.filter.status ?? ''}
        onChange={(status) => props.onChange({ status })}
        options={[any, ...codeStatuses.map((one) => ({ value: one, label: inviteCodeWords.statuses[one] }))]}
      />
      <FilterSelect
        label={words.organization}
        name={shared.ui.filterBy(words.organization)}
        value={props.filter.organizationId ?? ''}
        onChange={(organization) => props.onChange({ organization, team: '' })}
        options={[any, ...places().map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <FilterSelect
        label={words.team}
        name={shared.ui.filterBy(words.team)}
        value={props.filter.teamId ?? ''}
        onChange={(team) => props.onChange({ team })}
        options={[any, ...teams()]}
      />
      <Show when={isCodeFiltered(props.filter)}>
        <Button size="small" variant="quiet" onClick={() => props.onClear()}>
          {words.clear}
        </Button>
      </Show>
    </div>
  )
}
