import { Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import type { Line } from '#client/realtime/live-list.ts'
import { Avatar } from '#client/ui/avatar.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { Table } from '#client/ui/table.tsx'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { createRedemptions, type RedemptionLine } from './create-redemptions.ts'
import { When } from './when.tsx'
import '#client/features/users/users.css'

const words = inviteCodeWords.redemptions

/** Who redeemed a code and when, the newest first, live. */
export function RedemptionsCard(props: { codeId: string }) {
  const { connection } = useSession()
  const redemptions = createRedemptions(connection, () => props.codeId)
  return (
    <Card title={words.title} look="panel">
      <LiveRows
        list={redemptions}
        words={words}
        skeletonRows={4}
        empty={
          <p class="muted">
            <b>{words.emptyTitle}.</b> {words.emptyText}
          </p>
        }
      >
        {(lines) => (
          <Table
            label={words.list}
            rows={lines}
            columns={[
              { key: 'person', title: words.person, cell: (line) => <Person line={line} /> },
              {
                key: 'when',
                title: words.when,
                cell: (line) => <When at={line.row.redeemedAt} look="cell" />,
              },
              { key: 'place', title: words.place, cell: (line) => <Place line={line} /> },
            ]}
          />
        )}
      </LiveRows>
    </Card>
  )
}

function Person(props: { line: Line<RedemptionLine> }) {
  return (
    <Show
      when={props.line.row.account}
      fallback={
        <span class="user-name muted" data-key={props.line.id}>
          {words.deletedPerson}
        </span>
      }
    >
      {(person) => (
        <span class="user-name" data-key={props.line.id}>
          <Avatar name={person().name} seed={person().id} size="small" />
          <span class="user-name-text">
            <a href={`/admin/users/${person().id}`}>{person().name}</a>
            <small class="user-name-email muted">{person().email}</small>
          </span>
        </span>
      )}
    </Show>
  )
}

function Place(props: { line: Line<RedemptionLine> }) {
  return (
    <Show when={props.line.row.returnedAt} fallback={<Badge tone="success">{words.taken}</Badge>}>
      {(at) => (
        <span class="code-status">
          <Badge>{words.returned}</Badge>
          <small class="muted">
            <When at={at()} look="cell" />
          </small>
        </span>
      )}
    </Show>
  )
}
