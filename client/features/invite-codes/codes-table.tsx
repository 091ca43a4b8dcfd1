import Link from 'lucide-solid/icons/link'
import { Show } from 'solid-js'
import type { Line } from '#client/realtime/live-list.ts'
import { Badge } from '#client/ui/badge.tsx'
import { CopyButton } from '#client/ui/copy-button.tsx'
import { createMedia } from '#client/ui/media.ts'
import { Table, type Column } from '#client/ui/table.tsx'
import { words as shared } from '#client/words/en.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'
import { isDeleted, linkOf } from './code-list.ts'
import { CodeMenu } from './code-menu.tsx'
import { CodeStatusBadge } from './code-status-badge.tsx'
import type { CodeActs } from './create-code-acts.ts'
import { Redeem } from './redeem.tsx'
import { When } from './when.tsx'
import './invite-codes.css'

const words = inviteCodeWords.list

export interface CodesTableProps {
  lines: readonly Line<CodeRow>[]
  /** What can be done; undefined for those who read only. */
  acts: CodeActs | undefined
}

/** The list of invite codes. A row leads to its page wherever it is pressed. */
export function CodesTable(props: CodesTableProps) {
  // Name and status are in the page once: in their columns, or under the code where there is no room for those.
  const isNarrow = createMedia('(width < 48rem)')
  const place = (href: string, name: string) => (
    <a class="place-link" href={href}>
      {name}
    </a>
  )
  const menu: Column<Line<CodeRow>> = {
    key: 'actions',
    title: words.actions,
    titleHidden: true,
    align: 'end',
    cell: (line) => (
      <Show when={!isDeleted(line.row) && props.acts}>{(acts) => <CodeMenu code={line.row} acts={acts()} />}</Show>
    ),
  }
  return (
    <Table
      label={words.list}
      rows={props.lines}
      columns={[
        { key: 'code', title: words.code, cell: (line) => <Code line={line} isNarrow={isNarrow()} /> },
        {
          key: 'name',
          title: words.name,
          from: 'medium',
          cell: (line) => <Show when={!isNarrow()}>{line.row.name}</Show>,
        },
        {
          key: 'team',
          title: words.team,
          from: 'wide',
          cell: ({ row }) => place(`/admin/teams/${row.team.id}`, shortTeam(row)),
        },
        {
          key: 'organization',
          title: words.organization,
          from: 'wide',
          cell: ({ row }) => place(`/admin/organizations/${row.organization.id}`, row.organization.name),
        },
        {
          key: 'expires',
          title: words.expires,
          from: 'medium',
          cell: (line) => (
            <Show when={line.row.expiresAt} fallback={<span class="muted">{inviteCodeWords.never}</span>}>
              {(at) => <When at={at()} look="cell" />}
            </Show>
          ),
        },
        {
          key: 'redeem',
          title: words.redeem,
          cell: (line) => <Redeem quota={line.row.quota} used={line.row.used} />,
        },
        {
          key: 'status',
          title: words.status,
          from: 'medium',
          cell: (line) => (
            <Show when={!isNarrow()}>
              <Status code={line.row} withReason />
            </Show>
          ),
        },
        ...(props.acts ? [menu] : []),
      ]}
    />
  )
}

/** The organization stands in the next column. */
function shortTeam({ team, organization }: CodeRow): string {
  const isRepeated = team.isDefault && team.name.startsWith(`${organization.name} `)
  return isRepeated ? team.name.slice(organization.name.length + 1) : team.name
}

function Status(props: { code: CodeRow; withReason?: boolean }) {
  return (
    <Show when={!isDeleted(props.code)} fallback={<Badge>{inviteCodeWords.deleted}</Badge>}>
      <CodeStatusBadge code={props.code} withReason={props.withReason ?? false} />
    </Show>
  )
}

function Code(props: { line: Line<CodeRow>; isNarrow: boolean }) {
  const code = () => props.line.row
  const copy = { copiedLabel: shared.ui.copied, failedLabel: shared.ui.copyFailed, look: 'icon' } as const
  return (
    <span
      class="code-cell"
      data-key={code().id}
      data-new={props.line.arrivedAt === undefined ? undefined : ''}
      data-left={isDeleted(code()) ? '' : undefined}
    >
      <span class="code-cell-text">
        <Show when={!isDeleted(code())} fallback={<code>{code().code}</code>}>
          <a href={`/admin/invite-codes/${code().id}`}>
            <code>{code().code}</code>
          </a>
        </Show>
        <Show when={props.isNarrow}>
          <small class="muted">{code().name}</small>
          <Status code={code()} />
        </Show>
      </span>
      <Show when={!isDeleted(code())}>
        <span class="code-cell-copy">
          <CopyButton {...copy} text={code().code} label={inviteCodeWords.copyCode} />
          <CopyButton {...copy} text={linkOf(code(), location.origin)} label={inviteCodeWords.copyLink} icon={Link} />
        </span>
      </Show>
    </span>
  )
}
