import { Show } from 'solid-js'
import type { z } from 'zod'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { noPerson, PersonFields } from '#client/features/auth/person-fields.tsx'
import { usePasswordLength } from '#client/features/passwords/new-password-fields.tsx'
import { checkNewPassword, refusedPasswords, refusedSentence } from '#client/features/passwords/rules.ts'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Form, FormActions } from '#client/ui/form.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import { registerForm, type Registered, type RegisterInput } from '#server/features/registrations/schema.ts'
import { createRequestIds } from './request-id.ts'

export interface RegisterFormProps {
  /** Live: registration may be switched off and on while somebody is typing. */
  isOpen: boolean
  /** Called when the server has it; the status cookie is set by then. */
  onDone: (registered: Registered) => void
  /** Registers, or throws the refusal. */
  register?: (input: RegisterInput) => Promise<Registered>
}

/** The registration form. While registration is off it says so, and keeps what was typed for when it is on again. */
export function RegisterForm(props: RegisterFormProps) {
  const minimum = usePasswordLength()
  const form = createForm({
    initial: noPerson,
    schema: registerForm,
    // Even while other fields are wrong, so that all corrections are asked for at once.
    also: (values) => checkNewPassword(values, minimum()),
    refusedFields: refusedPasswords,
    refusedSentence,
  })
  const requestIdFor = createRequestIds()

  const send = async ({ passwordAgain: _, ...person }: z.infer<typeof registerForm>) => {
    const input = { requestId: requestIdFor(person), ...person }
    props.onDone(await (props.register ?? api.portal.registrations.register.mutate)(input))
  }
  const failure = () => {
    const now = form.failure()
    // The page says so already.
    return now?.failure.code === 'REGISTRATION_OFF' && !props.isOpen ? undefined : now
  }
  const heldBecause = () => {
    if (!props.isOpen) return portalWords.registering.offReason
    return form.failure()?.retryAt ? portalWords.failures.wait : undefined
  }

  return (
    <Show when={props.isOpen || form.isTouched()} fallback={<RegistrationOff />}>
      <Form
        errors={form.errors()}
        summaryTitle={words.ui.problems}
        busy={form.busy()}
        onSubmit={() => props.isOpen && void form.submit(send)}
      >
        <PersonFields field={form.field} />
        <Show when={!props.isOpen}>
          <Notice tone="warning" title={portalWords.registering.off}>
            {portalWords.registering.offKept}
          </Notice>
        </Show>
        <FailureNotice of={failure()} />
        <FormActions>
          <Button
            type="submit"
            variant="primary"
            class="entrance-submit"
            busy={form.busy()}
            disabledReason={heldBecause()}
          >
            {portalWords.registering.submit}
          </Button>
        </FormActions>
      </Form>
    </Show>
  )
}

function RegistrationOff() {
  return (
    <EmptyState
      kind="no-access"
      title={portalWords.registering.off}
      action={<LinkButton href="/auth/login">{portalWords.goToLogIn}</LinkButton>}
    >
      {portalWords.registering.offText}
    </EmptyState>
  )
}
