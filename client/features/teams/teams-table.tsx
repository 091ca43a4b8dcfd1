import Layers from 'lucide-solid/icons/layers'
import { Show } from 'solid-js'
import { PlaceName } from '#client/features/organizations/place-name.tsx'
import type { Line } from '#client/realtime/live-list.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { createMedia } from '#client/ui/media.ts'
import { Table, type Column } from '#client/ui/table.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { placesWords } from '#client/words/places.ts'
import type { TeamRow } from '#server/features/teams/schema.ts'

const words = placesWords.teams

export interface TeamsTableProps {
  lines: readonly Line<TeamRow>[]
  /** The one organization that all are of, which the page is about. */
  organization?: string
}

/** A list of teams. A row leads to its page wherever it is pressed. */
export function TeamsTable(props: TeamsTableProps) {
  // An organization is in the page once: in its column, or under the name where there is no room for one.
  const isNarrow = createMedia('(width < 48rem)')
  const organization: Column<Line<TeamRow>> = {
    key: 'organization',
    title: words.organization,
    from: 'medium',
    cell: (line) => (
      <Show when={!isNarrow()}>
        <a class="place-link" href={`/admin/organizations/${line.row.organization.id}`}>
          {line.row.organization.name}
        </a>
      </Show>
    ),
  }
  return (
    <Table
      label={props.organization === undefined ? words.list : words.listOf(props.organization)}
      rows={props.lines}
      columns={[
        {
          key: 'name',
          title: words.name,
          cell: (line) => (
            <PlaceName
              line={line}
              icon={Layers}
              href={`/admin/teams/${line.id}`}
              below={props.organization === undefined && isNarrow() ? line.row.organization.name : undefined}
            />
          ),
        },
        ...(props.organization === undefined ? [organization] : []),
        {
          key: 'members',
          title: words.members,
          align: 'end',
          cell: (line) => line.row.members.toLocaleString('en'),
        },
        {
          key: 'codes',
          title: inviteCodeWords.places.column,
          align: 'end',
          from: 'medium',
          cell: (line) => line.row.codes.toLocaleString('en'),
        },
        {
          key: 'created',
          title: words.created,
          align: 'end',
          from: 'medium',
          cell: (line) => <TimeAgo class="place-when" at={toLocalTime(line.row.createdAt)} />,
        },
      ]}
    />
  )
}
