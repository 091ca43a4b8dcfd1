import Clock from 'lucide-solid/icons/clock'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { createMemo, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { useNow } from '#client/ui/clock.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { queueWords } from '#client/words/queue.ts'
import { toneOfAge, type AgeHours } from './queue-list.ts'

const marks = {
  amber: { icon: Clock, text: queueWords.waitsLong },
  red: { icon: TriangleAlert, text: queueWords.waitsTooLong },
}

/** How long something waits, amber and then red past the given hours; or when it was decided. */
export function RowAge(props: { at: number; look: 'ago' | 'age'; hours: AgeHours | undefined }) {
  const now = useNow()
  const tone = createMemo(() => (props.hours ? toneOfAge(now() - props.at, props.hours) : undefined))
  return (
    <span class="queue-age" data-tone={tone()}>
      <Show when={tone()}>
        {(reached) => (
          <span class="queue-age-mark" title={marks[reached()].text}>
            <Dynamic component={marks[reached()].icon} size={14} />
            <span class="visually-hidden">{marks[reached()].text}, </span>
          </span>
        )}
      </Show>
      <TimeAgo at={props.at} look={props.look} />
    </span>
  )
}
