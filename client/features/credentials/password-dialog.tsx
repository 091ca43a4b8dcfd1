import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { PasswordField } from '#client/ui/password-field.tsx'
import { credentialsWords } from '#client/words/credentials.ts'
import { words as shared } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import { confirmInput } from '#server/features/passwords/schema.ts'

const words = credentialsWords.password

export interface PasswordDialogProps {
  open: boolean
  /** Whose password, for password managers. */
  email: string
  onClose: () => void
  onConfirmed: () => void
}

/** Asks for the password of whoever is logged in, before a key is shown. */
export function PasswordDialog(props: PasswordDialogProps) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={words.title}
      description={words.text}
      closeLabel={shared.ui.close}
      size="small"
    >
      <PasswordForm {...props} />
    </Dialog>
  )
}

function PasswordForm(props: PasswordDialogProps) {
  const form = createForm({
    initial: { password: '' },
    schema: confirmInput,
    refusedFields: { WRONG_PASSWORD: 'password' },
  })
  const confirm = async (input: { password: string }) => {
    await api.portal.passwords.confirm.mutate(input)
    props.onConfirmed()
  }
  const heldBecause = () => (form.failure()?.retryAt ? portalWords.failures.wait : undefined)
  return (
    <Form
      label={words.title}
      errors={form.errors()}
      summaryTitle={shared.ui.problems}
      busy={form.busy()}
      onSubmit={() => void form.submit(confirm)}
    >
      <input type="email" name="username" autocomplete="username" value={props.email} readOnly hidden />
      <PasswordField
        label={portalWords.fields.password}
        {...form.field('password')}
        autocomplete="current-password"
        showLabel={shared.ui.showTyped}
        hideLabel={shared.ui.hideTyped}
      />
      <FailureNotice of={form.failure()} />
      <DialogActions>
        <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={form.busy()} disabledReason={heldBecause()}>
          {words.submit}
        </Button>
      </DialogActions>
    </Form>
  )
}
