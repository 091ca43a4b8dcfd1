import { Show } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { FilterSelect } from '#client/ui/filter-select.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { peopleWords } from '#client/words/people.ts'
import { userStates } from '#server/features/users/rules.ts'
import { organizationRoles } from '#server/features/users/schema.ts'
import type { Place } from './create-places.ts'
import { isFiltered, type UserFilter, type UserSearch } from './user-list.ts'

const words = peopleWords.list

export interface UserFiltersProps {
  filter: UserFilter
  places: readonly Place[] | undefined
  /** Writes what has changed into the address. */
  onChange: (change: UserSearch) => void
  onClear: () => void
}

/** The search and the filters above the list. */
export function UserFilters(props: UserFiltersProps) {
  const places = () => props.places ?? []
  // Teams of one organization by their names; of several, with the organization before it.
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
  return (
    <div class="row user-filters" role="group" aria-label={words.filters}>
      <SearchField
        label={words.search}
        placeholder={words.searchHint}
        value={props.filter.search ?? ''}
        onSearch={(q) => props.onChange({ q })}
      />
      <FilterSelect
        label={words.status}
        name={shared.ui.filterBy(words.status)}
        value={props.filter.state ?? ''}
        onChange={(state) => props.onChange({ state })}
        options={[
          { value: '', label: words.anyState },
          ...userStates.map((one) => ({ value: one, label: peopleWords.shortStates[one] })),
        ]}
      />
      <FilterSelect
        label={words.organization}
        name={shared.ui.filterBy(words.organization)}
        value={props.filter.organizationId ?? ''}
        onChange={(organization) => props.onChange({ organization, team: '' })}
        options={[
          { value: '', label: words.anyOrganization },
          ...places().map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <FilterSelect
        label={words.team}
        name={shared.ui.filterBy(words.team)}
        value={props.filter.teamId ?? ''}
        onChange={(team) => props.onChange({ team })}
        options={[{ value: '', label: words.anyTeam }, ...teams()]}
      />
      <FilterSelect
        label={words.role}
        name={shared.ui.filterBy(words.role)}
        value={props.filter.role ?? ''}
        onChange={(role) => props.onChange({ role })}
        options={[
          { value: '', label: words.anyRole },
          ...organizationRoles.map((one) => ({ value: one, label: peopleWords.roles[one] })),
        ]}
      />
      <Show when={isFiltered(props.filter)}>
        <Button size="small" variant="quiet" onClick={() => props.onClear()}>
          {words.clear}
        </Button>
      </Show>
    </div>
  )
}
