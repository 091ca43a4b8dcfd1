// What every page of the portal stands on: the session, and the header that follows it.
import LogOut from 'lucide-solid/icons/log-out'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import { useNavigate } from '@solidjs/router'
import { createEffect, createMemo, createSignal, Show, type ParentProps } from 'solid-js'
import { SessionProvider, useSession } from '#client/features/auth/session.tsx'
import { toFailure } from '#client/lib/api.ts'
import { toPillState } from '#client/realtime/pill-state.ts'
import { ConnectionPill } from '#client/ui/connection-pill.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import type { Me } from '#server/features/auth/schema.ts'
import { keepPortalName, portalNameKept } from './portal-name.ts'
import { PortalShell, type PortalLink } from './shell.tsx'

/** The frame of the portal. */
export function App(props: ParentProps) {
  return (
    <SessionProvider>
      <Frame>{props.children}</Frame>
    </SessionProvider>
  )
}

function Frame(props: ParentProps) {
  const session = useSession()
  const navigate = useNavigate()
  const [logOutFailure, setLogOutFailure] = createSignal<string>()
  const person = createMemo(() => personOf(session.me()))
  createEffect(() => keepPortalName(session.settings()?.portalName))

  const logOut = async () => {
    setLogOutFailure(undefined)
    try {
      await session.logOut()
      navigate('/')
    } catch (error) {
      setLogOutFailure(toFailure(error).sentence)
    }
  }
  const account = (me: Me) => [
    ...(me.kind === 'staff' ? [{ label: portalWords.admin, icon: ShieldCheck, href: '/admin' }] : []),
    { label: portalWords.logOut, icon: LogOut, separated: me.kind === 'staff', onSelect: () => void logOut() },
  ]

  return (
    <PortalShell
      brand={{ name: session.settings()?.portalName ?? portalNameKept ?? words.product }}
      links={session.me() === null ? linksOfVisitor(session.settings()?.registerEnabled) : []}
      person={person()}
      account={session.me() ? account(session.me()!) : []}
      status={
        <ConnectionPill
          state={toPillState(session.connection.state)}
          words={words.connection}
          onRetry={() => session.connection.retryNow()}
        />
      }
      banner={
        <>
          <EndedNotice />
          <Show when={logOutFailure()}>
            <Notice tone="danger" dismissLabel={words.ui.dismiss} onDismiss={() => setLogOutFailure(undefined)}>
              {portalWords.logOutFailed} {logOutFailure()}
            </Notice>
          </Show>
        </>
      }
    >
      {props.children}
    </PortalShell>
  )
}

/** Says that the session ended elsewhere, until it is dismissed or somebody logs in. */
function EndedNotice() {
  const session = useSession()
  const [isDismissed, setDismissed] = createSignal(false)
  createEffect(() => {
    if (!session.hasEnded()) setDismissed(false)
  })
  return (
    <Show when={session.hasEnded() && !isDismissed()}>
      <Notice dismissLabel={words.ui.dismiss} onDismiss={() => setDismissed(true)}>
        {session.settings()?.signInEnabled === false ? portalWords.loggedOutSignInOff : portalWords.loggedOut}
      </Notice>
    </Show>
  )
}

/** *Register* is there while registration is on. */
function linksOfVisitor(registerEnabled: boolean | undefined): PortalLink[] {
  const logIn: PortalLink = { href: '/auth/login', label: portalWords.logIn, end: true }
  const register: PortalLink = { href: '/auth/register', label: portalWords.register, end: true, look: 'primary' }
  return registerEnabled ? [logIn, register] : [logIn]
}

function personOf(me: Me | null | undefined) {
  return me ? { id: me.id, name: `${me.firstName} ${me.lastName}`, email: me.email } : undefined
}
