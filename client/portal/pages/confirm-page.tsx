import CircleCheckBig from 'lucide-solid/icons/circle-check-big'
import Link2Off from 'lucide-solid/icons/link-2-off'
import MailOpen from 'lucide-solid/icons/mail-open'
import MailQuestionMark from 'lucide-solid/icons/mail-question-mark'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { useSession } from '#client/features/auth/session.tsx'
import { api, toFailure } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { linkTokenFor } from '#client/lib/link-token.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { expectHeading } from '#client/ui/route-focus.ts'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import { tokenInput } from '#server/features/registrations/schema.ts'
import { Entrance, Outcome } from './entrance.tsx'

const w = portalWords.confirm
type State = 'missing' | 'asking' | 'done' | 'disowned' | 'expired'

/** Confirms or disowns an address by a press: mail scanners open links, so opening this page does nothing. */
export default function ConfirmPage() {
  const token = linkTokenFor('/auth/confirm')
  const isToken = tokenInput.safeParse({ token }).success
  const [state, setState] = createSignal<State>(token === undefined ? 'missing' : isToken ? 'asking' : 'expired')
  const goTo = (next: State) => {
    expectHeading()
    setState(next)
  }
  return (
    <Entrance>
      <Switch>
        <Match when={state() === 'missing'}>
          <Outcome icon={MailQuestionMark} tone="neutral" title={w.missingTitle} text={w.missing} />
        </Match>
        <Match when={state() === 'asking'}>
          <Outcome icon={MailOpen} tone="info" title={w.title} text={w.text}>
            <ConfirmForm token={token ?? ''} onDone={() => goTo('done')} onExpired={() => goTo('expired')} />
            <NotMe token={token ?? ''} onDone={() => goTo('disowned')} onExpired={() => goTo('expired')} />
          </Outcome>
        </Match>
        <Match when={state() === 'done'}>
          <Outcome icon={CircleCheckBig} tone="success" title={w.doneTitle} text={w.done} action={<NextSteps />} />
        </Match>
        <Match when={state() === 'disowned'}>
          <Outcome icon={ShieldCheck} tone="success" title={w.disown.doneTitle} text={w.disown.done} />
        </Match>
        <Match when={state() === 'expired'}>
          <Outcome icon={Link2Off} tone="neutral" title={w.expiredTitle} text={w.expired} />
        </Match>
      </Switch>
    </Entrance>
  )
}

interface SpendProps {
  token: string
  onDone: () => void
  onExpired: () => void
}

/** A form whose press spends the token of the mail. */
function createSpending(props: SpendProps, call: (input: { token: string }) => Promise<unknown>) {
  const form = createForm({ initial: { token: props.token }, schema: tokenInput })
  const spend = async (input: { token: string }) => {
    try {
      await call(input)
    } catch (error) {
      if (toFailure(error).code !== 'LINK_EXPIRED') throw error
      return props.onExpired()
    }
    props.onDone()
  }
  return {
    form,
    submit: () => void form.submit(spend),
    heldBecause: () => (form.failure()?.retryAt ? portalWords.failures.wait : undefined),
  }
}

function ConfirmForm(props: SpendProps) {
  const { form, submit, heldBecause } = createSpending(props, (input) => api.portal.registrations.confirm.mutate(input))
  return (
    <Form class="outcome-form" summaryTitle={words.ui.problems} busy={form.busy()} onSubmit={submit}>
      <FailureNotice of={form.failure()} />
      <Button type="submit" variant="primary" class="entrance-submit" busy={form.busy()} disabledReason={heldBecause()}>
        {w.submit}
      </Button>
    </Form>
  )
}

/** For whom somebody else registered: says what goes, then takes it away. */
function NotMe(props: SpendProps) {
  const [isAsked, setAsked] = createSignal(false)
  return (
    <>
      <Button variant="quiet" class="entrance-submit" onClick={() => setAsked(true)}>
        {w.notMe}
      </Button>
      <Dialog
        open={isAsked()}
        onClose={() => setAsked(false)}
        title={w.disown.title}
        description={w.disown.account}
        closeLabel={words.ui.close}
        size="small"
      >
        <DisownForm {...props} onClose={() => setAsked(false)} />
      </Dialog>
    </>
  )
}

function DisownForm(props: SpendProps & { onClose: () => void }) {
  const { form, submit, heldBecause } = createSpending(props, (input) => api.portal.registrations.disown.mutate(input))
  return (
    <Form summaryTitle={words.ui.problems} busy={form.busy()} onSubmit={submit}>
      <p class="muted">{w.disown.application}</p>
      <FailureNotice of={form.failure()} />
      <DialogActions>
        <Button onClick={() => props.onClose()}>{words.ui.cancel}</Button>
        <Button type="submit" variant="danger" busy={form.busy()} disabledReason={heldBecause()}>
          {w.disown.submit}
        </Button>
      </DialogActions>
    </Form>
  )
}

/** To log in, or home for whoever is; and back to a registration that waits, if it was sent from this browser. */
function NextSteps() {
  const session = useSession()
  const [isWaiting, setWaiting] = createSignal(false)
  api.portal.registrations.status.query().then(
    ({ state }) => setWaiting(state === 'pending' || state === 'needs_information'),
    // Sent elsewhere: nothing to follow here.
    () => undefined,
  )
  return (
    <Show
      when={session.me()}
      fallback={
        <>
          <LinkButton variant="primary" href="/auth/login">
            {portalWords.goToLogIn}
          </LinkButton>
          <Show when={isWaiting()}>
            <LinkButton href="/auth/register/status">{w.follow}</LinkButton>
          </Show>
        </>
      }
    >
      <LinkButton variant="primary" href="/">
        {portalWords.goToStart}
      </LinkButton>
    </Show>
  )
}
