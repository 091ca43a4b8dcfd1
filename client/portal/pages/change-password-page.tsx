import { useNavigate } from '@solidjs/router'
import LogOut from 'lucide-solid/icons/log-out'
import { createEffect, createSignal, Match, on, Show, Switch } from 'solid-js'
import { NewPasswordForm } from '#client/features/passwords/new-password-form.tsx'
import { useSession } from '#client/features/auth/session.tsx'
import { api, toFailure } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { accountWords } from '#client/words/account.ts'
import { portalWords } from '#client/words/portal.ts'
import { createLanding } from '../landing.ts'
import { Entrance, FormSkeleton } from './entrance.tsx'
import { SessionFailed } from './load-failed.tsx'
import './change-password-page.css'

const w = accountWords.replace

/** The only page of somebody whose password was typed by somebody else; everybody else is taken on at once. */
export default function ChangePasswordPage() {
  const session = useSession()
  const navigate = useNavigate()
  createLanding()
  createEffect(
    on(session.me, (me) => me === null && navigate(`/auth/login${window.location.search}`, { replace: true })),
  )
  return (
    <Entrance title={w.title} subtitle={w.subtitle} foot={session.me()?.mustChangePassword && <LogOutInstead />}>
      <Switch fallback={<FormSkeleton fields={2} />}>
        <Match when={session.me()?.mustChangePassword && session.me()}>
          {(me) => (
            <NewPasswordForm
              label={accountWords.fields.newPassword}
              submit={w.submit}
              email={me().email}
              known={[me().firstName, me().lastName]}
              save={(password) => api.portal.passwords.replace.mutate({ password }).then(session.refresh)}
              onDone={() => undefined}
            />
          )}
        </Match>
        <Match when={session.me() === undefined && session.failure()}>
          {(failure) => <SessionFailed failure={failure()} />}
        </Match>
      </Switch>
    </Entrance>
  )
}

function LogOutInstead() {
  const session = useSession()
  const [failure, setFailure] = createSignal<string>()
  const leave = async () => {
    setFailure(undefined)
    try {
      await session.logOut()
    } catch (error) {
      setFailure(toFailure(error).sentence)
    }
  }
  return (
    <>
      <span class="row change-password-leave">
        {w.notYou}
        <Button variant="quiet" icon={LogOut} onClick={() => void leave()}>
          {w.logOut}
        </Button>
      </span>
      <Show when={failure()}>
        <Notice tone="danger">
          {portalWords.logOutFailed} {failure()}
        </Notice>
      </Show>
    </>
  )
}
