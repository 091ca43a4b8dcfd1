import { Show } from 'solid-js'
import { kindOfMail } from '#client/features/emails/mail-words.ts'
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Table } from '#client/ui/table.tsx'
import { TimeAgo } from '#client/ui/time-ago.tsx'
import { wordingWords } from '#client/words/wordings.ts'
import type { WordingName, WordingRow } from '#server/features/wordings/schema.ts'
import './wording-table.css'

const words = wordingWords.list

export const nameOfWording = (name: WordingName): string =>
  name === 'layout' ? wordingWords.layout.name : kindOfMail({ template: name })

export const triggerOf = (name: WordingName): string =>
  name === 'layout' ? wordingWords.layout.trigger : wordingWords.triggers[name]

/** One mail a row: when it is written and to whom, its subject, and whose wording it has. */
export function WordingTable(props: { label: string; rows: readonly WordingRow[] }) {
  return (
    <Table
      label={props.label}
      rows={props.rows}
      columns={[
        { key: 'mail', title: words.mail, cell: (row) => <MailCell row={row} /> },
        { key: 'subject', title: words.subject, from: 'medium', cell: (row) => row.subject },
        { key: 'state', title: words.state, cell: (row) => <WordingState row={row} /> },
      ]}
    />
  )
}

function MailCell(props: { row: WordingRow }) {
  return (
    <div class="wording-mail">
      <a href={`/admin/emails/wording/${props.row.name}`}>{nameOfWording(props.row.name)}</a>
      <small class="muted">{triggerOf(props.row.name)}</small>
    </div>
  )
}

/** *Changed*, by whom and when, or *Default*. */
export function WordingState(props: { row: Pick<WordingRow, 'isDefault' | 'publishedAt' | 'publishedBy'> }) {
  return (
    <div class="wording-state">
      <Show when={!props.row.isDefault} fallback={<Badge>{words.isDefault}</Badge>}>
        <Badge tone="info">{words.changed}</Badge>
        <small class="muted">
          {props.row.publishedBy ? words.by(props.row.publishedBy.name) : words.bySomebody}
          <Show when={props.row.publishedAt}>
            {(at) => (
              <>
                , <TimeAgo at={toLocalTime(at())} />
              </>
            )}
          </Show>
        </small>
      </Show>
    </div>
  )
}
