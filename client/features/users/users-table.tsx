import { For, Show } from 'solid-js'
import type { Line } from '#client/realtime/live-list.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Avatar } from '#client/ui/avatar.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { createMedia } from '#client/ui/media.ts'
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
  // An address is in the page once: in its column, or under the name where there is no room for one.
  const isNarrow = createMedia('(width < 64rem)')
  return (
    <Table
      label={words.list}
      rows={props.lines}
      columns={[
        { key: 'name', title: words.name, cell: (line) => <Name line={line} /> },
        {
          key: 'email',
          title: words.email,
          from: 'wide',
          cell: (line) => (
            <Show when={!isNarrow()}>
              <span class="user-email">{line.row.email}</span>
            </Show>
          ),
        },
        { key: 'status', title: words.status, cell: (line) => <Status user={line.row} /> },
        {
          key: 'organization',
          title: words.organization,
          from: 'medium',
          cell: (line) => (
            <a class="user-place" href={`/admin/organizations/${line.row.organization.id}`}>
              {line.row.organization.name}
            </a>
          ),
        },
        { key: 'teams', title: words.teams, from: 'wide', cell: (line) => <Teams user={line.row} /> },
        {
          key: 'role',
          title: words.role,
          from: 'wide',
          cell: (line) => <span class="nowrap">{peopleWords.roles[line.row.role]}</span>,
        },
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
  const isNarrow = createMedia('(width < 64rem)')
  return (
    <span class="user-name" data-new={props.line.arrivedAt === undefined ? undefined : ''} data-key={user().id}>
      <Avatar name={nameOf(user())} seed={user().id} size="small" />
      <span class="user-name-text">
        <Show when={!isDeleted(user())} fallback={nameOf(user())}>
          <a class="user-link" href={`/admin/users/${user().id}`}>
            {nameOf(user())}
          </a>
        </Show>
        <Show when={isNarrow()}>
          <small class="user-name-email muted">{user().email}</small>
        </Show>
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

/** The chosen teams, the first two by name; only who is in none is in "All users", where everybody is. */
function Teams(props: { user: UserRow }) {
  const isDefault = (name: string) => name === `${props.user.organization.name} All users`
  const teams = () => {
    const chosen = props.user.teams.filter(({ name }) => !isDefault(name))
    return chosen.length > 0 ? chosen : props.user.teams.map((team) => ({ ...team, name: words.defaultTeam }))
  }
  return (
    <span class="user-teams" title={props.user.teams.map(({ name }) => name).join(', ')}>
      <For each={teams().slice(0, 2)}>
        {(team, index) => (
          <>
            {index() > 0 && ', '}
            <a class="user-place" href={`/admin/teams/${team.id}`}>
              {team.name}
            </a>
          </>
        )}
      </For>
      <Show when={teams().length > 2}> {words.moreTeams(teams().length - 2)}</Show>
    </span>
  )
}
