import { Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'

const locale = () => document.documentElement.lang || 'en'

/** Date and time to the minute, in the reader's zone. */
function exact(at: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(at))
}

/** An instant twice: how far away it is by the server's clock, and exactly, whatever this machine's clock says. `line` has it in a sentence, `cell` below each other. */
export function When(props: { at: string; look: 'line' | 'cell' }) {
  const exactly = () => <time datetime={props.at}>{exact(props.at)}</time>
  return (
    <Show
      when={props.look === 'line'}
      fallback={
        <span class="code-when">
          <TimeAgo at={toLocalTime(props.at)} />
          <small class="muted">{exactly()}</small>
        </span>
      }
    >
      {exactly()} (<TimeAgo at={toLocalTime(props.at)} />)
    </Show>
  )
}
