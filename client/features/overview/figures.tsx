import { For, Show, type JSX } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { overviewWords } from '#client/words/overview.ts'
import type { Overview, WaitingOfKind } from '#server/features/overview/schema.ts'
import { queueHref } from './queue-href.ts'
import './overview.css'

const words = overviewWords.figures

interface Figure {
  label: string
  value: string
  note: JSX.Element
  href: string
  tone?: 'warning' | 'danger' | 'success' | undefined
}

/** The calm figures on top: each leads to what it counts. */
export function Figures(props: { overview: Overview }) {
  const total = (of: 'count' | 'amber' | 'red') => props.overview.waiting.reduce((sum, kind) => sum + kind[of], 0)
  const figures = (): Figure[] => {
    const [waiting, amber, red] = [total('count'), total('amber'), total('red')]
    const { asked, week, amberHours, redHours } = props.overview
    return [
      {
        label: words.waiting,
        value: overviewWords.amount(waiting),
        note: <OldestOf waiting={props.overview.waiting} />,
        href: queueHref({}),
        tone: waiting === 0 ? 'success' : undefined,
      },
      {
        label: words.longer(amberHours),
        value: overviewWords.amount(amber),
        note: amber > 0 ? words.amber : words.none,
        href: queueHref({ age: 'amber' }),
        tone: amber > 0 ? 'warning' : undefined,
      },
      {
        label: words.longer(redHours),
        value: overviewWords.amount(red),
        note: red > 0 ? words.red : words.none,
        href: queueHref({ age: 'red' }),
        tone: red > 0 ? 'danger' : undefined,
      },
      {
        label: words.asked,
        value: overviewWords.amount(asked),
        note: words.askedNote,
        href: queueHref({ state: 'asked' }),
      },
      {
        label: words.pace,
        value: overviewWords.durationOrNone(week.medianSeconds),
        note: week.medianSeconds === null ? words.noDecisions : words.paceNote,
        href: queueHref({ state: 'decided' }),
      },
    ]
  }
  return (
    <ul class="figures" aria-label={words.label}>
      {/* By place, so that a figure that changes is the same link. */}
      <For each={[0, 1, 2, 3, 4]}>{(at) => <FigureLink {...figures()[at]!} />}</For>
    </ul>
  )
}

function FigureLink(props: Figure) {
  return (
    <li>
      <a class="figure" href={props.href} data-tone={props.tone}>
        <span class="figure-label">{props.label}</span> <span class="figure-value">{props.value}</span>{' '}
        <span class="figure-note">{props.note}</span>
      </a>
    </li>
  )
}

function OldestOf(props: { waiting: WaitingOfKind[] }) {
  const oldest = () =>
    props.waiting
      .flatMap((kind) => kind.oldest?.requestedAt ?? [])
      .sort()
      .at(0)
  return (
    <Show when={oldest()} fallback={words.nothingWaits}>
      {(at) => (
        <>
          {words.oldest} <TimeAgo at={toLocalTime(at())} look="age" />
        </>
      )}
    </Show>
  )
}
