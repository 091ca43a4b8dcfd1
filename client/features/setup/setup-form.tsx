import { z } from 'zod'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { noPerson, PersonFields } from '#client/features/auth/person-fields.tsx'
import { usePasswordLength } from '#client/features/passwords/new-password-fields.tsx'
import { checkNewPassword, refusedPasswords, refusedSentence } from '#client/features/passwords/rules.ts'
import { api, toFailure } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Form, FormActions } from '#client/ui/form.tsx'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import { setupInput, type SetupInput } from '#server/features/setup/schema.ts'

const setupForm = setupInput.omit({ token: true }).extend({ passwordAgain: z.string() })

export interface SetupFormProps {
  token: string
  onDone: () => void
  /** The link is spent, superseded, or an owner exists. */
  onExpired: () => void
  /** Creates the owner, or throws the refusal. */
  create?: (input: SetupInput) => Promise<void>
}

/** Who the first owner is, and their password. */
export function SetupForm(props: SetupFormProps) {
  const minimum = usePasswordLength()
  const form = createForm({
    initial: noPerson,
    schema: setupForm,
    // Even while other fields are wrong, so that all corrections are asked for at once.
    also: (values) => checkNewPassword(values, minimum()),
    refusedFields: refusedPasswords,
    refusedSentence,
  })

  const send = async ({ passwordAgain: _, ...person }: z.infer<typeof setupForm>) => {
    try {
      await (props.create ?? api.portal.setup.create.mutate)({ token: props.token, ...person })
    } catch (error) {
      if (toFailure(error).code !== 'LINK_EXPIRED') throw error
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
      <PersonFields field={form.field} />
      <FailureNotice of={form.failure()} />
      <FormActions>
        <Button
          type="submit"
          variant="primary"
          class="entrance-submit"
          busy={form.busy()}
          disabledReason={heldBecause()}
        >
          {portalWords.setup.submit}
        </Button>
      </FormActions>
    </Form>
  )
}
