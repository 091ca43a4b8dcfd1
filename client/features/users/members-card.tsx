// Who is in an organization or a team: the newest first page, live, and the way to all of them.
import type { JSX } from 'solid-js'
import { createMemo, Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import type { Line } from '#client/realtime/live-list.ts'
import { Avatar } from '#client/ui/avatar.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Table } from '#client/ui/table.tsx'
import { peopleWords } from '#client/words/people.ts'
import { placesWords } from '#client/words/places.ts'
import type { UserRow } from '#server/features/users/schema.ts'
import { createUsers } from './create-users.ts'
import { isDeleted, nameOf, readFilter } from './user-list.ts'
import { UserStateBadge } from './user-state-badge.tsx'
import './users.css'

const words = placesWords.members

export interface MembersCardProps {
  /** What it is called, and which it is. */
  name: string
  organizationId: string
  teamId?: string | undefined
  empty: JSX.Element
}

export function MembersCard(props: MembersCardProps) {
  const { connection } = useSession()
  const filter = createMemo(() => readFilter({ organization: props.organizationId, team: props.teamId }), undefined, {
    equals: (a, b) => a.organizationId === b.organizationId && a.teamId === b.teamId,
  })
  const users = createUsers(connection, () => filter())
  const all = () =>
    `/admin/users?organization=${props.organizationId}${props.teamId === undefined ? '' : `&team=${props.teamId}`}`
  return (
    <Card
      title={words.title}
      look="panel"
      actions={
        <LinkButton size="small" href={all()}>
          {words.showAll}
        </LinkButton>
      }
    >
      <LiveRows
        list={users}
        words={words}
        skeletonRows={4}
        empty={props.empty}
        rest={<p class="members-rest muted">{words.newestFirst}</p>}
      >
        {(lines) => <MembersTable label={words.listOf(props.name)} lines={lines} />}
      </LiveRows>
    </Card>
  )
}

function MembersTable(props: { label: string; lines: readonly Line<UserRow>[] }) {
  return (
    <Table
      label={props.label}
      rows={props.lines}
      columns={[
        { key: 'name', title: words.name, cell: (line) => <Name line={line} /> },
        { key: 'status', title: words.status, cell: (line) => <Status line={line} /> },
        {
          key: 'role',
          title: words.role,
          from: 'medium',
          cell: (line) => <span class="nowrap">{peopleWords.roles[line.row.role]}</span>,
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
          <a href={`/admin/users/${user().id}`}>{nameOf(user())}</a>
        </Show>
        <small class="user-name-email muted">{user().email}</small>
      </span>
    </span>
  )
}

function Status(props: { line: Line<UserRow> }) {
  return (
    <Show
      when={props.line.leftAt === undefined}
      fallback={<Badge>{isDeleted(props.line.row) ? peopleWords.deleted : words.left}</Badge>}
    >
      <UserStateBadge state={props.line.row.state} />
    </Show>
  )
}
