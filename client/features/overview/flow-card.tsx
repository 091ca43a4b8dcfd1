import { formatDay } from '#client/features/plots/days.ts'
import { PlotCard } from '#client/features/plots/plot-card.tsx'
import { Table } from '#client/ui/table.tsx'
import { overviewWords } from '#client/words/overview.ts'
import type { OverviewDay } from '#server/features/overview/schema.ts'
import { dayStarts } from './day-starts.ts'

const words = overviewWords.flow

/** How many reviews arrived and how many were decided, day by day. */
export function FlowCard(props: { days: OverviewDay[] }) {
  const total = (of: 'arrived' | 'decided') => props.days.reduce((sum, day) => sum + day[of], 0)
  return (
    <PlotCard
      title={words.title}
      summary={words.summary(total('arrived'), total('decided'))}
      note={words.note}
      days={dayStarts(props.days)}
      series={[
        { label: words.arrived, colour: '--accent', values: props.days.map(({ arrived }) => arrived) },
        { label: words.decided, colour: '--success', values: props.days.map(({ decided }) => decided) },
      ]}
      table={
        <Table
          label={words.table}
          rows={props.days}
          columns={[
            { key: 'day', title: overviewWords.day, cell: ({ day }) => formatDay(day) },
            {
              key: 'arrived',
              title: words.arrived,
              align: 'end',
              cell: (day) => overviewWords.amount(day.arrived),
            },
            {
              key: 'decided',
              title: words.decided,
              align: 'end',
              cell: (day) => overviewWords.amount(day.decided),
            },
          ]}
        />
      }
    />
  )
}
