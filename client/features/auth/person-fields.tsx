// The fields of somebody who creates an account for themselves; registering and the first owner share them.
import { NewPasswordFields } from '#client/features/passwords/new-password-fields.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { portalWords } from '#client/words/portal.ts'

export const noPerson = { email: '', firstName: '', lastName: '', password: '', passwordAgain: '' }
export type PersonValues = typeof noPerson

interface Binding {
  name: string
  value: string
  error: string
  onChange: (value: string) => void
  onBlur: () => void
}

/** Address, names, and a new password twice. Pasting is allowed everywhere. */
export function PersonFields(props: { field: (name: keyof PersonValues) => Binding }) {
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
      <NewPasswordFields
        field={props.field}
        label={portalWords.fields.password}
        known={[props.field('email').value, props.field('firstName').value, props.field('lastName').value]}
      />
    </>
  )
}
