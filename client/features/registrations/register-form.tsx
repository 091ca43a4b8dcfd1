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
import { typedCodeWords } from '#client/words/typed-code.ts'
import { registerForm, type Registered, type RegisterInput } from '#server/features/registrations/schema.ts'
import type { CheckCode } from './create-code-check.ts'
import { InviteCodeField } from './invite-code-field.tsx'
import { createRequestIds } from './request-id.ts'

export interface RegisterFormProps {
  /** Live: registration may be switched off and on while somebody is typing. */
  isOpen: boolean
  /** The invite code that a link brought along. */
  code?: string | undefined
  /** Called when the server has it; the status cookie is set by then. */
  onDone: (registered: Registered) => void
  /** Registers, or throws the refusal. */
  register?: (input: RegisterInput) => Promise<Registered>
  checkCode?: CheckCode
  /** Told whether the code that is typed skips the approval. */
  onSkipping?: (skipsApproval: boolean) => void
}

/** Refusals of an invite code, shown at its field: never an ordinary registration in its stead. */
const refusedCodes = {
  CODE_UNKNOWN: typedCodeWords.problems.unknown,
  CODE_EXPIRED: typedCodeWords.problems.expired,
  CODE_USED_UP: typedCodeWords.problems['used-up'],
  CODE_PAUSED: typedCodeWords.problems.paused,
} as const
const refusedCodeFields = {
  CODE_UNKNOWN: 'inviteCode',
  CODE_EXPIRED: 'inviteCode',
  CODE_USED_UP: 'inviteCode',
  CODE_PAUSED: 'inviteCode',
} as const
const isOfCode = (code: string | undefined): code is keyof typeof refusedCodes =>
  code !== undefined && code in refusedCodes

/** The registration form. While registration is off it says so, and keeps what was typed for when it is on again. */
export function RegisterForm(props: RegisterFormProps) {
  const minimum = usePasswordLength()
  const form = createForm({
    // eslint-disable-next-line solid/reactivity -- what the form starts with
    initial: { ...noPerson, inviteCode: props.code?.trim() ?? '' },
    schema: registerForm,
    // Even while other fields are wrong, so that all corrections are asked for at once.
    also: (values) => checkNewPassword(values, minimum()),
    refusedFields: { ...refusedPasswords, ...refusedCodeFields },
    refusedSentence: (failure) => (isOfCode(failure.code) ? refusedCodes[failure.code] : refusedSentence(failure)),
  })
  const requestIdFor = createRequestIds()

  const send = async ({ passwordAgain: _, inviteCode, ...person }: z.infer<typeof registerForm>) => {
    const fields = { ...person, ...(inviteCode ? { inviteCode } : {}) }
    const input = { requestId: requestIdFor(fields), ...fields }
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
        <InviteCodeField
          field={form.field('inviteCode')}
          isSending={form.busy()}
          checkCode={props.checkCode}
          onSkipping={props.onSkipping}
        />
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
