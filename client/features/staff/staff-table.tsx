import Mail from 'lucide-solid/icons/mail'
import Send from 'lucide-solid/icons/send'
import { createEffect, createSignal, on, Show } from 'solid-js'
import { Avatar } from '#client/ui/avatar.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Table } from '#client/ui/table.tsx'
import { peopleWords } from '#client/words/people.ts'
import { reviewMailWords } from '#client/words/review-mails.ts'
import { staffRoles, type StaffRole } from '#server/features/auth/schema.ts'
import type { StaffRow } from '#server/features/staff/schema.ts'
import './staff.css'

const words = peopleWords.staff

export interface StaffTableProps {
  rows: readonly StaffRow[]
  ownId: string | undefined
  isOwner: boolean
  /** the portal admin with whom something is under way */
  busyId: string | undefined
  /** counts the refusals: then what was chosen goes back to what holds */
  refusals: number
  onRole: (staff: StaffRow, role: StaffRole) => void
  onMails: (staff: StaffRow) => void
  onResend: (staff: StaffRow) => void
  onRemove: (staff: StaffRow) => void
}

/** Everybody who works in the console. Owners change roles in place; how soon they are told of reviews everybody chooses for themselves, owners for all. */
export function StaffTable(props: StaffTableProps) {
  return (
    <Table
      label={words.list}
      rows={props.rows}
      columns={[
        { key: 'name', title: words.name, cell: (staff) => <Name staff={staff} isOwn={staff.id === props.ownId} /> },
        {
          key: 'email',
          title: words.email,
          from: 'wide',
          cell: (staff) => <span class="staff-email">{staff.email}</span>,
        },
        {
          key: 'role',
          title: words.role,
          cell: (staff) => (
            <>
              <Show when={props.isOwner} fallback={words.roles[staff.role]}>
                <Role
                  staff={staff}
                  busy={props.busyId === staff.id}
                  refusals={props.refusals}
                  onSave={(role) => props.onRole(staff, role)}
                />
              </Show>
              {/* Where there is no room for a column. */}
              <span class="staff-mails-below">
                <ReviewMails {...props} staff={staff} below />
              </span>
            </>
          ),
        },
        { key: 'status', title: words.status, from: 'medium', cell: (staff) => <State staff={staff} /> },
        {
          key: 'mails',
          title: reviewMailWords.title,
          from: 'medium',
          cell: (staff) => <ReviewMails {...props} staff={staff} />,
        },
        ...(props.isOwner
          ? [
              {
                key: 'actions',
                title: words.actions,
                titleHidden: true,
                align: 'end' as const,
                cell: (staff: StaffRow) => <Actions {...props} staff={staff} />,
              },
            ]
          : []),
      ]}
    />
  )
}

const nameOf = (staff: StaffRow) => `${staff.firstName} ${staff.lastName}`

function Name(props: { staff: StaffRow; isOwn: boolean }) {
  const name = () => nameOf(props.staff)
  return (
    <span class="staff-name">
      <Avatar name={name()} seed={props.staff.id} size="small" />
      <span class="staff-name-text">
        <span>
          {name()}{' '}
          <Show when={props.isOwn}>
            <Badge>{words.you}</Badge>
          </Show>
        </span>
        <small class="staff-name-email muted">{props.staff.email}</small>
      </span>
    </span>
  )
}

function State(props: { staff: StaffRow }) {
  return (
    <Show when={props.staff.state === 'invited'} fallback={<Badge tone="success">{words.states.active}</Badge>}>
      <Badge tone="info" icon={Send}>
        {words.states.invited}
      </Badge>
    </Show>
  )
}

/** Chosen, then saved: a role is not changed by a slip of the arrow keys. */
function Role(props: { staff: StaffRow; busy: boolean; refusals: number; onSave: (role: StaffRole) => void }) {
  const [chosen, setChosen] = createSignal<StaffRole>()
  createEffect(on([() => props.staff.role, () => props.refusals], () => setChosen(undefined)))
  const isChanged = () => chosen() !== undefined && chosen() !== props.staff.role
  return (
    <span class="staff-role">
      <SelectField
        label={words.role}
        class="staff-role-select"
        value={chosen() ?? props.staff.role}
        onChange={(role) => setChosen(role as StaffRole)}
        options={staffRoles.map((one) => ({ value: one, label: words.roles[one] }))}
      />
      <Show when={isChanged()}>
        <Button size="small" variant="primary" busy={props.busy} onClick={() => props.onSave(chosen()!)}>
          {words.save}
        </Button>
        <Button size="small" variant="quiet" onClick={() => setChosen(undefined)}>
          {words.cancel}
        </Button>
      </Show>
    </span>
  )
}

function ReviewMails(props: StaffTableProps & { staff: StaffRow; below?: boolean }) {
  const summary = () => {
    const [first, ...others] = Object.values(props.staff.paces)
    return others.every((pace) => pace === first) ? reviewMailWords.summary[first!] : reviewMailWords.mixed
  }
  return (
    <Show
      when={props.isOwner || props.staff.id === props.ownId}
      fallback={<span class="muted">{props.below ? reviewMailWords.is(summary()) : summary()}</span>}
    >
      <Button size="small" icon={Mail} onClick={() => props.onMails(props.staff)}>
        {summary()}
        <span class="visually-hidden">{reviewMailWords.of(nameOf(props.staff))}</span>
      </Button>
    </Show>
  )
}

function Actions(props: StaffTableProps & { staff: StaffRow }) {
  return (
    <span class="staff-actions">
      <Show when={props.staff.state === 'invited'}>
        <Button size="small" busy={props.busyId === props.staff.id} onClick={() => props.onResend(props.staff)}>
          {words.resend}
        </Button>
      </Show>
      <Button size="small" variant="quiet" onClick={() => props.onRemove(props.staff)}>
        {words.remove}
      </Button>
    </span>
  )
}
