import { Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { FilterSelect } from '#client/ui/filter-select.tsx'
import { PageHeader } from '#client/ui/page-header.tsx'
import { Tabs } from '#client/ui/tabs.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { words as shared } from '#client/words/en.ts'
import { adminWords } from '#client/words/admin.ts'
import type { ReviewCounts, ReviewKind } from '#server/features/reviews/schema.ts'
import { shownKinds, viewOf } from './kinds.ts'
import type { QueueFilter, QueueState } from './queue-list.ts'

const words = adminWords.queue

export interface QueueHeadProps {
  /** Of a queue of one kind, which has no tabs. */
  title: string | undefined
  filter: QueueFilter
  counts: ReviewCounts | undefined
  /** when the oldest one that waits was requested */
  oldest: string | undefined
  onKind: (kind: ReviewKind | undefined) => void
  onState: (state: QueueState) => void
}

/** Title, how many wait and since when, tabs by kind, filters. */
export function QueueHead(props: QueueHeadProps) {
  const waiting = () => props.counts?.[props.filter.kind ?? 'all']
  return (
    <div class="queue-head">
      <PageHeader
        title={props.title ?? words.title}
        subtitle={
          <Show when={props.filter.state === 'pending'} fallback={words.decidedSubtitle}>
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
        }
      />
      <Show when={props.title === undefined}>
        <Tabs
          id="queue"
          label={words.kinds}
          value={props.filter.kind ?? 'all'}
          onChange={(kind) => props.onKind(kind === 'all' ? undefined : (kind as ReviewKind))}
          tabs={[
            { value: 'all', label: words.all, count: props.counts?.all },
            ...shownKinds.map((kind) => ({ value: kind, label: viewOf(kind).tab, count: props.counts?.[kind] })),
          ]}
        />
      </Show>
      <div class="queue-filters">
        <FilterSelect
          label={words.state}
          name={shared.ui.filterBy(words.state)}
          value={props.filter.state}
          onChange={(state) => props.onState(state as QueueState)}
          options={[
            { value: 'pending', label: words.states.pending },
            { value: 'decided', label: words.states.decided },
          ]}
        />
      </div>
    </div>
  )
}
