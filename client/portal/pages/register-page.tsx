import CircleCheckBig from 'lucide-solid/icons/circle-check-big'
import { useNavigate } from '@solidjs/router'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { HowItWorks } from '#client/features/registrations/how-it-works.tsx'
import { RegisterForm } from '#client/features/registrations/register-form.tsx'
import { linkCodeFor } from '#client/lib/link-token.ts'
import { LinkButton } from '#client/ui/link-button.tsx'
import { expectHeading } from '#client/ui/route-focus.ts'
import { portalWords } from '#client/words/portal.ts'
import type { Registered } from '#server/features/registrations/schema.ts'
import { Entrance, FormSkeleton, Outcome } from './entrance.tsx'
import { SessionFailed } from './load-failed.tsx'

/** Registers; what follows is the status page, or log-in where nobody has to decide. */
export default function RegisterPage() {
  const session = useSession()
  const navigate = useNavigate()
  const [isDone, setDone] = createSignal(false)
  const [isSkipping, setSkipping] = createSignal(false)
  /** as the setting says, and the code that is typed */
  const needsApproval = () => session.settings()?.registrationsNeedApproval !== false && !isSkipping()
  const w = portalWords.registering

  const isOff = () => session.settings()?.registerEnabled === false
  const already = () => (
    <>
      {w.already} <a href="/auth/login">{portalWords.haveAccount}</a>
    </>
  )

  const finish = ({ outcome }: Registered) => {
    // The new cookie lets the stream hear the decision.
    session.connection.reopen()
    if (outcome === 'sent') return navigate('/auth/register/status')
    expectHeading()
    setDone(true)
  }

  return (
    <Show when={!isDone()} fallback={<RegisteredOutcome />}>
      <Entrance
        title={w.title}
        subtitle={isOff() ? undefined : w.subtitle}
        aside={session.settings()?.registerEnabled && <Next needsApproval={needsApproval()} />}
        foot={!isOff() && already()}
      >
        <Switch fallback={<FormSkeleton fields={5} />}>
          <Match when={session.settings()}>
            {(settings) => (
              <RegisterForm
                isOpen={settings().registerEnabled}
                code={linkCodeFor('/auth/register')}
                onDone={finish}
                onSkipping={setSkipping}
              />
            )}
          </Match>
          <Match when={session.failure()}>{(failure) => <SessionFailed failure={failure()} />}</Match>
        </Switch>
      </Entrance>
    </Show>
  )
}

/** What comes after the form. */
function Next(props: { needsApproval: boolean }) {
  const { next, all, skipped } = portalWords.steps
  return <HowItWorks title={next} look="column" steps={props.needsApproval ? all : skipped} />
}

function RegisteredOutcome() {
  const w = portalWords.registering
  return (
    <Entrance foot={w.doneMail}>
      <Outcome
        icon={CircleCheckBig}
        tone="success"
        title={w.doneTitle}
        text={w.done}
        action={
          <LinkButton variant="primary" href="/auth/login">
            {portalWords.goToLogIn}
          </LinkButton>
        }
      />
    </Entrance>
  )
}
