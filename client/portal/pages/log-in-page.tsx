import { Match, Show, Switch } from 'solid-js'
import { LogInForm } from '#client/features/auth/log-in-form.tsx'
import { useSession } from '#client/features/auth/session.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { portalWords } from '#client/words/portal.ts'
import { createLanding } from '../landing.ts'
import { Entrance, FormSkeleton } from './entrance.tsx'
import { SessionFailed } from './load-failed.tsx'

/** Logs in; whoever is logged in already, here or meanwhile in another tab, is taken where they were going. */
export default function LogInPage() {
  const session = useSession()
  createLanding()
  const isOpenToStrangers = () =>
    session.settings()?.registerEnabled && session.settings()?.portalVisibility !== 'hidden' && session.me() === null
  const newHere = () => (
    <>
      {portalWords.loggingIn.newHere} <a href="/auth/register">{portalWords.createAccount}</a>
    </>
  )

  return (
    <Entrance
      title={portalWords.loggingIn.title}
      subtitle={session.settings() && portalWords.loggingIn.subtitle(session.settings()!.portalName)}
      foot={isOpenToStrangers() && newHere()}
    >
      <Switch fallback={<FormSkeleton fields={2} />}>
        <Match when={session.me() === null}>
          <div class="stack">
            <Show when={session.settings()?.signInEnabled === false}>
              <Notice>{portalWords.loggingIn.signInOff}</Notice>
            </Show>
            <LogInForm onDone={() => session.refresh()} />
          </div>
        </Match>
        <Match when={session.me() === undefined && session.failure()}>
          {(failure) => <SessionFailed failure={failure()} />}
        </Match>
      </Switch>
    </Entrance>
  )
}
