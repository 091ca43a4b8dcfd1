// Who is signed in, the portal's public settings, and the connection: what every page of both apps stands on.
import { createContext, createSignal, onCleanup, useContext, type Accessor, type ParentProps } from 'solid-js'
import { api, toFailure, type Failure } from '#client/lib/api.ts'
import { openConnection, type Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import type { Me } from '#server/features/auth/schema.ts'
import type { PublicSettings } from '#server/features/settings/schema.ts'
import type { EventKind } from '#server/realtime/events.ts'

export interface Session {
  connection: Connection
  /** undefined until known, null when nobody is signed in */
  me: Accessor<Me | null | undefined>
  /** why it is not known */
  failure: Accessor<Failure | undefined>
  /** live; undefined until known */
  settings: Accessor<PublicSettings | undefined>
  /** The session ended from elsewhere (an admin, a setting, another tab) while this tab was signed in. */
  hasEnded: Accessor<boolean>
  /** Asks again who is signed in, and opens the stream as that person; the portal's other tabs do the same. */
  refresh: () => Promise<void>
  /** @throws whatever the call throws; the person is still signed in then */
  logOut: () => Promise<void>
  /** Ends the session by another call than log-out, on the person's own wish: nothing has "ended from elsewhere". @throws as above */
  leave: (end: () => Promise<unknown>) => Promise<void>
}

/** After these the person's own pages and menus may be others. */
const changesMe: ReadonlySet<EventKind> = new Set([
  'account.confirmed',
  'account.changed',
  'own-organization.changed',
  'own-review.changed',
])

/** Tells the other tabs of this browser that somebody logged in or out. */
const channelName = 'gatehouse.session'

/** Given by `SessionProvider`, and by tests that need no server. */
export const SessionContext = createContext<Session>()

/** The session of this tab; only below `SessionProvider`. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession outside of SessionProvider')
  return session
}

/** Opens the connection and asks who is signed in; a session that the server ended is noticed without a reload. */
export function SessionProvider(props: ParentProps) {
  // The same answer again changes nothing: an open menu stays open.
  const [me, setMe] = createSignal<Me | null | undefined>(undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  })
  const [failure, setFailure] = createSignal<Failure>()
  const [hasEnded, setHasEnded] = createSignal(false)
  // As plain values, for whoever is no part of the screen.
  let wasSignedIn = false
  let isUnknown = true
  let asked = 0
  let answered = 0

  const put = (found: Me | null) => {
    setHasEnded((had) => found === null && (had || wasSignedIn))
    wasSignedIn = found !== null
    setMe(found)
  }
  const ask = async () => {
    const mine = ++asked
    const [found, error] = await api.portal.session.me.query().then(
      (answer) => [answer, undefined] as const,
      (thrown: unknown) => [undefined, thrown] as const,
    )
    // Several things heard at once ask several times; an answer that was overtaken says how it was.
    if (mine < answered) return
    answered = mine
    isUnknown = found === undefined
    if (found !== undefined) put(found)
    setFailure(isUnknown ? toFailure(error) : undefined)
  }
  const connection = openConnection(() => void ask())
  onCleanup(() => connection.close())
  onCleanup(
    connection.onEvent(({ kind }) => {
      if (changesMe.has(kind)) void ask()
    }),
  )
  let hasStarted = false
  onCleanup(
    connection.onRestart(() => {
      // What was missed may have been about this person; the first start missed nothing.
      if (isUnknown || hasStarted) void ask()
      hasStarted = true
    }),
  )

  const settings = createLive(connection, {
    key: () => 'settings',
    fetch: () => api.portal.settings.get.query(),
    apply: (value, event) => {
      if (event.kind === 'public-settings.saved' && event.settings.version > value.version)
        Object.assign(value, event.settings)
    },
  })

  const refreshHere = async () => {
    await ask()
    connection.reopen()
  }
  const otherTabs = 'BroadcastChannel' in window ? new BroadcastChannel(channelName) : undefined
  if (otherTabs) otherTabs.onmessage = () => void refreshHere()
  onCleanup(() => otherTabs?.close())

  const refresh = async () => {
    await refreshHere()
    otherTabs?.postMessage('changed')
  }
  const leave = async (end: () => Promise<unknown>) => {
    await end()
    // Not ended from elsewhere: the socket that the server closes now, or has closed just before, has nothing to tell.
    wasSignedIn = false
    answered = ++asked
    setHasEnded(false)
    setMe(null)
    // Not awaited: whoever called goes on at once, before a person can press what the header shows now.
    void refresh()
  }
  const logOut = () => leave(() => api.portal.session.logOut.mutate())
  void ask()
  return (
    <SessionContext.Provider
      value={{ connection, me, failure, settings: () => settings.value, hasEnded, refresh, logOut, leave }}
    >
      {props.children}
    </SessionContext.Provider>
  )
}
