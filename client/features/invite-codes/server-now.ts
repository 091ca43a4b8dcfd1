// The server's clock where the seconds count: a code expires by that one, not by this machine's.
import { onMount } from 'solid-js'
import { learnServerTime, toLocalTime } from '#client/realtime/server-clock.ts'
import { useNow } from '#client/ui/clock.ts'
import { statusOf, type CodeFacts, type CodeStatus } from '#server/features/invite-codes/rules.ts'

const epoch = new Date(0).toISOString()

/** An instant of this machine by the server's clock, in epoch ms. */
export const toServerTime = (localMs: number): number => localMs - toLocalTime(epoch)

export const serverNow = (): number => toServerTime(Date.now())

/** The status of a code, turning in its second. */
export function useStatus(code: () => CodeFacts): () => CodeStatus {
  const now = useNow()
  return () => statusOf(code(), toServerTime(now()))
}

/** The header has whole seconds and comes a moment late; less than that is no difference. */
const resolutionMs = 1_500
let isAsked = false

/** Asks the server once a page load what time it is. */
export function useServerClock(): void {
  onMount(() => {
    if (isAsked) return
    isAsked = true
    fetch('/healthz', { method: 'HEAD' }).then(
      ({ headers }) => {
        const date = headers.get('date')
        if (date && Math.abs(Date.parse(date) - Date.now()) > resolutionMs)
          learnServerTime(new Date(date).toISOString())
      },
      // Not reached: then this machine's clock has to do.
      () => (isAsked = false),
    )
  })
}
