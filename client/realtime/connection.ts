// The one socket of this tab. It is opened again whenever it closes, resuming behind the last event that was heard.
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client'
import { createStore } from 'solid-js/store'
import type { Event, StreamMessage } from '#server/realtime/events.ts'
import type { AppRouter } from '#server/router.ts'

export type ConnectionStatus = 'connecting' | 'live' | 'delayed' | 'reconnecting' | 'offline'

export interface ConnectionState {
  status: ConnectionStatus
  /** epoch milliseconds of the next try, while reconnecting */
  retryAt: number | undefined
  /** epoch milliseconds since when nothing is heard */
  since: number | undefined
  /** how many events came after the last gap; shown for a moment, then undefined */
  caughtUp: number | undefined
}

type Socket = ReturnType<typeof createTRPCClient<AppRouter>>

interface Kept {
  start: (socket: Socket) => { unsubscribe(): void }
  running: { unsubscribe(): void } | undefined
}

export interface Connection {
  state: ConnectionState
  /** Hears every event; returns the end of it. */
  onEvent(listener: (event: Event) => void): () => void
  /** Called when what is on the screen may be out of date and must be fetched again. */
  onRestart(listener: () => void): () => void
  /** Keeps a subscription open, on each new socket again; returns the end of it. */
  keep(start: (socket: Socket) => { unsubscribe(): void }): () => void
  retryNow(): void
  /** Opens the socket anew, as somebody else: after log-in and log-out. */
  reopen(): void
  close(): void
}

const retryMsMax = 15_000
const caughtUpShownMs = 6_000
/** While commits are held back, lists are fetched again every so often. */
const delayedRefetchMs = 5_000
/** Close code by which the server says that the session ended or rights changed. */
const sessionEndedCode = 4401

/** Opens the connection; `onSessionEnded` is called when the server has ended the session behind it. */
export function openConnection(onSessionEnded: () => void): Connection {
  const [state, setState] = createStore<ConnectionState>({
    status: 'connecting',
    retryAt: undefined,
    since: undefined,
    caughtUp: undefined,
  })
  const events = new Set<(event: Event) => void>()
  const restarts = new Set<() => void>()
  const kept = new Set<Kept>()
  let socket: Socket | undefined
  let cursor: string | undefined
  let attempt = 0
  let close: (() => void) | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let refetch: ReturnType<typeof setInterval> | undefined

  const restart = () => restarts.forEach((listener) => listener())

  function setDelayed(isDelayed: boolean) {
    clearInterval(refetch)
    refetch = isDelayed ? setInterval(restart, delayedRefetchMs) : undefined
    setState({ status: isDelayed ? 'delayed' : 'live' })
  }

  function hear(message: StreamMessage) {
    if (message.type === 'event') return events.forEach((listener) => listener(message.event))
    if (message.type === 'delayed') return setDelayed(message.delayed)
    attempt = 0
    const wasAway = state.since !== undefined
    setState({ status: 'live', retryAt: undefined, since: undefined, caughtUp: wasAway ? message.missed : undefined })
    if (wasAway) setTimeout(() => setState({ caughtUp: undefined }), caughtUpShownMs)
    if (message.mode === 'new') restart()
  }

  function lose(code?: number) {
    close?.()
    close = undefined
    clearInterval(refetch)
    if (code === sessionEndedCode) onSessionEnded()
    if (state.since === undefined) setState({ since: Date.now() })
    if (!navigator.onLine) return setState({ status: 'offline', retryAt: undefined })
    // At once when the server closed on purpose, then 1, 2, 4 … 15 s, spread so that not all come back at the same moment.
    const waitMs =
      attempt === 0 && code === sessionEndedCode
        ? 0
        : Math.min(1_000 * 2 ** attempt, retryMsMax) * (0.7 + 0.6 * Math.random())
    attempt++
    setState({ status: 'reconnecting', retryAt: Date.now() + waitMs })
    retry = setTimeout(open, waitMs)
  }

  function open() {
    clearTimeout(retry)
    close?.()
    let isOurs = true
    const client = createWSClient({
      url: `${location.origin.replace(/^http/, 'ws')}/trpc`,
      onClose: (cause) => {
        if (isOurs) lose(cause?.code)
      },
    })
    const opened = createTRPCClient<AppRouter>({ links: [wsLink({ client })] })
    const subscription = opened.realtime.follow.subscribe(
      { lastEventId: cursor },
      {
        onData: ({ id, data }) => {
          cursor = id
          hear(data)
        },
        onError: () => {
          if (isOurs) lose()
        },
      },
    )
    socket = opened
    for (const one of kept) one.running = one.start(opened)
    close = () => {
      isOurs = false
      socket = undefined
      for (const one of kept) one.running?.unsubscribe()
      subscription.unsubscribe()
      void client.close()
    }
  }

  const goOffline = () => lose()
  window.addEventListener('offline', goOffline)
  window.addEventListener('online', open)
  open()

  return {
    state,
    onEvent: (listener) => (events.add(listener), () => events.delete(listener)),
    onRestart: (listener) => (restarts.add(listener), () => restarts.delete(listener)),
    keep(start) {
      const one: Kept = { start, running: socket && start(socket) }
      kept.add(one)
      return () => {
        kept.delete(one)
        one.running?.unsubscribe()
      }
    },
    retryNow: open,
    reopen() {
      cursor = undefined
      open()
    },
    close() {
      window.removeEventListener('offline', goOffline)
      window.removeEventListener('online', open)
      clearTimeout(retry)
      clearInterval(refetch)
      close?.()
    },
  }
}
