import { For, Show } from 'solid-js'
import type { Line } from '#client/realtime/live-list.ts'
import { createMedia } from '#client/ui/media.ts'
import { Table } from '#client/ui/table.tsx'
import { deliveryWords } from '#client/words/deliveries.ts'
import type { MailRow } from '#server/features/emails/schema.ts'
import { MailStandingBadge, MailTrouble, MailWhen, TestBadge } from './mail-standing.tsx'
import { nameOfMail } from './mail-words.ts'
import './mail-table.css'

const words = deliveryWords.list

/** One mail a row. On small screens the first column says what the others have no room for. */
export function MailTable(props: { lines: readonly Line<MailRow>[] }) {
  const isNarrow = createMedia('(width < 48rem)')
  return (
    <Table
      label={words.list}
      rows={props.lines}
      columns={[
        { key: 'to', title: words.to, cell: (line) => <Recipient line={line} isNarrow={isNarrow()} /> },
        {
          key: 'subject',
          title: words.subject,
          from: 'medium',
          cell: (line) => (
            <Show when={!isNarrow()}>
              <Subject mail={line.row} />
            </Show>
          ),
        },
        { key: 'why', title: words.why, from: 'wide', cell: (line) => <Why mail={line.row} /> },
        { key: 'standing', title: words.standing, cell: (line) => <Standing mail={line.row} isNarrow={isNarrow()} /> },
        {
          key: 'when',
          title: words.when,
          align: 'end',
          from: 'medium',
          cell: (line) => (
            <Show when={!isNarrow()}>
              <MailWhen mail={line.row} />
            </Show>
          ),
        },
      ]}
    />
  )
}

function Recipient(props: { line: Line<MailRow>; isNarrow: boolean }) {
  const mail = () => props.line.row
  return (
    <span
      class="mail-to"
      data-key={mail().id}
      data-new={props.line.arrivedAt === undefined ? undefined : ''}
      data-left={props.line.leftAt === undefined ? undefined : ''}
    >
      <a href={`/admin/emails/${mail().id}`}>
        <bdi>{mail().toName}</bdi>
      </a>
      <small class="muted">{mail().toAddress}</small>
      <Show when={props.isNarrow}>
        <small>
          <Subject mail={mail()} />
        </small>
      </Show>
    </span>
  )
}

function Subject(props: { mail: MailRow }) {
  return (
    <span classList={{ muted: props.mail.subject === null }}>
      <bdi>{nameOfMail(props.mail)}</bdi>
      <Show when={props.mail.isTest}>
        {' '}
        <TestBadge />
      </Show>
    </span>
  )
}

/** What the mail is about, each a link to its page. */
function Why(props: { mail: MailRow }) {
  const links = () => {
    const { reviewId, account, organization } = props.mail
    return [
      ...(reviewId ? [{ href: `/admin/queue/${reviewId}`, label: words.review }] : []),
      ...(account?.kind === 'user' ? [{ href: `/admin/users/${account.id}`, label: words.person }] : []),
      ...(organization ? [{ href: `/admin/organizations/${organization.id}`, label: organization.name }] : []),
    ]
  }
  return (
    <span class="mail-why">
      <For each={links()} fallback={<span class="muted">–</span>}>
        {({ href, label }) => (
          <a class="place-link" href={href}>
            {label}
          </a>
        )}
      </For>
    </span>
  )
}

function Standing(props: { mail: MailRow; isNarrow: boolean }) {
  return (
    <div class="mail-standing">
      <MailStandingBadge mail={props.mail} />
      <Show when={props.isNarrow}>
        <MailWhen mail={props.mail} />
      </Show>
      <MailTrouble mail={props.mail} />
    </div>
  )
}
