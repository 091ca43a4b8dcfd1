import { createSignal, Show } from 'solid-js'
import { z } from 'zod'
import { Countdown, FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { accountWords } from '#client/words/account.ts'
import { portalWords } from '#client/words/portal.ts'

const w = accountWords.confirmAddress
const nothing = z.object({})

/** Asks somebody to confirm their address, and sends the mail again; whoever shows it takes it away once that is done. */
export function ConfirmAddressNotice(props: {
  email: string
  /** The heading around it says so already. */
  isUntitled?: boolean
}) {
  const [isSent, setSent] = createSignal(false)
  const form = createForm({ initial: {}, schema: nothing })
  const send = async () => {
    setSent(false)
    await api.portal.registrations.resendConfirmation.mutate()
    setSent(true)
  }
  const retryAt = () => form.failure()?.retryAt
  const heldBecause = () => (retryAt() ? portalWords.failures.wait : undefined)
  return (
    <div class="stack">
      <Notice
        tone="warning"
        title={props.isUntitled ? undefined : w.title}
        action={
          <Button size="small" busy={form.busy()} disabledReason={heldBecause()} onClick={() => void form.submit(send)}>
            {w.again}
          </Button>
        }
      >
        <p>{isSent() ? w.sent : w.text(props.email)}</p>
        <Show when={retryAt()}>
          {(at) => (
            <>
              <p>{form.failure()!.failure.sentence}</p>
              <Countdown until={at()} />
            </>
          )}
        </Show>
      </Notice>
      <Show when={!retryAt()}>
        <FailureNotice of={form.failure()} />
      </Show>
    </div>
  )
}
