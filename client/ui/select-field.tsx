import ChevronDown from 'lucide-solid/icons/chevron-down'
import type { JSX } from 'solid-js'
import { createEffect, For, on, Show, splitProps } from 'solid-js'
import type { FieldProps } from './field.tsx'
import { Field } from './field.tsx'
import { fieldKeys } from './text-field.tsx'

type Native = Omit<JSX.SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'onInput' | 'value' | 'name' | 'class'>

export interface Option {
  value: string
  label: string
  disabled?: boolean
}

export interface SelectFieldProps extends FieldProps, Native {
  value: string
  onChange: (value: string) => void
  options: readonly Option[]
  /** What the empty choice reads ("Choose a team"); without it there is no empty choice. */
  placeholder?: string
}

/** One of several, as a native select. */
export function SelectField(props: SelectFieldProps) {
  const [field, own, native] = splitProps(props, fieldKeys, ['value', 'onChange', 'options', 'placeholder'])
  let select!: HTMLSelectElement
  // A browser chooses by itself when the chosen option goes; what is shown must be what is held.
  createEffect(on([() => own.value, () => own.options, () => own.placeholder], () => (select.value = own.value)))
  return (
    <Field
      {...field}
      control={(ids) => (
        <div class="input-with-end">
          <select
            {...native}
            ref={select}
            class="input"
            id={ids().id}
            name={field.name}
            aria-describedby={ids().describedBy}
            aria-invalid={ids().invalid}
            onChange={(event) => own.onChange(event.currentTarget.value)}
          >
            <Show when={own.placeholder}>
              <option value="" selected={own.value === ''}>
                {own.placeholder}
              </option>
            </Show>
            <For each={own.options}>
              {(option) => (
                <option value={option.value} disabled={option.disabled} selected={option.value === own.value}>
                  {option.label}
                </option>
              )}
            </For>
          </select>
          <ChevronDown size={16} />
        </div>
      )}
    />
  )
}
