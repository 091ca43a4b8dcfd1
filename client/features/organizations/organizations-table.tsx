import Building from 'lucide-solid/icons/building-complex'
import type { Line } from '#client/realtime/live-list.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Table } from '#client/ui/table.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { placesWords } from '#client/words/places.ts'
import type { OrganizationRow } from '#server/features/organizations/schema.ts'
import { PlaceName } from './place-name.tsx'

const words = placesWords.organizations
const figure = (amount: number) => amount.toLocaleString('en')

/** The list of organizations. A row leads to its page wherever it is pressed. */
export function OrganizationsTable(props: { lines: readonly Line<OrganizationRow>[] }) {
  return (
    <Table
      label={words.list}
      rows={props.lines}
      columns={[
        {
          key: 'name',
          title: words.name,
          cell: (line) => <PlaceName line={line} icon={Building} href={`/admin/organizations/${line.id}`} />,
        },
        { key: 'members', title: words.members, align: 'end', cell: (line) => figure(line.row.members) },
        {
          key: 'superAdmins',
          title: words.superAdmins,
          align: 'end',
          from: 'wide',
          cell: (line) => figure(line.row.superAdmins),
        },
        { key: 'teams', title: words.teams, align: 'end', from: 'medium', cell: (line) => figure(line.row.teams) },
        {
          key: 'invitations',
          title: words.invitations,
          align: 'end',
          from: 'medium',
          cell: (line) => figure(line.row.invitations),
        },
        {
          key: 'codes',
          title: inviteCodeWords.places.column,
          align: 'end',
          from: 'wide',
          cell: (line) => figure(line.row.codes),
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
