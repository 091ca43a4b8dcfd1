import { Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Form, FormActions } from '#client/ui/form.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words } from '#client/words/en.ts'
import { organizationWords } from '#client/words/organization.ts'
import { portalWords } from '#client/words/portal.ts'
import { requestOrganizationInput } from '#server/features/organizations/schema.ts'

const w = organizationWords.request
const schema = requestOrganizationInput.pick({ name: true })

export interface RequestFormProps {
  /** The name of a request before. */
  initialName: string
  /** Closed meanwhile: what was typed stays. */
  isOpen: boolean
  /** Sends it, or throws the refusal. */
  send: (input: { requestId: string; name: string }) => Promise<void>
}

/** Asks for an organization by its name. */
export function RequestForm(props: RequestFormProps) {
  const form = createForm({ initial: { name: props.initialName }, schema })
  const requestIds = createRequestIds<{ name: string }>()
  const send = (input: { name: string }) => props.send({ ...input, requestId: requestIds(input) })
  const heldBecause = () => {
    if (!props.isOpen) return w.offReason
    return form.failure()?.retryAt ? portalWords.failures.wait : undefined
  }
  return (
    <Form
      errors={form.errors()}
      summaryTitle={words.ui.problems}
      busy={form.busy()}
      onSubmit={() => props.isOpen && void form.submit(send)}
    >
      <Show when={!props.isOpen}>
        <Notice tone="warning">{w.offKept}</Notice>
      </Show>
      <TextField
        label={w.name}
        {...form.field('name')}
        hint={w.nameHint}
        autocomplete="organization"
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
          {w.submit}
        </Button>
      </FormActions>
    </Form>
  )
}
