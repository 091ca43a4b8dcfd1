// The fields of somebody who creates an account for themselves; registering and the first owner share them.
import { PasswordField } from '#client/ui/password-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'

export const noPerson = { email: '', firstName: '', lastName: '', password: '', passwordAgain: '' }
export type PersonValues = typeof noPerson

/** The two passwords are compared even while other fields are wrong, so that all corrections are asked for at once. */
export function comparePasswords(values: PersonValues): Partial<Record<keyof PersonValues, string>> {
  return values.password === values.passwordAgain ? {} : { passwordAgain: portalWords.fields.passwordsDiffer }
}

interface Binding {
  name: string
  value: string
  error: string
  onChange: (value: string) => void
  onBlur: () => void
}

/** Address, names, and a new password twice. Pasting is allowed everywhere. */
export function PersonFields(props: { field: (name: keyof PersonValues) => Binding }) {
  const shown = { showLabel: words.ui.showTyped, hideLabel: words.ui.hideTyped }
  return (
    <>
      <TextField
        label={portalWords.fields.email}
        {...props.field('email')}
        type="email"
        autocomplete="email"
        autocapitalize="off"
        spellcheck={false}
      />
      <div class="form-pair">
        <TextField
          label={portalWords.fields.firstName}
          {...props.field('firstName')}
          autocomplete="given-name"
          spellcheck={false}
        />
        <TextField
          label={portalWords.fields.lastName}
          {...props.field('lastName')}
          autocomplete="family-name"
          spellcheck={false}
        />
      </div>
      <PasswordField
        label={portalWords.fields.password}
        {...props.field('password')}
        hint={props.field('password').error ? undefined : portalWords.fields.passwordHint}
        autocomplete="new-password"
        {...shown}
      />
      <PasswordField
        label={portalWords.fields.passwordAgain}
        {...props.field('passwordAgain')}
        autocomplete="new-password"
        {...shown}
      />
    </>
  )
}
