import { Show } from 'solid-js'
import type { Line } from '#client/realtime/live-list.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Avatar } from '#client/ui/avatar.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Table } from '#client/ui/table.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { peopleWords } from '#client/words/people.ts'
import type { UserRow } from '#server/features/users/schema.ts'
import { isDeleted, nameOf } from './user-list.ts'
import { UserStateBadge } from './user-state-badge.tsx'
import './users.css'

const words = peopleWords.list

/** The list of users. A row leads to its page wherever it is pressed. */
export function UsersTable(props: { lines: readonly Line<UserRow>[] }) {
  return (
    <Table
      label={words.list}
      rows={props.lines}
      columns={[
        { key: 'name', title: words.name, cell: (line) => <Name line={line} /> },
        {
          key: 'email',
          title: words.email,
          from: 'medium',
          cell: (line) => <span class="user-email">{line.row.email}</span>,
        },
        { key: 'status', title: words.status, cell: (line) => <Status user={line.row} /> },
        { key: 'organization', title: words.organization, from: 'medium', cell: (line) => line.row.organization.name },
        { key: 'teams', title: words.teams, from: 'wide', cell: (line) => <Teams user={line.row} /> },
        { key: 'role', title: words.role, from: 'wide', cell: (line) => peopleWords.roles[line.row.role] },
        {
          key: 'since',
          title: words.since,
          from: 'medium',
          align: 'end',
          cell: (line) => <TimeAgo class="user-since" at={toLocalTime(line.row.createdAt)} />,
        },
      ]}
    />
  )
}

function Name(props: { line: Line<UserRow> }) {
  const user = () => props.line.row
  return (
    <span class="user-name" data-new={props.line.arrivedAt === undefined ? undefined : ''} data-key={user().id}>
      <Avatar name={nameOf(user())} seed={user().id} size="small" />
      <span class="user-name-text">
        <Show when={!isDeleted(user())} fallback={nameOf(user())}>
          <a class="user-link" href={`/admin/users/${user().id}`}>
            {nameOf(user())}
          </a>
        </Show>
        <small class="user-name-email muted">{user().email}</small>
      </span>
    </span>
  )
}

function Status(props: { user: UserRow }) {
  return (
    <Show when={!isDeleted(props.user)} fallback={<Badge>{peopleWords.deleted}</Badge>}>
      <UserStateBadge state={props.user.state} />
    </Show>
  )
}

/** The first two by name, the rest counted; all of them in the title. The default team is said last: everybody is in it. */
function Teams(props: { user: UserRow }) {
  const names = () => props.user.teams.map(({ name }) => name).toSorted((a, b) => rank(a) - rank(b))
  const rank = (name: string) => (name === `${props.user.organization.name} All users` ? 1 : 0)
  return (
    <span class="user-teams" title={names().join(', ')}>
      {names().slice(0, 2).join(', ')}
      <Show when={names().length > 2}>
        <span class="muted"> {words.moreTeams(names().length - 2)}</span>
      </Show>
    </span>
  )
}
