import type { JSX } from 'solid-js'
import { splitProps } from 'solid-js'
import type { FieldProps } from './field.tsx'
import { createField, FieldNotes } from './field.tsx'
import './field.css'
import './checkbox.css'

type Native = Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'checked' | 'type' | 'name' | 'class'>

export interface CheckboxProps extends Omit<FieldProps, 'optional'>, Native {
  checked: boolean
  onChange: (checked: boolean) => void
  /** `switch` for a setting that is on or off; it remains a native checkbox. */
  look?: 'box' | 'switch'
}

/** A checkbox with its label and hint; the whole line can be pressed. */
export function Checkbox(props: CheckboxProps) {
  const [own, native] = splitProps(props, ['label', 'name', 'hint', 'error', 'class', 'checked', 'onChange', 'look'])
  const field = createField(own)
  return (
    <div class={`check ${own.class ?? ''}`} data-look={own.look ?? 'box'}>
      <input
        {...native}
        class="check-input"
        type="checkbox"
        id={field.ids().id}
        name={own.name}
        checked={own.checked}
        aria-describedby={field.ids().describedBy}
        aria-invalid={field.ids().invalid}
        onChange={(event) => own.onChange(event.currentTarget.checked)}
      />
      <div class="check-text">
        <label for={field.ids().id}>{own.label}</label>
        <FieldNotes hint={own.hint} error={field.error()} hintId={field.hintId} errorId={field.errorId} />
      </div>
    </div>
  )
}
