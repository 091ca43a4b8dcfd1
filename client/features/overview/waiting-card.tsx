import { Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Card } from '#client/ui/card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Table } from '#client/ui/table.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { overviewWords } from '#client/words/overview.ts'
import type { Overview, WaitingOfKind } from '#server/features/overview/schema.ts'
import { queueHref } from './queue-href.ts'

const words = overviewWords.waiting

/** What waits of each kind, for how long, and which is the oldest. */
export function WaitingCard(props: { overview: Overview }) {
  const isClear = () => props.overview.waiting.every(({ count }) => count === 0)
  return (
    <Card title={words.title} look="panel" class="overview-card">
      <Show
        when={!isClear()}
        fallback={
          <EmptyState kind="all-clear" title={words.clearTitle}>
            {words.clearText}
          </EmptyState>
        }
      >
        <Table
          label={words.table}
          rows={props.overview.waiting}
          columns={[
            {
              key: 'kind',
              title: words.kind,
              cell: (one) => (
                <span class="waiting-kind">
                  <a href={queueHref({ kind: one.kind })}>{overviewWords.kinds[one.kind]}</a>
                  <small>
                    <Oldest of={one} />
                  </small>
                </span>
              ),
            },
            { key: 'waiting', title: words.waiting, align: 'end', cell: (one) => overviewWords.amount(one.count) },
            {
              key: 'amber',
              title: words.longer(props.overview.amberHours),
              align: 'end',
              cell: (one) => <Aged of={one} age="amber" />,
            },
            {
              key: 'red',
              title: words.longer(props.overview.redHours),
              align: 'end',
              cell: (one) => <Aged of={one} age="red" />,
            },
            { key: 'oldest', title: words.oldest, from: 'medium', cell: (one) => <Oldest of={one} /> },
          ]}
        />
      </Show>
    </Card>
  )
}

function Aged(props: { of: WaitingOfKind; age: 'amber' | 'red' }) {
  return (
    <Show when={props.of[props.age] > 0} fallback={<span class="muted">{overviewWords.amount(0)}</span>}>
      <a class="waiting-aged" data-age={props.age} href={queueHref({ kind: props.of.kind, age: props.age })}>
        {overviewWords.amount(props.of[props.age])}
      </a>
    </Show>
  )
}

function Oldest(props: { of: WaitingOfKind }) {
  return (
    <Show when={props.of.oldest} fallback={<span class="muted">{overviewWords.none}</span>}>
      {(oldest) => (
        <span class="waiting-oldest">
          <a href={`/admin/queue/${oldest().id}`}>{oldest().name}</a>
          <TimeAgo class="muted" at={toLocalTime(oldest().requestedAt)} look="age" />
        </span>
      )}
    </Show>
  )
}
