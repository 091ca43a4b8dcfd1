import { useLocation, useNavigate } from '@solidjs/router'
import { createEffect, createMemo, Match, on, Switch, type Accessor, type JSX } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import type { Me } from '#server/features/auth/schema.ts'
import { SessionFailed } from './pages/load-failed.tsx'

export interface SignedInProps {
  skeleton: JSX.Element
  /** The person is ending the session on this page: it stays as it is until the page goes on by itself. */
  isLeaving?: boolean
  children: (me: Accessor<Me>) => JSX.Element
}

/** Around a page for people who are logged in: others log in first and come back, also when the session ends while they are here. */
export function SignedIn(props: SignedInProps) {
  const session = useSession()
  const navigate = useNavigate()
  const location = useLocation()
  const me = createMemo<Me | null | undefined>((before) => session.me() ?? (props.isLeaving ? before : session.me()))
  createEffect(
    on(me, (now) => {
      if (now !== null) return
      const here = `${location.pathname}${location.search}`
      navigate(`/auth/login?next=${encodeURIComponent(here)}`, { replace: true })
    }),
  )
  return (
    <Switch fallback={props.skeleton}>
      <Match when={me()}>{(known) => props.children(known)}</Match>
      <Match when={me() === undefined && session.failure()}>{(failure) => <SessionFailed failure={failure()} />}</Match>
    </Switch>
  )
}
