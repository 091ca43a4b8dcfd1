import { createSignal, For } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { PasswordField } from '#client/ui/password-field.tsx'
import { accountWords } from '#client/words/account.ts'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import { deleteProfileInput } from '#server/features/profile/schema.ts'

const w = accountWords.profile

/** Deletes one's own profile, after a dialog that says what goes and asks for the password. */
export function DeleteProfile(props: {
  email: string
  /** Deletes it, or throws the refusal. */
  remove: (password: string) => Promise<void>
}) {
  const [isOpen, setOpen] = createSignal(false)
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        {w.remove}
      </Button>
      <Dialog open={isOpen()} onClose={() => setOpen(false)} title={w.removeDialogTitle} closeLabel={words.ui.close}>
        <DeleteForm {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function DeleteForm(props: { email: string; remove: (password: string) => Promise<void>; onClose: () => void }) {
  const form = createForm({
    initial: { password: '' },
    schema: deleteProfileInput,
    refusedFields: { WRONG_PASSWORD: 'password' },
  })
  const remove = ({ password }: { password: string }) => props.remove(password)
  const heldBecause = () => (form.failure()?.retryAt ? portalWords.failures.wait : undefined)
  return (
    <Form
      errors={form.errors()}
      summaryTitle={words.ui.problems}
      busy={form.busy()}
      onSubmit={() => void form.submit(remove)}
    >
      <div class="delete-profile-goes">
        <p id="what-goes">{w.removeGoes}</p>
        <ul aria-labelledby="what-goes">
          <For each={w.removeList}>{(thing) => <li>{thing}</li>}</For>
        </ul>
        <p>{w.removeForever}</p>
      </div>
      <input type="email" name="username" autocomplete="username" value={props.email} readOnly hidden />
      <PasswordField
        label={w.removePassword}
        {...form.field('password')}
        autocomplete="current-password"
        showLabel={words.ui.showTyped}
        hideLabel={words.ui.hideTyped}
      />
      <FailureNotice of={form.failure()} />
      <DialogActions>
        <Button onClick={() => props.onClose()}>{words.ui.cancel}</Button>
        <Button type="submit" variant="danger" busy={form.busy()} disabledReason={heldBecause()}>
          {w.removeSubmit}
        </Button>
      </DialogActions>
    </Form>
  )
}
