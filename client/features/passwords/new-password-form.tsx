import { z } from 'zod'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { toFailure } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Form, FormActions } from '#client/ui/form.tsx'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import { NewPasswordFields, usePasswordLength } from './new-password-fields.tsx'
import { checkNewPassword, noPassword, refusedPasswords, refusedSentence } from './rules.ts'

export interface NewPasswordFormProps {
  label: string
  /** What the button is called. */
  submit: string
  email?: string | undefined
  known?: readonly string[] | undefined
  /** Saves the password, or throws the refusal. */
  save: (password: string) => Promise<void>
  onDone: () => void
  /** The link behind this form is spent, superseded or too old. */
  onExpired?: () => void
}

const schema = z.object({ password: z.string(), passwordAgain: z.string() })

/** Sets a password by a link or after a log-in: the same two fields everywhere. */
export function NewPasswordForm(props: NewPasswordFormProps) {
  const minimum = usePasswordLength()
  const form = createForm({
    initial: noPassword,
    schema,
    also: (values) => checkNewPassword(values, minimum()),
    refusedFields: refusedPasswords,
    refusedSentence,
  })
  const send = async ({ password }: z.infer<typeof schema>) => {
    try {
      await props.save(password)
    } catch (error) {
      if (!props.onExpired || toFailure(error).code !== 'LINK_EXPIRED') throw error
      return props.onExpired()
    }
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
      <NewPasswordFields field={form.field} label={props.label} email={props.email} known={props.known} />
      <FailureNotice of={form.failure()} />
      <FormActions>
        <Button
          type="submit"
          variant="primary"
          class="entrance-submit"
          busy={form.busy()}
          disabledReason={heldBecause()}
        >
          {props.submit}
        </Button>
      </FormActions>
    </Form>
  )
}
