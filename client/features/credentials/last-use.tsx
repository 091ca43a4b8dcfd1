// Instants of a key: when it was last used, until when it works.
import { Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { credentialsWords } from '#client/words/credentials.ts'

const words = credentialsWords.key

/** When a key was last used. It is written down in batches, so what is fresh may be a little fresher. */
export function LastUse(props: { at: string | null }) {
  return (
    <Show when={props.at} fallback={words.never}>
      {(at) => (
        <span title={words.usedHint}>
          {words.used} <TimeAgo at={toLocalTime(at())} />
        </span>
      )}
    </Show>
  )
}

/** An instant to the minute, in the reader's zone. */
export const toMinute = (at: number): string =>
  new Intl.DateTimeFormat(document.documentElement.lang || 'en', { dateStyle: 'medium', timeStyle: 'short' }).format(at)

/** The same in the page, with how far away it is. */
export function Exactly(props: { at: string }) {
  return (
    <span>
      {toMinute(Date.parse(props.at))} (<TimeAgo at={toLocalTime(props.at)} />)
    </span>
  )
}
