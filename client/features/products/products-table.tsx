import { Show } from 'solid-js'
import Package from 'lucide-solid/icons/package'
import { isDeleted } from '#client/features/organizations/place-list.ts'
import { PlaceName } from '#client/features/organizations/place-name.tsx'
import type { Line } from '#client/realtime/live-list.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { createMedia } from '#client/ui/media.ts'
import { Table } from '#client/ui/table.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { productWords } from '#client/words/products.ts'
import type { ProductRow } from '#server/features/products/schema.ts'
import { ProductStateBadge } from './product-state-badge.tsx'
import './products.css'

const words = productWords.list

/** The list of API products. A row leads to its page wherever it is pressed. */
export function ProductsTable(props: { lines: readonly Line<ProductRow>[] }) {
  // Each fact is in the page once: in its column, or under the name where there is no room for that.
  const isNarrow = createMedia('(width < 48rem)')
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
              icon={Package}
              href={`/admin/products/${line.id}`}
              below={line.row.summary || undefined}
            />
          ),
        },
        {
          key: 'state',
          title: words.state,
          cell: (line) => (
            <Show when={!isDeleted(line.row)}>
              <span class="product-standing">
                <ProductStateBadge state={line.row.state} />
                <Show when={isNarrow()}>
                  <Catalogues row={line.row} />
                </Show>
              </span>
            </Show>
          ),
        },
        { key: 'apis', title: words.apis, from: 'medium', align: 'end', cell: (line) => line.row.apis },
        {
          key: 'catalogues',
          title: words.catalogues,
          from: 'medium',
          cell: (line) => (
            <Show when={!isNarrow() && !isDeleted(line.row)}>
              <Catalogues row={line.row} withCount />
            </Show>
          ),
        },
        {
          key: 'updated',
          title: words.updated,
          from: 'wide',
          cell: (line) => <TimeAgo class="place-when" at={toLocalTime(line.row.updatedAt)} />,
        },
      ]}
    />
  )
}

/** In how many it is; in none it is seen by nobody, which is worth a word. */
function Catalogues(props: { row: ProductRow; withCount?: boolean }) {
  return (
    <Show when={props.row.catalogues === 0} fallback={props.withCount ? props.row.catalogues : undefined}>
      <span class="product-unseen" data-state={props.row.state}>
        {words.inNone}
        <small class="muted">{words.inNoneHint}</small>
      </span>
    </Show>
  )
}
