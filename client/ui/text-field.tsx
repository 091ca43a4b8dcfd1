import type { JSX } from 'solid-js'
import { mergeProps, splitProps } from 'solid-js'
import type { FieldProps } from './field.tsx'
import { Field } from './field.tsx'

type Native = Omit<
  JSX.InputHTMLAttributes<HTMLInputElement>,
  'onChange' | 'onInput' | 'value' | 'type' | 'name' | 'class'
>

export interface TextFieldProps extends FieldProps, Native {
  value: string
  /** Called with each keystroke. */
  onChange: (value: string) => void
  /** A number stays text until the schema reads it, so that what was typed is never lost. */
  type?: 'text' | 'email' | 'number' | 'search' | 'url' | 'tel' | 'date' | 'datetime-local'
}

export const fieldKeys = ['label', 'name', 'hint', 'error', 'optional', 'class'] as const

/** One line of text; takes every native attribute of an input (autocomplete, inputmode, maxlength …). */
export function TextField(props: TextFieldProps) {
  const merged = mergeProps({ type: 'text' } as const, props)
  const [field, own, native] = splitProps(merged, fieldKeys, ['value', 'onChange'])
  return (
    <Field
      {...field}
      control={(ids) => (
        <input
          {...native}
          class="input"
          id={ids().id}
          name={field.name}
          value={own.value}
          aria-describedby={ids().describedBy}
          aria-invalid={ids().invalid}
          onInput={(event) => own.onChange(event.currentTarget.value)}
        />
      )}
    />
  )
}
