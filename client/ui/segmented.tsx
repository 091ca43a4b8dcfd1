import { createUniqueId, For } from 'solid-js'
import './segmented.css'

export interface SegmentedProps<V extends string> {
  /** Accessible name of the group. */
  label: string
  value: V
  onChange: (value: V) => void
  options: readonly { value: V; label: string; disabled?: boolean }[]
}

/** One of two or three ways to look at the same thing: native radio buttons in one frame, moved by arrows. */
export function Segmented<V extends string>(props: SegmentedProps<V>) {
  const name = createUniqueId()
  return (
    <fieldset class="segmented">
      <legend class="visually-hidden">{props.label}</legend>
      <For each={props.options}>
        {(option) => (
          <label class="segment">
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        )}
      </For>
    </fieldset>
  )
}
