import { Card } from '#client/ui/card.tsx'
import { Table } from '#client/ui/table.tsx'
import { overviewWords } from '#client/words/overview.ts'
import type { Overview } from '#server/features/overview/schema.ts'

const words = overviewWords.periods

/** How long people took to decide, of all decisions of a while. */
export function PeriodsCard(props: { overview: Overview }) {
  const periods = () => [
    { period: words.week, ...props.overview.week },
    { period: words.month, ...props.overview.month },
  ]
  return (
    <Card title={words.title} look="panel" class="overview-card">
      <Table
        label={words.table}
        rows={periods()}
        columns={[
          { key: 'period', title: words.period, cell: ({ period }) => period },
          {
            key: 'decisions',
            title: words.decisions,
            align: 'end',
            cell: ({ decided }) => overviewWords.amount(decided),
          },
          {
            key: 'median',
            title: words.median,
            align: 'end',
            cell: ({ medianSeconds }) => overviewWords.durationOrNone(medianSeconds),
          },
          {
            key: 'ninetieth',
            title: words.ninetieth,
            align: 'end',
            cell: ({ ninetiethSeconds }) => overviewWords.durationOrNone(ninetiethSeconds),
          },
        ]}
      />
    </Card>
  )
}
