import Box from 'lucide-solid/icons/box'
import { Show } from 'solid-js'
import { isDeleted } from '#client/features/organizations/place-list.ts'
import { PlaceName } from '#client/features/organizations/place-name.tsx'
import type { Line } from '#client/realtime/live-list.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { createMedia } from '#client/ui/media.ts'
import { Table, type Column } from '#client/ui/table.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminAppWords } from '#client/words/apps-admin.ts'
import type { AppRow } from '#server/features/apps/schema.ts'

const words = adminAppWords.list
const figure = (amount: number) => amount.toLocaleString('en')

/** The list of apps. A row leads to its page wherever it is pressed. */
export function AppsTable(props: { lines: readonly Line<AppRow>[] }) {
  // What does not fit into columns stands under the name.
  const isNarrow = createMedia('(width < 48rem)')
  const below = ({ row }: Line<AppRow>) =>
    isNarrow() && !isDeleted(row) ? words.below(row.organization.name, row.credentials, row.pending) : undefined
  const from = 'medium'
  return (
    <Table
      label={words.list}
      rows={props.lines}
      columns={[
        nameColumn(below),
        {
          key: 'organization',
          title: words.organization,
          from,
          cell: (line) => (
            <Show when={!isNarrow()}>
              <a class="place-link" href={`/admin/organizations/${line.row.organization.id}`}>
                {line.row.organization.name}
              </a>
            </Show>
          ),
        },
        { key: 'owner', title: words.owner, from: 'wide', cell: (line) => <Owner app={line.row} /> },
        {
          key: 'visibility',
          title: words.visibility,
          from: 'wide',
          cell: (line) => line.row.team?.name ?? adminAppWords.visibilities[line.row.visibility],
        },
        { key: 'keys', title: words.keys, align: 'end', from, cell: (line) => figure(line.row.credentials) },
        { key: 'waiting', title: words.waiting, align: 'end', from, cell: (line) => figure(line.row.pending) },
        {
          key: 'expiry',
          title: words.expiry,
          align: 'end',
          from: 'wide',
          cell: (line) => (
            <Show
              when={line.row.nextExpiry}
              fallback={<span class="place-when">{line.row.credentials > 0 ? adminAppWords.never : '–'}</span>}
            >
              {(at) => <TimeAgo class="place-when" at={toLocalTime(at())} />}
            </Show>
          ),
        },
        {
          key: 'created',
          title: words.created,
          align: 'end',
          from,
          cell: (line) => <TimeAgo class="place-when" at={toLocalTime(line.row.createdAt)} />,
        },
      ]}
    />
  )
}

/** The first column: the app's name leads to its page. */
export const nameColumn = (below: (line: Line<AppRow>) => string | undefined): Column<Line<AppRow>> => ({
  key: 'name',
  title: words.name,
  cell: (line) => <PlaceName line={line} icon={Box} href={`/admin/apps/${line.id}`} below={below(line)} />,
})

function Owner(props: { app: AppRow }) {
  return (
    <Show when={props.app.owner} fallback={<span class="muted">–</span>}>
      {(owner) => (
        <a class="place-link" href={`/admin/users/${owner().id}`}>
          {owner().name}
        </a>
      )}
    </Show>
  )
}
