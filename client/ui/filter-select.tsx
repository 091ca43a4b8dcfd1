import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createUniqueId, For } from 'solid-js'
import type { Option } from './select-field.tsx'
import './filter-select.css'

export interface FilterSelectProps {
  /** Stands inside, before the choice ("State"). */
  label: string
  /** What it is called instead of the label, which a dialog above the list may have for a field of its own. */
  name: string
  value: string
  onChange: (value: string) => void
  options: readonly Option[]
}

/** A filter above a list, as small as its words: a native select that looks like a chip. */
export function FilterSelect(props: FilterSelectProps) {
  const id = createUniqueId()
  return (
    <span class="filter-select">
      <label for={id}>{props.label}</label>
      <select id={id} aria-label={props.name} onChange={(event) => props.onChange(event.currentTarget.value)}>
        <For each={props.options}>
          {(option) => (
            <option value={option.value} disabled={option.disabled} selected={option.value === props.value}>
              {option.label}
            </option>
          )}
        </For>
      </select>
      <ChevronDown size={14} />
    </span>
  )
}
