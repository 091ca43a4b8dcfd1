import CircleCheckBig from 'lucide-solid/icons/circle-check-big'
import Link2Off from 'lucide-solid/icons/link-2-off'
import MailQuestionMark from 'lucide-solid/icons/mail-question-mark'
import { createSignal, Match, Switch } from 'solid-js'
import { NewPasswordForm } from '#client/features/passwords/new-password-form.tsx'
import { api } from '#client/lib/api.ts'
import { linkTokenFor } from '#client/lib/link-token.ts'
import { LinkButton } from '#client/ui/link-button.tsx'
import { expectHeading } from '#client/ui/route-focus.ts'
import { accountWords } from '#client/words/account.ts'
import { tokenInput } from '#server/features/registrations/schema.ts'
import { Entrance, Outcome } from './entrance.tsx'
import { LogInLink } from './log-in-link.tsx'

const w = accountWords.reset
type State = 'missing' | 'filling' | 'done' | 'expired'

/** Sets a new password by the link of a mail. Opening the page spends nothing: mail scanners open links. */
export default function ResetCodePage() {
  const token = linkTokenFor('/auth/reset/code')
  const isToken = tokenInput.safeParse({ token }).success
  const [state, setState] = createSignal<State>(token === undefined ? 'missing' : isToken ? 'filling' : 'expired')
  const goTo = (next: State) => {
    expectHeading()
    setState(next)
  }
  const isFilling = () => state() === 'filling'
  const askAgain = (
    <LinkButton variant="primary" href="/auth/reset">
      {w.askAgain}
    </LinkButton>
  )
  return (
    <Entrance title={isFilling() ? w.codeTitle : undefined} subtitle={isFilling() ? w.codeSubtitle : undefined}>
      <Switch>
        <Match when={state() === 'missing'}>
          <Outcome icon={MailQuestionMark} tone="neutral" title={w.missingTitle} text={w.missing} action={askAgain} />
        </Match>
        <Match when={isFilling()}>
          <NewPasswordForm
            label={accountWords.fields.newPassword}
            submit={w.submit}
            save={(password) => api.portal.passwords.reset.mutate({ token: token ?? '', password })}
            onDone={() => goTo('done')}
            onExpired={() => goTo('expired')}
          />
        </Match>
        <Match when={state() === 'done'}>
          <Outcome
            icon={CircleCheckBig}
            tone="success"
            title={w.doneTitle}
            text={w.done}
            action={<LogInLink label={w.logInAgain} />}
          />
        </Match>
        <Match when={state() === 'expired'}>
          <Outcome icon={Link2Off} tone="neutral" title={w.expiredTitle} text={w.expired} action={askAgain} />
        </Match>
      </Switch>
    </Entrance>
  )
}
