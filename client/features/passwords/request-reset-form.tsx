import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Form, FormActions } from '#client/ui/form.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { accountWords } from '#client/words/account.ts'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import { requestResetInput } from '#server/features/passwords/schema.ts'

/** Asks for the mail that leads to a new password; whether the address is known is told to nobody. */
export function RequestResetForm(props: { onDone: () => void }) {
  const form = createForm({ initial: { email: '' }, schema: requestResetInput })
  const send = async (input: { email: string }) => {
    await api.portal.passwords.requestReset.mutate(input)
    props.onDone()
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
        autocomplete="username"
        autocapitalize="off"
        spellcheck={false}
      />
      <FailureNotice of={form.failure()} />
      <FormActions>
        <Button
          type="submit"
          variant="primary"
          class="entrance-submit"
          busy={form.busy()}
          disabledReason={heldBecause()}
        >
          {accountWords.reset.submit}
        </Button>
      </FormActions>
    </Form>
  )
}
