import Eye from 'lucide-solid/icons/eye'
import EyeOff from 'lucide-solid/icons/eye-off'
import type { JSX } from 'solid-js'
import { createSignal, splitProps } from 'solid-js'
import type { FieldProps } from './field.tsx'
import { Field } from './field.tsx'
import { IconButton } from './icon-button.tsx'
import { fieldKeys } from './text-field.tsx'

type Native = Omit<
  JSX.InputHTMLAttributes<HTMLInputElement>,
  'onChange' | 'onInput' | 'value' | 'type' | 'name' | 'class'
>

export interface PasswordFieldProps extends FieldProps, Native {
  value: string
  onChange: (value: string) => void
  /** `new-password` or `current-password`: password managers rely on it. */
  autocomplete: 'new-password' | 'current-password'
  /** Names of the toggle; they must not contain the field's label ("Show what you typed"). */
  showLabel: string
  hideLabel: string
  /** Right below what is typed: how strong it is. */
  below?: JSX.Element
}

/** A password that can be shown; pasting is allowed. */
export function PasswordField(props: PasswordFieldProps) {
  const [field, own, native] = splitProps(props, fieldKeys, ['value', 'onChange', 'showLabel', 'hideLabel', 'below'])
  const [shown, setShown] = createSignal(false)
  return (
    <Field
      {...field}
      control={(ids) => (
        <>
          <div class="input-with-end">
            <input
              autocapitalize="off"
              spellcheck={false}
              {...native}
              class="input"
              type={shown() ? 'text' : 'password'}
              id={ids().id}
              name={field.name}
              value={own.value}
              aria-describedby={ids().describedBy}
              aria-invalid={ids().invalid}
              onInput={(event) => own.onChange(event.currentTarget.value)}
            />
            <IconButton
              label={shown() ? own.hideLabel : own.showLabel}
              icon={shown() ? EyeOff : Eye}
              aria-controls={ids().id}
              onClick={() => setShown(!shown())}
            />
          </div>
          {own.below}
        </>
      )}
    />
  )
}
