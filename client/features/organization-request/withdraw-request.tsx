import { createSignal } from 'solid-js'
import { z } from 'zod'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { words } from '#client/words/en.ts'
import { organizationWords } from '#client/words/organization.ts'

const w = organizationWords.request
const nothing = z.object({})

/** Takes a request back, after a dialog that says what that means. */
export function WithdrawRequest(props: {
  name: string
  /** Withdraws it, or throws the refusal. */
  withdraw: () => Promise<void>
}) {
  const [isAsked, setAsked] = createSignal(false)
  return (
    <>
      <Button onClick={() => setAsked(true)}>{w.withdraw}</Button>
      <Dialog
        open={isAsked()}
        onClose={() => setAsked(false)}
        title={w.withdrawTitle}
        description={w.withdrawText(props.name)}
        closeLabel={words.ui.close}
        size="small"
      >
        <WithdrawForm withdraw={() => props.withdraw()} onClose={() => setAsked(false)} />
      </Dialog>
    </>
  )
}

function WithdrawForm(props: { withdraw: () => Promise<void>; onClose: () => void }) {
  const form = createForm({ initial: {}, schema: nothing })
  const send = () => props.withdraw()
  return (
    <Form summaryTitle={words.ui.problems} busy={form.busy()} onSubmit={() => void form.submit(send)}>
      <FailureNotice of={form.failure()} />
      <DialogActions>
        <Button onClick={() => props.onClose()}>{words.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={form.busy()}>
          {w.withdraw}
        </Button>
      </DialogActions>
    </Form>
  )
}
