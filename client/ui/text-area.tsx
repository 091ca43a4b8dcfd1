import type { JSX } from 'solid-js'
import { splitProps } from 'solid-js'
import type { FieldProps } from './field.tsx'
import { Field } from './field.tsx'
import { fieldKeys } from './text-field.tsx'

type Native = Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'onInput' | 'value' | 'name' | 'class'>

export interface TextAreaProps extends FieldProps, Native {
  value: string
  onChange: (value: string) => void
}

/** Several lines of text; grows with what is typed. */
export function TextArea(props: TextAreaProps) {
  const [field, own, native] = splitProps(props, fieldKeys, ['value', 'onChange'])
  return (
    <Field
      {...field}
      control={(ids) => (
        <textarea
          rows={3}
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
