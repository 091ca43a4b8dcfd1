import CircleCheckBig from 'lucide-solid/icons/circle-check-big'
import Link2Off from 'lucide-solid/icons/link-2-off'
import { createSignal, Match, Switch } from 'solid-js'
import { SetupForm } from '#client/features/setup/setup-form.tsx'
import { linkTokenFor } from '#client/lib/link-token.ts'
import { LinkButton } from '#client/ui/link-button.tsx'
import { expectHeading } from '#client/ui/route-focus.ts'
import { portalWords } from '#client/words/portal.ts'
import { setupInput } from '#server/features/setup/schema.ts'
import { Entrance, Outcome } from './entrance.tsx'

const w = portalWords.setup

/** Creates the first owner through the one-time link that the server printed. */
export default function SetupPage() {
  const token = linkTokenFor('/setup') ?? ''
  const isToken = setupInput.shape.token.safeParse(token).success
  const [state, setState] = createSignal<'filling' | 'done' | 'expired'>(isToken ? 'filling' : 'expired')
  const goTo = (next: 'done' | 'expired') => {
    expectHeading()
    setState(next)
  }
  const logIn = (
    <LinkButton variant="primary" href="/auth/login">
      {portalWords.goToLogIn}
    </LinkButton>
  )
  return (
    <Entrance
      title={state() === 'filling' ? w.title : undefined}
      subtitle={state() === 'filling' ? w.subtitle : undefined}
    >
      <Switch>
        <Match when={state() === 'filling'}>
          <SetupForm token={token} onDone={() => goTo('done')} onExpired={() => goTo('expired')} />
        </Match>
        <Match when={state() === 'done'}>
          <Outcome icon={CircleCheckBig} tone="success" title={w.doneTitle} text={w.done} action={logIn} />
        </Match>
        <Match when={state() === 'expired'}>
          <Outcome icon={Link2Off} tone="neutral" title={w.expiredTitle} text={w.expired} action={logIn} />
        </Match>
      </Switch>
    </Entrance>
  )
}
