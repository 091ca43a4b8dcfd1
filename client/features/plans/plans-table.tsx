import Gauge from 'lucide-solid/icons/gauge'
import { PlaceName } from '#client/features/organizations/place-name.tsx'
import type { Line } from '#client/realtime/live-list.ts'
import { createMedia } from '#client/ui/media.ts'
import { Table, type Column } from '#client/ui/table.tsx'
import { planWords } from '#client/words/plans.ts'
import type { PlanRow } from '#server/features/plans/schema.ts'
import { planTerms, termsLine } from './plan-terms.ts'

const words = planWords.list

/** The list of plans, their terms side by side. A row leads to its page wherever it is pressed. */
export function PlansTable(props: { lines: readonly Line<PlanRow>[] }) {
  // The terms are in the page once: in their columns, or under the name where there is no room for those.
  const isNarrow = createMedia('(width < 48rem)')
  const { rate, quota, lifetime, access } = planWords.terms
  const term = (title: string, at: number, from: 'medium' | 'wide'): Column<Line<PlanRow>> => ({
    key: title,
    title,
    from,
    cell: (line) => (isNarrow() ? undefined : planTerms(line.row)[at]!.value),
  })
  const below = ({ row }: Line<PlanRow>) => (isNarrow() ? termsLine(row) : row.description)
  return (
    <Table
      label={words.list}
      rows={props.lines}
      columns={[
        {
          key: 'name',
          title: words.name,
          cell: (line) => (
            <PlaceName line={line} icon={Gauge} href={`/admin/plans/${line.id}`} below={below(line) || undefined} />
          ),
        },
        term(rate, 0, 'medium'),
        term(quota, 1, 'medium'),
        term(lifetime, 2, 'wide'),
        term(access, 3, 'medium'),
      ]}
    />
  )
}
