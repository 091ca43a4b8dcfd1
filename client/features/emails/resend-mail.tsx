import Send from 'lucide-solid/icons/send'
import { createSignal, Show } from 'solid-js'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { api, toFailure } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { Form } from '#client/ui/form.tsx'
import { deliveryWords } from '#client/words/deliveries.ts'
import { words as shared } from '#client/words/en.ts'
import { hasOneTimeLink, resendOf } from '#server/features/emails/rules.ts'
import type { MailRow } from '#server/features/emails/schema.ts'

const words = deliveryWords.resend

/** What was done: the same mail again, or a copy with its id. */
export interface Resent {
  how: 'again' | 'copy'
  id: string
}

export interface ResendMailProps {
  mail: MailRow
  /** why nothing can be sent again now */
  disabledReason: string | undefined
  onResent: (resent: Resent) => void
}

/** *Resend*, or why not; it says what will happen before it does. */
export function ResendMail(props: ResendMailProps) {
  const [asked, setAsked] = createSignal<Resent['how']>()
  const how = () => {
    const resend = resendOf(props.mail)
    return resend === 'again' || resend === 'copy' ? { resend } : { reason: words.reasons[resend] }
  }
  return (
    <>
      <Button icon={Send} disabledReason={how().reason ?? props.disabledReason} onClick={() => setAsked(how().resend)}>
        {words.button}
      </Button>
      <Show when={asked()}>
        {(shown) => (
          <AskResend
            mail={props.mail}
            how={shown()}
            cannot={how().reason ?? props.disabledReason}
            onClose={() => setAsked(undefined)}
            onResent={(resent) => {
              setAsked(undefined)
              props.onResent(resent)
            }}
          />
        )}
      </Show>
    </>
  )
}

interface AskResendProps {
  mail: MailRow
  how: Resent['how']
  /** it has moved on since it was asked */
  cannot: string | undefined
  onClose: () => void
  onResent: (resent: Resent) => void
}

function AskResend(props: AskResendProps) {
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const requestIds = createRequestIds()

  async function resend() {
    if (props.cannot) return
    setFailure(undefined)
    setBusy(true)
    try {
      const input = { id: props.mail.id, version: props.mail.version }
      const { id } = await api.admin.emails.resend.mutate({ ...input, requestId: requestIds(input) })
      props.onResent({ how: props.how, id })
    } catch (error) {
      setFailure(toFailure(error).sentence)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={() => props.onClose()} title={words.title} closeLabel={shared.ui.close}>
      <Form onSubmit={() => void resend()} failure={failure()} summaryTitle={shared.ui.problems} busy={busy()}>
        <Facts>
          <Fact label={words.to}>
            <bdi>{props.mail.toName}</bdi> <span class="muted">{props.mail.toAddress}</span>
          </Fact>
          <Fact label={words.then}>{words[props.how]}</Fact>
          <Fact label={words.links}>{hasOneTimeLink(props.mail) ? words.linksDie : words.linksStay}</Fact>
        </Facts>
        <DialogActions>
          <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
          <Button type="submit" variant="primary" busy={busy()} disabledReason={props.cannot}>
            {words.button}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
