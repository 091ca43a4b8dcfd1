import type { Line } from '#client/realtime/live-list.ts'
import { Table } from '#client/ui/table.tsx'
import { adminWords } from '#client/words/admin.ts'
import type { MailRow } from '#server/features/emails/schema.ts'
import { MailStateBadge, MailWhen } from './mail-state.tsx'
import { nameOfMail } from './mail-words.ts'
import './mail-table.css'

const words = adminWords.emails

/** One mail a row. On small screens the first and the last column say what the others have no room for. */
export function MailTable(props: { lines: readonly Line<MailRow>[] }) {
  return (
    <Table
      label={words.list}
      rows={props.lines}
      columns={[
        { key: 'to', title: words.to, cell: (line) => <Recipient mail={line.row} /> },
        {
          key: 'subject',
          title: words.subject,
          from: 'medium',
          cell: (line) => <Subject mail={line.row} />,
        },
        { key: 'state', title: words.state, cell: (line) => <State mail={line.row} /> },
        {
          key: 'when',
          title: words.when,
          align: 'end',
          from: 'medium',
          cell: (line) => <MailWhen mail={line.row} />,
        },
      ]}
    />
  )
}

function Recipient(props: { mail: MailRow }) {
  return (
    <a class="emails-to" href={`/admin/emails/${props.mail.id}`} data-key={props.mail.id}>
      <span>{props.mail.toName}</span>
      <small class="muted">{props.mail.toAddress}</small>
      <small class="emails-to-subject muted">{nameOfMail(props.mail)}</small>
    </a>
  )
}

function State(props: { mail: MailRow }) {
  return (
    <div class="emails-state">
      <MailStateBadge state={props.mail.state} />
      <div class="emails-state-when">
        <MailWhen mail={props.mail} />
      </div>
    </div>
  )
}

function Subject(props: { mail: MailRow }) {
  return <span classList={{ muted: props.mail.subject === null }}>{nameOfMail(props.mail)}</span>
}
