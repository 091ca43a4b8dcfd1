import { Show } from 'solid-js'
import { useSession } from '#client/features/auth/session.tsx'
import { LiveRows } from '#client/features/organizations/live-rows.tsx'
import type { Line } from '#client/realtime/live-list.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Card } from '#client/ui/card.tsx'
import { LinkButton } from '#client/ui/link-button.tsx'
import { Table } from '#client/ui/table.tsx'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'
import { isDeleted, readCodeFilter } from './code-list.ts'
import { CodeStatusBadge } from './code-status-badge.tsx'
import { createCodes } from './create-codes.ts'
import { Redeem } from './redeem.tsx'
import { useServerClock } from './server-now.ts'
import './invite-codes.css'

const words = inviteCodeWords.places
const shownMax = 8

/** The invite codes that lead into an organization or a team: the newest, live, and the way to all of them. */
export function PlaceCodesCard(props: { organizationId: string; teamId?: string | undefined }) {
  const { connection } = useSession()
  useServerClock()
  const codes = createCodes(connection, () =>
    readCodeFilter({ organization: props.organizationId, team: props.teamId }),
  )
  const all = () =>
    props.teamId === undefined
      ? `/admin/invite-codes?organization=${props.organizationId}`
      : `/admin/invite-codes?team=${props.teamId}`
  return (
    <Card
      title={words.title}
      look="panel"
      actions={
        <LinkButton size="small" href={all()}>
          {words.all}
        </LinkButton>
      }
    >
      <LiveRows
        list={codes}
        words={inviteCodeWords.list}
        skeletonRows={2}
        empty={<p class="muted">{words.none}</p>}
        rest={<></>}
      >
        {(lines) => (
          <>
            <Table
              label={words.list}
              rows={lines.slice(0, shownMax)}
              columns={[
                { key: 'name', title: inviteCodeWords.list.name, cell: (line) => <Name line={line} /> },
                {
                  key: 'redeem',
                  title: inviteCodeWords.list.redeem,
                  cell: (line) => <Redeem quota={line.row.quota} used={line.row.used} />,
                },
                {
                  key: 'status',
                  title: inviteCodeWords.list.status,
                  cell: (line) => (
                    <Show when={!isDeleted(line.row)} fallback={<Badge>{inviteCodeWords.deleted}</Badge>}>
                      <CodeStatusBadge code={line.row} />
                    </Show>
                  ),
                },
              ]}
            />
            <Show when={lines.length > shownMax}>
              <p class="code-rest muted">{words.rest}</p>
            </Show>
          </>
        )}
      </LiveRows>
    </Card>
  )
}

function Name(props: { line: Line<CodeRow> }) {
  const code = () => props.line.row
  return (
    <span class="code-cell-text" data-key={code().id}>
      <Show when={!isDeleted(code())} fallback={code().name}>
        <a href={`/admin/invite-codes/${code().id}`}>{code().name}</a>
      </Show>
      <small class="muted">
        <code>{code().code}</code>
      </small>
    </span>
  )
}
