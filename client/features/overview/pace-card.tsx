import { Show } from 'solid-js'
import { formatDay } from '#client/features/plots/days.ts'
import { PlotCard } from '#client/features/plots/plot-card.tsx'
import { Card } from '#client/ui/card.tsx'
import { Table } from '#client/ui/table.tsx'
import { overviewWords } from '#client/words/overview.ts'
import type { Overview } from '#server/features/overview/schema.ts'
import { dayStarts } from './day-starts.ts'

const words = overviewWords.pace
const minute = 60
const hour = 60 * minute
const day = 24 * hour
/** So that a line of the plot stands at a time that people say. */
const steps = [1, 5, 10, 30]
  .map((minutes) => minutes * minute)
  .concat([1, 2, 4, 6, 12].map((hours) => hours * hour))
  .concat([1, 2, 5, 10, 30, 90, 365].map((days) => days * day))

/** How long people took to decide, day by day. */
export function PaceCard(props: { overview: Overview }) {
  const median = () => props.overview.month.medianSeconds
  return (
    <Show
      when={median() !== null}
      fallback={
        <Card title={words.title} look="panel">
          <p class="muted">{words.none}</p>
        </Card>
      }
    >
      <PlotCard
        title={words.title}
        summary={words.summary(overviewWords.durationOrNone(median()))}
        note={words.note}
        days={dayStarts(props.overview.days)}
        series={[
          {
            label: words.median,
            colour: '--accent',
            values: props.overview.days.map(({ medianSeconds }) => medianSeconds),
          },
        ]}
        scale={{ write: overviewWords.duration, steps, least: 10 * minute }}
        table={
          <Table
            label={words.table}
            rows={props.overview.days}
            columns={[
              { key: 'day', title: overviewWords.day, cell: ({ day: one }) => formatDay(one) },
              {
                key: 'median',
                title: words.median,
                align: 'end',
                cell: ({ medianSeconds }) => overviewWords.durationOrNone(medianSeconds),
              },
            ]}
          />
        }
      />
    </Show>
  )
}
