import { Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { PasswordField } from '#client/ui/password-field.tsx'
import { accountWords } from '#client/words/account.ts'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import { passwordLengthMin } from '#server/features/users/schema.ts'
import type { NewPassword } from './rules.ts'
import { StrengthMeter } from './strength-meter.tsx'

interface Binding {
  name: string
  value: string
  error: string
  onChange: (value: string) => void
  onBlur: () => void
}

export interface NewPasswordFieldsProps {
  field: (name: keyof NewPassword) => Binding
  /** *New password*, or *Password* for somebody who has none yet. */
  label: string
  /** The address that the password belongs to, which password managers keep it under; not where a form asks for it. */
  email?: string | undefined
  /** Other facts about its owner, which a good password does not consist of. */
  known?: readonly string[] | undefined
}

/** Least characters of a password that somebody chooses, live. */
export function usePasswordLength(): () => number {
  const session = useSession()
  return () => session.settings()?.passwordLength ?? passwordLengthMin
}

/** A new password twice, with how strong it is. Pasting is allowed. */
export function NewPasswordFields(props: NewPasswordFieldsProps) {
  const minimum = usePasswordLength()
  const shown = { showLabel: words.ui.showTyped, hideLabel: words.ui.hideTyped }
  return (
    <>
      <Show when={props.email}>
        <input type="email" name="username" autocomplete="username" value={props.email} readOnly hidden />
      </Show>
      <PasswordField
        label={props.label}
        {...props.field('password')}
        hint={props.field('password').error ? undefined : accountWords.fields.passwordHint(minimum())}
        autocomplete="new-password"
        below={
          <StrengthMeter
            password={props.field('password').value}
            minimum={minimum()}
            known={[props.email ?? '', ...(props.known ?? [])]}
          />
        }
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
