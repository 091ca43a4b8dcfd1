// Being at the queue: a subscription that says where this tab is, for as long as it is there.
import { createEffect, createMemo, createSignal, onCleanup, type Accessor } from 'solid-js'
import type { Connection } from '#client/realtime/connection.ts'

/** Whoever runs through a list claims only where they stop. */
const settleMs = 150
/** The server has ended it for want of its database, say. */
const againMs = 5_000

export interface Whereabouts {
  /** what is open here */
  reviewId: Accessor<string | null>
  /** false: open, but given back */
  mayClaim: Accessor<boolean>
}

/** Tells the server where this tab is, and whether somebody watches; it claims what is open then. */
export function createAttendance(connection: Connection, { reviewId, mayClaim }: Whereabouts): void {
  const isFocused = createFocus()
  const place = createMemo(() => ({ reviewId: reviewId(), isWatching: mayClaim() && isFocused() }), undefined, {
    equals: (a, b) => a.reviewId === b.reviewId && a.isWatching === b.isWatching,
  })
  const standing = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const leave = (some: Iterable<() => void>) => {
    for (const end of some) {
      end()
      standing.delete(end)
    }
  }

  function enter(at: { reviewId: string | null; isWatching: boolean }) {
    // Left once this tab is known to be at the next: a claim that goes on is not given back in between.
    const before = [...standing]
    const end = connection.keep((socket) =>
      socket.admin.reviews.attend.subscribe(at, {
        onData: () => leave(before.splice(0)),
        onError() {
          leave([end])
          clearTimeout(timer)
          timer = setTimeout(() => enter(place()), againMs)
        },
      }),
    )
    standing.add(end)
  }

  let isFirst = true
  createEffect(() => {
    const at = place()
    clearTimeout(timer)
    timer = setTimeout(() => enter(at), isFirst ? 0 : settleMs)
    isFirst = false
  })
  onCleanup(() => {
    clearTimeout(timer)
    leave([...standing])
  })
}

/** Whether this tab is seen and has the focus. */
function createFocus(): Accessor<boolean> {
  const look = () => document.visibilityState === 'visible' && document.hasFocus()
  const [isFocused, setIsFocused] = createSignal(look())
  const lookAgain = () => setIsFocused(look())
  const places = [
    [window, 'focus'],
    [window, 'blur'],
    [document, 'visibilitychange'],
  ] as const
  for (const [target, event] of places) target.addEventListener(event, lookAgain)
  onCleanup(() => {
    for (const [target, event] of places) target.removeEventListener(event, lookAgain)
  })
  return isFocused
}
