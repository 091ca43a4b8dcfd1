import { Show, type JSX } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { createViews } from '#client/features/queue-views/create-views.ts'
import { QueueViews } from '#client/features/queue-views/queue-views.tsx'
import { SaveView } from '#client/features/queue-views/save-view.tsx'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Tabs } from '#client/ui/tabs.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import { queueWords } from '#client/words/queue.ts'
import type { ReviewCounts, ReviewKind } from '#server/features/reviews/schema.ts'
import type { Selection } from './create-selection.ts'
import { shownKinds, viewOf } from './kinds.ts'
import type { QueueFilter } from './queue-filter.ts'
import { QueueFilters } from './queue-filters.tsx'
import type { AgeHours } from './queue-list.ts'
import { SelectionBar } from './selection-bar.tsx'
import './queue-head.css'

const words = adminWords.queue

export interface QueueHeadProps {
  /** Of a queue of one kind, which has neither tabs nor views. */
  title: string | undefined
  filter: QueueFilter
  counts: ReviewCounts | undefined
  /** when the oldest one that waits was requested, where the list begins with it */
  oldest: string | undefined
  hours: AgeHours | undefined
  selection: Selection
  onChange: (change: Partial<QueueFilter>) => void
}

/** Title, how many wait and since when, tabs by kind, saved views; filters, or what to do with those that are selected. */
export function QueueHead(props: QueueHeadProps) {
  const { connection } = useSession()
  const isWhole = () => props.title === undefined
  const views = createViews(connection, isWhole)
  return (
    <div class="queue-head">
      <PageHeader title={props.title ?? words.title} subtitle={<Subtitle {...props} />} />
      <Show when={isWhole()}>
        <Tabs
          id="queue"
          label={words.kinds}
          value={props.filter.kind ?? 'all'}
          onChange={(kind) => props.onChange({ kind: kind === 'all' ? undefined : (kind as ReviewKind) })}
          tabs={[
            { value: 'all', label: words.all, count: props.counts?.all },
            ...shownKinds.map((kind) => ({ value: kind, label: viewOf(kind).tab, count: props.counts?.[kind] })),
          ]}
        />
        <QueueViews views={views} filter={props.filter} />
      </Show>
      {/* One in the place of the other, so that no row moves from under the pointer that selects it. */}
      <div class="queue-tools" data-selecting={props.selection.isAny() ? '' : undefined}>
        <QueueFilters filter={props.filter} hours={props.hours} onChange={props.onChange}>
          <Show when={isWhole()}>
            <SaveView views={views} filter={props.filter} />
          </Show>
        </QueueFilters>
        <Show when={props.selection.isAny()}>
          <SelectionBar selection={props.selection} />
        </Show>
      </div>
    </div>
  )
}

function Subtitle(props: QueueHeadProps): JSX.Element {
  const waiting = () => props.counts?.[props.filter.kind ?? 'all']
  return (
    <Show
      when={props.filter.state === 'pending'}
      fallback={props.filter.state === 'asked' ? queueWords.askedSubtitle : queueWords.decidedSubtitle}
    >
      <Show when={waiting() !== undefined} fallback={' '}>
        {words.waiting(waiting() ?? 0)}
        <Show when={props.oldest}>
          {(at) => (
            <>
              {' '}
              · {words.oldest} <TimeAgo at={toLocalTime(at())} look="age" />
            </>
          )}
        </Show>
      </Show>
    </Show>
  )
}
