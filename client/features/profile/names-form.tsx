import { createEffect, createSignal, on, Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Form, FormActions } from '#client/ui/form.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { accountWords } from '#client/words/account.ts'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import type { Me } from '#server/features/auth/schema.ts'
import { namesInput } from '#server/features/profile/schema.ts'

const w = accountWords.profile

/** One's own names. They follow what is changed elsewhere, unless something else is being typed. */
export function NamesForm(props: { me: Me; onDone: () => Promise<void> }) {
  const [isSaved, setSaved] = createSignal(false)
  const names = () => ({ firstName: props.me.firstName, lastName: props.me.lastName })
  const form = createForm({ initial: names(), schema: namesInput })
  createEffect(
    on(
      names,
      (now) => {
        if (!form.isTouched()) form.reset(now)
      },
      { defer: true },
    ),
  )
  const send = async (input: { firstName: string; lastName: string }) => {
    setSaved(false)
    await api.portal.profile.rename.mutate(input)
    form.reset(input)
    setSaved(true)
    await props.onDone()
  }
  const heldBecause = () => (form.failure()?.retryAt ? portalWords.failures.wait : undefined)
  return (
    <Form
      label={w.names}
      errors={form.errors()}
      summaryTitle={words.ui.problems}
      busy={form.busy()}
      onSubmit={() => void form.submit(send)}
    >
      <div class="form-pair">
        <TextField
          label={portalWords.fields.firstName}
          {...form.field('firstName')}
          autocomplete="given-name"
          spellcheck={false}
        />
        <TextField
          label={portalWords.fields.lastName}
          {...form.field('lastName')}
          autocomplete="family-name"
          spellcheck={false}
        />
      </div>
      <FailureNotice of={form.failure()} />
      <FormActions>
        <Button type="submit" busy={form.busy()} disabledReason={heldBecause()}>
          {w.save}
        </Button>
        <span class="profile-said" role="status">
          <Show when={isSaved() && !form.isTouched()}>{w.saved}</Show>
        </span>
      </FormActions>
    </Form>
  )
}
