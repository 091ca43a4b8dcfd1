import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Form, FormActions } from '#client/ui/form.tsx'
import { PasswordField } from '#client/ui/password-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { accountWords } from '#client/words/account.ts'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import { logInInput, type LogInInput } from '#server/features/auth/schema.ts'
import { FailureNotice } from './failure-notice.tsx'
import './log-in-form.css'

export interface LogInFormProps {
  /** Called once the session exists. */
  onDone: () => Promise<void>
  /** Opens a session, or throws the refusal. */
  logIn?: (input: LogInInput) => Promise<void>
}

/** Address and password; why a log-in is refused is said beside the button. */
export function LogInForm(props: LogInFormProps) {
  const form = createForm({ initial: { email: '', password: '' }, schema: logInInput })
  const send = async (input: LogInInput) => {
    await (props.logIn ?? api.portal.session.logIn.mutate)(input)
    await props.onDone()
  }
  const heldBecause = () => (form.failure()?.retryAt ? portalWords.failures.wait : undefined)
  return (
    <Form
      errors={form.errors()}
      summaryTitle={words.ui.problems}
      busy={form.busy()}
      onSubmit={() => void form.submit(send)}
    >
      <TextField
        label={portalWords.fields.email}
        {...form.field('email')}
        type="email"
        autocomplete="email"
        autocapitalize="off"
        spellcheck={false}
      />
      <PasswordField
        label={portalWords.fields.password}
        {...form.field('password')}
        autocomplete="current-password"
        showLabel={words.ui.showTyped}
        hideLabel={words.ui.hideTyped}
      />
      <p class="log-in-forgot">
        <a href="/auth/reset">{accountWords.forgot}</a>
      </p>
      <FailureNotice of={form.failure()} />
      <FormActions>
        <Button
          type="submit"
          variant="primary"
          class="entrance-submit"
          busy={form.busy()}
          disabledReason={heldBecause()}
        >
          {portalWords.loggingIn.submit}
        </Button>
      </FormActions>
    </Form>
  )
}
