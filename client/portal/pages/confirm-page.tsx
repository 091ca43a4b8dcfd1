import CircleCheckBig from 'lucide-solid/icons/circle-check-big'
import Link2Off from 'lucide-solid/icons/link-2-off'
import MailOpen from 'lucide-solid/icons/mail-open'
import MailQuestionMark from 'lucide-solid/icons/mail-question-mark'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { useSession } from '#client/features/auth/session.tsx'
import { api, toFailure } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { linkTokenFor } from '#client/lib/link-token.ts'
import { Button } from '#client/ui/button.tsx'
import { Form } from '#client/ui/form.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { expectHeading } from '#client/ui/route-focus.ts'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import { tokenInput } from '#server/features/registrations/schema.ts'
import { Entrance, Outcome } from './entrance.tsx'

const w = portalWords.confirm

/** Confirms an address by one press: mail scanners open links, so opening this page does nothing. */
export default function ConfirmPage() {
  const token = linkTokenFor('/auth/confirm')
  const isToken = tokenInput.safeParse({ token }).success
  const [state, setState] = createSignal<'missing' | 'asking' | 'done' | 'expired'>(
    token === undefined ? 'missing' : isToken ? 'asking' : 'expired',
  )
  const goTo = (next: 'done' | 'expired') => {
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
          </Outcome>
        </Match>
        <Match when={state() === 'done'}>
          <Outcome icon={CircleCheckBig} tone="success" title={w.doneTitle} text={w.done} action={<NextSteps />} />
        </Match>
        <Match when={state() === 'expired'}>
          <Outcome icon={Link2Off} tone="neutral" title={w.expiredTitle} text={w.expired} />
        </Match>
      </Switch>
    </Entrance>
  )
}

function ConfirmForm(props: { token: string; onDone: () => void; onExpired: () => void }) {
  // eslint-disable-next-line solid/reactivity -- a page is opened with one token
  const form = createForm({ initial: { token: props.token }, schema: tokenInput })
  const confirm = async (input: { token: string }) => {
    try {
      await api.portal.registrations.confirm.mutate(input)
    } catch (error) {
      if (toFailure(error).code !== 'LINK_EXPIRED') throw error
      return props.onExpired()
    }
    props.onDone()
  }
  const heldBecause = () => (form.failure()?.retryAt ? portalWords.failures.wait : undefined)
  return (
    <Form
      class="outcome-form"
      summaryTitle={words.ui.problems}
      busy={form.busy()}
      onSubmit={() => void form.submit(confirm)}
    >
      <FailureNotice of={form.failure()} />
      <Button type="submit" variant="primary" class="entrance-submit" busy={form.busy()} disabledReason={heldBecause()}>
        {w.submit}
      </Button>
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
