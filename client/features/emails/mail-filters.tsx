import X from 'lucide-solid/icons/x'
import { For, Show, type JSX } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { FilterSelect } from '#client/ui/filter-select.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { deliveryWords } from '#client/words/deliveries.ts'
import { words as shared } from '#client/words/en.ts'
import { templateNames } from '#emails/wording.ts'
import { mailStandings } from '#server/features/emails/rules.ts'
import type { MailFilter, MailRow } from '#server/features/emails/schema.ts'
import { createFilterNames, linkedFilters } from './create-filter-names.ts'
import { isMailFiltered, type MailSearch } from './mail-list.ts'
import { kindOfMail } from './mail-words.ts'

const words = deliveryWords.filters

export interface MailFiltersProps {
  filter: MailFilter
  /** What is listed, for the names in it. */
  rows: readonly MailRow[]
  /** Writes what has changed into the address. */
  onChange: (change: MailSearch) => void
  onClear: () => void
  /** Stands at the end of the line. */
  children?: JSX.Element
}

/** The search and the filters above the list; whose mails, or about what, comes by a link and can be taken away. */
export function MailFilters(props: MailFiltersProps) {
  const names = createFilterNames(
    () => props.filter,
    () => props.rows,
  )
  const any = { value: '', label: words.any }
  const kinds = templateNames
    .map((template) => ({ value: template, label: kindOfMail({ template }) }))
    .sort((a, b) => a.label.localeCompare(b.label))
  const linked = () => linkedFilters.filter(({ key }) => props.filter[key] !== undefined)
  return (
    <div class="row places-filters" role="group" aria-label={words.label}>
      <SearchField
        label={words.search}
        placeholder={words.searchHint}
        value={props.filter.q ?? ''}
        onSearch={(q) => props.onChange({ q })}
      />
      <FilterSelect
        label={words.standing}
        name={shared.ui.filterBy(words.standing)}
        value={props.filter.standing ?? ''}
        onChange={(standing) => props.onChange({ standing })}
        options={[any, ...mailStandings.map((one) => ({ value: one, label: deliveryWords.standings[one] }))]}
      />
      <FilterSelect
        label={words.kind}
        name={shared.ui.filterBy(words.kind)}
        value={props.filter.template ?? ''}
        onChange={(kind) => props.onChange({ kind })}
        options={[any, ...kinds]}
      />
      <For each={linked()}>
        {({ key, inAddress }) => {
          const says = () => `${words.about[key]} ${names(key)}`
          return (
            <Button
              size="small"
              icon={X}
              class="mail-chip"
              aria-label={words.remove(says())}
              onClick={() => props.onChange({ [inAddress]: '' })}
            >
              {says()}
            </Button>
          )
        }}
      </For>
      <Show when={isMailFiltered(props.filter)}>
        <Button size="small" variant="quiet" onClick={() => props.onClear()}>
          {words.clear}
        </Button>
      </Show>
      {props.children}
    </div>
  )
}
