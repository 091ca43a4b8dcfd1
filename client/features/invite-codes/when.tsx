import { Show } from 'solid-js'
import { TimeAgo } from '#client/ui/time-ago.tsx'

const locale = () => document.documentElement.lang || 'en'

/** Date and time to the minute, in the reader's zone. */
function exact(at: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

/** An instant twice: how far away it is, and exactly. `line` has it in a sentence, `cell` below each other. */
export function When(props: { at: number; look: 'line' | 'cell' }) {
  const exactly = () => <time datetime={new Date(props.at).toISOString()}>{exact(props.at)}</time>
  return (
    <Show
      when={props.look === 'line'}
      fallback={
        <span class="code-when">
          <TimeAgo at={props.at} />
          <small class="muted">{exactly()}</small>
        </span>
      }
    >
      {exactly()} (<TimeAgo at={props.at} />)
    </Show>
  )
}
