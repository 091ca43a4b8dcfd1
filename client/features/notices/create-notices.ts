// Desktop notifications of the queue: one for all, from one tab, while no tab of ours is in sight.
import { createEffect, on, onCleanup, untrack, type Accessor } from 'solid-js'
import { keyWords } from '#client/words/keys.ts'
import type { ReviewCounts } from '#server/features/reviews/schema.ts'
import { noticesWanted, readPermission } from './notices-wanted.ts'

const words = keyWords.notices
/** Held by the one tab that tells; the others stand in line for it. */
const telling = 'gatehouse.notices'
/** Held, shared, by every tab that is in sight. */
const inSight = 'gatehouse.in-sight'
// Not of the schema: it brings zod, which the first paint does without.
const inOrder = ['registration', 'organization', 'access'] as const
/** Many arrivals at once are told once. */
const gatherMs = 1_000

/** Tells how many reviews wait when there are more of them than before; a press on it leads to the queue. */
export function createNotices(counts: Accessor<ReviewCounts | undefined>, goToQueue: () => void): void {
  if (!('locks' in navigator) || !('Notification' in window)) return
  let isTeller = false
  let shown: Notification | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = new AbortController()
  const hide = () => {
    shown?.close()
    shown = undefined
  }

  async function tell(isNews: boolean) {
    const now = untrack(counts)
    if (!now || !isTeller || !untrack(noticesWanted) || readPermission() !== 'granted') return
    const { held = [] } = await navigator.locks.query()
    if (end.signal.aborted || held.some(({ name }) => name === inSight)) return
    if (now.all === 0) return hide()
    // Fewer wait: what is on the screen is put right, without a sound.
    if (!isNews && !shown) return
    shown = show(now, isNews, () => (hide(), window.focus(), goToQueue()))
  }
  createEffect(
    on(
      () => counts()?.all,
      (all, before) => {
        if (all === undefined || before === undefined || all === before) return
        const isNews = all > before
        if (timer !== undefined && !isNews) return
        clearTimeout(timer)
        timer = setTimeout(() => ((timer = undefined), void tell(isNews)), gatherMs)
      },
    ),
  )

  // A tab that comes into sight shows what the notice says.
  const channel = new BroadcastChannel(inSight)
  channel.onmessage = hide
  holdWhile(telling, 'exclusive', end.signal, () => (isTeller = true))
  let leaveSight: AbortController | undefined
  const follow = () => {
    leaveSight?.abort()
    if (document.visibilityState !== 'visible') return
    hide()
    channel.postMessage('here')
    leaveSight = new AbortController()
    holdWhile(inSight, 'shared', leaveSight.signal)
  }
  follow()
  document.addEventListener('visibilitychange', follow)
  onCleanup(() => {
    document.removeEventListener('visibilitychange', follow)
    leaveSight?.abort()
    channel.close()
    end.abort()
    clearTimeout(timer)
    hide()
  })
}

/** Waits for a lock and holds it until the signal; a tab that dies lets go by itself. */
function holdWhile(name: string, mode: LockMode, signal: AbortSignal, onHeld?: () => void): void {
  const untilAborted = () =>
    new Promise<void>((release) => {
      onHeld?.()
      if (signal.aborted) release()
      signal.addEventListener('abort', () => release())
    })
  // Given up while it stood in line: that is how it ends.
  navigator.locks.request(name, { mode, signal }, untilAborted).catch(() => undefined)
}

function show(counts: ReviewCounts, isNews: boolean, onClick: () => void): Notification | undefined {
  const kinds = inOrder.filter((kind) => counts[kind] > 0).map((kind) => words.kinds[kind](counts[kind]))
  try {
    const notice = new Notification(words.waiting(counts.all), {
      // One of them, whichever tab tells: the newest takes the place of the one before.
      tag: telling,
      body: kinds.join(', '),
      icon: '/favicon-waiting.svg',
      silent: !isNews,
    })
    notice.onclick = onClick
    return notice
  } catch {
    // Android has the class, but only a service worker may use it.
    return undefined
  }
}
