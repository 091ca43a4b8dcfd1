import { createUniqueId, Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Avatar } from '#client/ui/avatar.tsx'
import { Button } from '#client/ui/button.tsx'
import { createMedia } from '#client/ui/media.ts'
import { Table } from '#client/ui/table.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { organizationWords } from '#client/words/organization.ts'
import type { MemberRow } from '#server/features/members/schema.ts'
import { Address, Role, Status } from './member-cells.tsx'
import { nameOf } from './member-list.ts'
import './members.css'

const w = organizationWords.users

export interface MembersTableProps {
  rows: readonly MemberRow[]
  meId: string
  defaultTeamId: string | undefined
  /** super admins act on every row */
  mayAct: boolean
  resendingId: string | undefined
  onEdit: (row: MemberRow) => void
  onResend: (row: MemberRow) => void
  /** removing somebody, or revoking an invitation */
  onEnd: (row: MemberRow) => void
}

/** The people of an organization. Where there is no room for a column its words stand under the name, once in the page. */
export function MembersTable(props: MembersTableProps) {
  const hasEmail = createMedia('(width >= 80rem)')
  const hasColumns = createMedia('(width >= 48rem)')
  const email = {
    key: 'email',
    title: w.email,
    cell: (row: MemberRow) => (
      <span class="member-email">
        <Address of={row.email} />
      </span>
    ),
  }
  const actions = {
    key: 'actions',
    title: w.actions,
    titleHidden: true,
    align: 'end' as const,
    cell: (row: MemberRow) => <Actions {...props} row={row} />,
  }
  return (
    <Table
      label={w.list}
      rows={props.rows}
      columns={[
        {
          key: 'name',
          title: w.name,
          cell: (row) => (
            <span class="member">
              <Avatar name={nameOf(row)} seed={row.id} />
              <span class="member-text">
                <span>
                  {nameOf(row)}
                  <Show when={row.id === props.meId}>
                    <span class="muted"> ({w.you})</span>
                  </Show>
                </span>
                <Show when={!hasEmail()}>
                  <small class="muted">
                    <Address of={row.email} />
                  </small>
                </Show>
                <Show when={!hasColumns()}>
                  <small class="muted">
                    <Role row={row} defaultTeamId={props.defaultTeamId} />
                  </small>
                  <Status row={row} />
                </Show>
              </span>
            </span>
          ),
        },
        ...(hasEmail() ? [email] : []),
        {
          key: 'role',
          title: w.role,
          from: 'medium',
          cell: (row) => (
            <Show when={hasColumns()}>
              <span class="member-role">
                <Role row={row} defaultTeamId={props.defaultTeamId} />
              </span>
            </Show>
          ),
        },
        {
          key: 'since',
          title: w.since,
          from: 'medium',
          cell: (row) => (
            <span class="muted nowrap">
              <Show when={row.memberSince} fallback="–">
                {(since) => <TimeAgo at={toLocalTime(since())} />}
              </Show>
            </span>
          ),
        },
        {
          key: 'status',
          title: w.status,
          from: 'medium',
          cell: (row) => (
            <Show when={hasColumns()}>
              <Status row={row} />
            </Show>
          ),
        },
        ...(props.mayAct ? [actions] : []),
      ]}
    />
  )
}

function Actions(props: MembersTableProps & { row: MemberRow }) {
  const id = createUniqueId()
  const isInvitation = () => props.row.kind === 'invitation'
  return (
    <span class="member-actions">
      <span id={id} hidden>
        {nameOf(props.row)}
      </span>
      <Button size="small" aria-describedby={id} onClick={() => props.onEdit(props.row)}>
        {w.edit}
      </Button>
      <Show when={isInvitation()}>
        <Button
          size="small"
          aria-describedby={id}
          busy={props.resendingId === props.row.id}
          onClick={() => props.onResend(props.row)}
        >
          {w.resend}
        </Button>
      </Show>
      <Button size="small" variant="quiet" aria-describedby={id} onClick={() => props.onEnd(props.row)}>
        {isInvitation() ? w.revoke : w.remove}
      </Button>
    </span>
  )
}
