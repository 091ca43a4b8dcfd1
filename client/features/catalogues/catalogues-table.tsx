import Library from 'lucide-solid/icons/library'
import { Show } from 'solid-js'
import { PlaceName } from '#client/features/organizations/place-name.tsx'
import type { Line } from '#client/realtime/live-list.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge } from '#client/ui/badge.tsx'
import { createMedia } from '#client/ui/media.ts'
import { Table } from '#client/ui/table.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { catalogueWords } from '#client/words/catalogues.ts'
import type { CatalogueRow } from '#server/features/catalogues/schema.ts'
import { audienceOf, isForNobody } from './catalogue-list.ts'
import { VisibilityBadge } from './visibility-badge.tsx'

const words = catalogueWords.list

/** The list of catalogues. A row leads to its page wherever it is pressed. */
export function CataloguesTable(props: { lines: readonly Line<CatalogueRow>[] }) {
  // The audience is in the page once: in its column, or under the name where there is no room for one.
  const isNarrow = createMedia('(width < 48rem)')
  const figure = (amount: number) => amount.toLocaleString('en')
  return (
    <Table
      label={words.list}
      rows={props.lines}
      columns={[
        {
          key: 'name',
          title: words.name,
          cell: (line) => (
            <PlaceName
              line={line}
              icon={Library}
              href={`/admin/catalogues/${line.id}`}
              below={isNarrow() ? audienceOf(line.row) : undefined}
            />
          ),
        },
        {
          key: 'visibility',
          title: words.visibility,
          cell: (line) => <VisibilityBadge visibility={line.row.visibility} />,
        },
        {
          key: 'audience',
          title: words.audience,
          from: 'medium',
          cell: (line) => (
            <Show when={!isNarrow()}>
              <Show when={isForNobody(line.row)} fallback={audienceOf(line.row)}>
                <Badge tone="warning">{audienceOf(line.row)}</Badge>
              </Show>
            </Show>
          ),
        },
        { key: 'products', title: words.products, align: 'end', cell: (line) => figure(line.row.products) },
        { key: 'plans', title: words.plans, align: 'end', from: 'medium', cell: (line) => figure(line.row.plans) },
        {
          key: 'created',
          title: words.created,
          align: 'end',
          from: 'wide',
          cell: (line) => <TimeAgo class="place-when" at={toLocalTime(line.row.createdAt)} />,
        },
      ]}
    />
  )
}
