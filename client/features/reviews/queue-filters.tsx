import SlidersHorizontal from 'lucide-solid/icons/sliders-horizontal'
import { createSignal, createUniqueId, Show, type JSX } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { FilterSelect } from '#client/ui/filter-select.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { queueWords as words } from '#client/words/queue.ts'
import { queueSorts, queueStates } from '#server/features/reviews/schema.ts'
import { countMore, isFiltered, isUsualSort, noFilters, type QueueFilter } from './queue-filter.ts'
import type { AgeHours } from './queue-list.ts'

export interface QueueFiltersProps {
  filter: QueueFilter
  hours: AgeHours | undefined
  onChange: (change: Partial<QueueFilter>) => void
  /** Stands at the end of the line. */
  children?: JSX.Element
}

/** The search and the state; what is seldom needed, the order too, opens below. */
export function QueueFilters(props: QueueFiltersProps) {
  const moreId = createUniqueId()
  const set = () => countMore(props.filter) + (isUsualSort(props.filter) ? 0 : 1)
  const [chosen, setChosen] = createSignal<boolean>()
  const isOpen = () => chosen() ?? set() > 0
  return (
    <div class="queue-filters" role="group" aria-label={words.filters}>
      <div class="row queue-filter-line">
        <SearchField
          label={words.search}
          placeholder={words.searchHint}
          value={props.filter.search}
          onSearch={(search) => props.onChange({ search })}
        />
        <Choice
          label={words.state}
          value={props.filter.state}
          options={queueStates.map((state) => [state, words.states[state]])}
          onChange={(state) => props.onChange({ state: state as QueueFilter['state'] })}
        />
        <Button
          size="small"
          icon={SlidersHorizontal}
          aria-expanded={isOpen()}
          aria-controls={isOpen() ? moreId : undefined}
          onClick={() => setChosen(!isOpen())}
        >
          {words.more}
          <Show when={!isOpen() && set()}>{(amount) => ` (${amount()})`}</Show>
        </Button>
        <Show when={isFiltered(props.filter)}>
          <Button size="small" variant="quiet" onClick={() => props.onChange(noFilters)}>
            {words.clear}
          </Button>
        </Show>
        {props.children}
      </div>
      <Show when={isOpen()}>
        <div class="row queue-filter-line" id={moreId} role="group" aria-label={words.more}>
          <MoreFilters {...props} />
        </div>
      </Show>
    </div>
  )
}

function MoreFilters(props: QueueFiltersProps) {
  const filter = () => props.filter
  const ageLabel = (age: 'amber' | 'red') =>
    props.hours ? words.over(words.ages[age], props.hours[`${age}Hours`]) : words.ages[age]
  return (
    <>
      <Show when={filter().kind === undefined || filter().kind === 'registration'}>
        <Choice
          label={words.email}
          value={filter().confirmed === undefined ? '' : filter().confirmed ? 'yes' : 'no'}
          options={[
            ['', words.any],
            ['yes', words.emails.yes],
            ['no', words.emails.no],
          ]}
          onChange={(one) => props.onChange({ confirmed: one === '' ? undefined : one === 'yes' })}
        />
      </Show>
      <Show when={filter().state !== 'decided'}>
        <Choice
          label={words.age}
          value={filter().age ?? ''}
          options={[
            ['', words.any],
            ['amber', ageLabel('amber')],
            ['red', ageLabel('red')],
          ]}
          onChange={(one) => props.onChange({ age: (one || undefined) as QueueFilter['age'] })}
        />
      </Show>
      <Show when={filter().state === 'pending'}>
        <Choice
          label={words.claimed}
          value={filter().claimed ?? ''}
          options={[
            ['', words.any],
            ['nobody', words.claims.nobody],
            ['me', words.claims.me],
          ]}
          onChange={(one) => props.onChange({ claimed: (one || undefined) as QueueFilter['claimed'] })}
        />
      </Show>
      <Show when={filter().state === 'decided'}>
        <Choice
          label={words.decidedBy}
          value={filter().decidedBy ?? ''}
          options={[
            ['', words.deciders.anybody],
            ['me', words.deciders.me],
          ]}
          onChange={(one) => props.onChange({ decidedBy: (one || undefined) as QueueFilter['decidedBy'] })}
        />
      </Show>
      <Choice
        label={words.sort}
        value={filter().sort}
        options={queueSorts.map((sort) => [sort, words.sorts[sort]])}
        onChange={(sort) => props.onChange({ sort: sort as QueueFilter['sort'] })}
      />
    </>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: readonly (readonly [value: string, label: string])[]
  onChange: (value: string) => void
}

function Choice(props: ChoiceProps) {
  return (
    <FilterSelect
      label={props.label}
      name={shared.ui.filterBy(props.label)}
      value={props.value}
      onChange={props.onChange}
      options={props.options.map(([value, label]) => ({ value, label }))}
    />
  )
}
