import { Show } from 'solid-js'
import { isExpiring } from '#client/features/credentials/credential-view.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import type { Line } from '#client/realtime/live-list.ts'
import { Badge } from '#client/ui/badge.tsx'
import { createMedia } from '#client/ui/media.ts'
import { Table } from '#client/ui/table.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { appsWords } from '#client/words/apps.ts'
import type { AppRow } from '#server/features/apps/schema.ts'
import { audienceOf } from './app-list.ts'
import './apps.css'

const words = appsWords.list

/** The list of apps. A row leads to its page wherever it is pressed. */
export function AppsTable(props: { lines: readonly Line<AppRow>[]; meId: string }) {
  // Each fact is in the page once: in its column, or under the name where there is no room for that.
  const isNarrow = createMedia('(width < 48rem)')
  return (
    <Table
      label={words.list}
      rows={props.lines}
      columns={[
        { key: 'name', title: words.name, cell: (line) => <Name line={line} isNarrow={isNarrow()} /> },
        { key: 'audience', title: words.audience, from: 'medium', cell: ({ row }) => audienceOf(row) },
        {
          key: 'keys',
          title: words.keys,
          from: 'medium',
          cell: (line) => (
            <Show when={!isNarrow()}>
              <Keys app={line.row} />
            </Show>
          ),
        },
        {
          key: 'expiry',
          title: words.expiry,
          from: 'wide',
          cell: (line) => <Expiry at={line.row.nextExpiry} />,
        },
        { key: 'owner', title: words.owner, from: 'wide', cell: (line) => ownerOf(line.row, props.meId) },
      ]}
    />
  )
}

function ownerOf({ owner }: AppRow, meId: string): string {
  if (!owner) return words.nobody
  return owner.id === meId ? words.you : owner.name
}

function Name(props: { line: Line<AppRow>; isNarrow: boolean }) {
  const app = () => props.line.row
  return (
    <span
      class="app-name"
      data-key={app().id}
      data-new={props.line.arrivedAt === undefined ? undefined : ''}
      data-left={props.line.leftAt === undefined ? undefined : ''}
    >
      <a href={`/apps/${app().id}`}>{app().name}</a>
      <Show when={app().description}>
        <small class="muted app-description">{app().description}</small>
      </Show>
      <Show when={props.isNarrow}>
        <small class="muted">{audienceOf(app())}</small>
        <Keys app={app()} />
      </Show>
    </span>
  )
}

/** How many keys work, and whether something waits. */
export function Keys(props: { app: AppRow }) {
  return (
    <span class="app-keys">
      <span classList={{ muted: props.app.credentials === 0 }}>
        {props.app.credentials === 0 ? words.noKey : words.liveKeys(props.app.credentials)}
      </span>
      <Show when={props.app.pending > 0}>
        <Badge tone="info">{words.waiting(props.app.pending)}</Badge>
      </Show>
    </span>
  )
}

/** When the first of its keys expires; soon, that is a warning. */
export function Expiry(props: { at: string | null }) {
  return (
    <Show when={props.at} fallback={<span class="muted">{words.none}</span>}>
      {(at) => (
        <Show when={isExpiring(at(), Date.now())} fallback={<TimeAgo at={toLocalTime(at())} />}>
          <Badge tone="warning">
            <TimeAgo at={toLocalTime(at())} />
          </Badge>
        </Show>
      )}
    </Show>
  )
}
