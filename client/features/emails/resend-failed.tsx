import RotateCw from 'lucide-solid/icons/rotate-cw'
import { createSignal, Show, untrack } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { api, toFailure } from '#client/lib/api.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Fact, Facts } from '#client/ui/facts.tsx'
import { Form } from '#client/ui/form.tsx'
import { deliveryWords } from '#client/words/deliveries.ts'
import { words as shared } from '#client/words/en.ts'
import { runMax, type GivenUp, type MailFilter, type GivenUpInput } from '#server/features/emails/schema.ts'
import { isMailFiltered } from './mail-list.ts'

const words = deliveryWords.resendFailed
/** At most so often is counted again. */
const countMs = 1_000

export interface ResendFailedProps {
  filter: MailFilter
  /** why nothing can be sent again now */
  disabledReason: string | undefined
}

/** *Resend failed*, as long as the filter finds mails that were given up; it asks before it does. */
export function ResendFailed(props: ResendFailedProps) {
  const { connection } = useSession()
  const filter = (): GivenUpInput => {
    const { q, template, account, organization, review } = props.filter
    return { q, template, account, organization, review }
  }
  const givenUp = createLive<GivenUpInput, GivenUp>(connection, {
    key: filter,
    fetch: (asked) => api.admin.emails.givenUp.query(asked),
    apply: () => undefined,
  })
  const total = () => givenUp.value?.total ?? 0
  createRefetch(
    connection,
    givenUp,
    (event) =>
      event.kind === 'mails.changed' ||
      event.kind === 'mail-run.changed' ||
      // While there is none, only one that is given up now can make it another number.
      (event.kind === 'mail.updated' && (event.mail.state === 'gave_up' || untrack(total) > 0)),
    countMs,
  )
  const [isAsking, setIsAsking] = createSignal(false)
  return (
    <>
      <Show when={total() > 0}>
        <Button size="small" icon={RotateCw} disabledReason={props.disabledReason} onClick={() => setIsAsking(true)}>
          {words.button(total())}
        </Button>
      </Show>
      <Show when={isAsking() && givenUp.value}>
        {(known) => (
          <AskResendFailed
            filter={filter()}
            givenUp={known()}
            disabledReason={props.disabledReason}
            onClose={() => setIsAsking(false)}
          />
        )}
      </Show>
    </>
  )
}

interface AskProps {
  filter: GivenUpInput
  /** live: what is shown is what is sent */
  givenUp: GivenUp
  disabledReason: string | undefined
  onClose: () => void
}

/** Says how many mails go to whom, then sends them. */
function AskResendFailed(props: AskProps) {
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const requestIds = createRequestIds<GivenUpInput>()
  const cannot = () => {
    if (props.givenUp.total === 0) return words.nothing
    return props.givenUp.total > runMax ? words.tooMany(runMax) : props.disabledReason
  }
  async function start() {
    if (cannot()) return
    setFailure(undefined)
    setBusy(true)
    try {
      await api.admin.emails.resendFailed.mutate({ ...props.filter, requestId: requestIds(props.filter) })
      props.onClose()
    } catch (error) {
      setFailure(toFailure(error).sentence)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={() => props.onClose()} title={words.title(props.givenUp.total)} closeLabel={shared.ui.close}>
      <Form onSubmit={() => void start()} failure={failure()} summaryTitle={shared.ui.problems} busy={busy()}>
        <Facts>
          <Fact label={words.which}>{isMailFiltered(props.filter) ? words.whichFiltered : words.whichAll}</Fact>
          <Fact label={words.to}>{words.people(props.givenUp)}</Fact>
          <Fact label={words.then}>{words.thenText}</Fact>
          <Fact label={words.stop}>{words.stopText}</Fact>
        </Facts>
        <DialogActions>
          <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
          <Button type="submit" variant="primary" busy={busy()} disabledReason={cannot()}>
            {words.submit(props.givenUp.total)}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
