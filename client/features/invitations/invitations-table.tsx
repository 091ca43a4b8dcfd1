import { Show } from 'solid-js'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { useNow } from '#client/ui/clock.ts'
import { Table } from '#client/ui/table.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { adminWords } from '#client/words/admin.ts'
import { peopleWords } from '#client/words/people.ts'
import type { StaffRole } from '#server/features/auth/schema.ts'
import type { InvitationRow } from '#server/features/invitations/schema.ts'
import './invitations.css'

const words = peopleWords.invitations

export interface InvitationsTableProps {
  rows: readonly InvitationRow[]
  role: StaffRole | null | undefined
  /** the invited account whose invitation is sent just now */
  resendingId: string | undefined
  onResend: (row: InvitationRow) => void
  onRevoke: (row: InvitationRow) => void
}

/** Who was invited, into what, until when. */
export function InvitationsTable(props: InvitationsTableProps) {
  const mayAct = (row: InvitationRow) => props.role === 'owner' || (props.role === 'approver' && !row.isStaff)
  return (
    <Table
      label={words.list}
      rows={props.rows}
      columns={[
        { key: 'name', title: words.name, cell: (row) => <Invited row={row} /> },
        { key: 'into', title: words.into, from: 'medium', cell: (row) => <Into row={row} /> },
        {
          key: 'invited',
          title: words.invited,
          from: 'wide',
          cell: (row) => (
            <span class="muted">
              <TimeAgo at={toLocalTime(row.invitedAt)} />
              <Show when={row.invitedBy}>{(by) => <> {words.by(by())}</>}</Show>
            </span>
          ),
        },
        { key: 'status', title: words.status, cell: (row) => <Expiry row={row} /> },
        {
          key: 'actions',
          title: words.actions,
          titleHidden: true,
          align: 'end',
          cell: (row) => (
            <Show
              when={mayAct(row)}
              fallback={
                <Show when={props.role === 'approver'}>
                  <span class="muted">{words.ownersOnly}</span>
                </Show>
              }
            >
              <span class="invitation-actions">
                <Show when={!row.isTeammates}>
                  <Button size="small" busy={props.resendingId === row.id} onClick={() => props.onResend(row)}>
                    {words.resend}
                  </Button>
                </Show>
                <Button size="small" variant="quiet" onClick={() => props.onRevoke(row)}>
                  {words.revoke}
                </Button>
              </span>
            </Show>
          ),
        },
      ]}
    />
  )
}

function Invited(props: { row: InvitationRow }) {
  return (
    <span class="invited">
      {/* A teammate's invitation is of somebody who has no account yet. */}
      <Show when={!props.row.isTeammates} fallback={props.row.name}>
        <a href={props.row.isStaff ? '/admin/settings/admins' : `/admin/users/${props.row.id}`}>{props.row.name}</a>
      </Show>
      <small class="muted">{props.row.email}</small>
      <Show when={props.row.isTeammates}>
        <small class="muted">{words.teammates(props.row.into)}</small>
      </Show>
    </span>
  )
}

function Into(props: { row: InvitationRow }) {
  const role = () => adminWords.roles[props.row.into as StaffRole] ?? props.row.into
  return <>{props.row.isStaff ? words.portalAdmin(role()) : props.row.into}</>
}

function Expiry(props: { row: InvitationRow }) {
  const now = useNow()
  const expiresAt = () => (props.row.expiresAt === null ? undefined : toLocalTime(props.row.expiresAt))
  return (
    <Show when={expiresAt()} fallback={<Badge tone="info">{words.notOut}</Badge>}>
      {(at) => (
        <Show
          when={at() <= now()}
          fallback={
            <span class="muted">
              {words.expires} <TimeAgo at={at()} />
            </span>
          }
        >
          <Badge tone="warning">{words.expired}</Badge>
        </Show>
      )}
    </Show>
  )
}
