import { createSignal, Show } from 'solid-js'
import { z } from 'zod'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Form, FormActions } from '#client/ui/form.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { PasswordField } from '#client/ui/password-field.tsx'
import { accountWords } from '#client/words/account.ts'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import type { Me } from '#server/features/auth/schema.ts'
import { changeInput } from '#server/features/passwords/schema.ts'
import { NewPasswordFields, usePasswordLength } from './new-password-fields.tsx'
import { checkNewPassword, noPassword, refusedPasswords, refusedSentence } from './rules.ts'

const schema = changeInput.extend({ password: z.string(), passwordAgain: z.string() })
const w = accountWords.profile

/** Changes one's password, which takes the current one; everybody else who is logged in with it is out. */
export function ChangePasswordForm(props: { me: Me }) {
  const minimum = usePasswordLength()
  const [isDone, setDone] = createSignal(false)
  const form = createForm({
    initial: { currentPassword: '', ...noPassword },
    schema,
    also: (values) => checkNewPassword(values, minimum()),
    refusedFields: { ...refusedPasswords, WRONG_PASSWORD: 'currentPassword' },
    refusedSentence,
  })
  const send = async ({ currentPassword, password }: z.infer<typeof schema>) => {
    setDone(false)
    await api.portal.passwords.change.mutate({ currentPassword, password })
    form.reset()
    setDone(true)
  }
  const heldBecause = () => (form.failure()?.retryAt ? portalWords.failures.wait : undefined)
  return (
    <Form
      label={w.password}
      errors={form.errors()}
      summaryTitle={words.ui.problems}
      busy={form.busy()}
      onSubmit={() => void form.submit(send)}
    >
      <PasswordField
        label={accountWords.fields.currentPassword}
        {...form.field('currentPassword')}
        autocomplete="current-password"
        showLabel={words.ui.showTyped}
        hideLabel={words.ui.hideTyped}
      />
      <NewPasswordFields
        field={form.field}
        label={accountWords.fields.newPassword}
        email={props.me.email}
        known={[props.me.firstName, props.me.lastName]}
      />
      <FailureNotice of={form.failure()} />
      <Show when={isDone() && !form.isTouched()}>
        <Notice tone="success">{w.changed}</Notice>
      </Show>
      <FormActions>
        <Button type="submit" busy={form.busy()} disabledReason={heldBecause()}>
          {w.change}
        </Button>
      </FormActions>
    </Form>
  )
}
