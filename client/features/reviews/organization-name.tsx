import { useSession } from '#client/features/auth/session.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { requestWords as words } from '#client/words/requests.ts'
import type { DetailOf, RowOf } from '#server/features/reviews/schema.ts'
import type { Approval } from './create-approval.ts'
import { createNameCheck, isSameName } from './create-name-check.ts'

export interface OrganizationNameProps {
  row: RowOf<'organization'>
  detail: DetailOf<'organization'> | undefined
  approval: Approval
}

/** The name to approve a request under: the one asked for, until another is typed. Says before the press if it is taken. */
export function OrganizationName(props: OrganizationNameProps) {
  const { connection } = useSession()
  const asked = () => props.row.facts.name
  const check = createNameCheck(connection, () => props.approval.options().organizationName)
  const takenBy = () => {
    const name = props.approval.name()
    const refused = props.approval.refusedName()
    if (isSameName(name, asked()) && props.detail?.about.taken) return props.detail.about.taken.name
    return check.holder?.name ?? (refused !== undefined && isSameName(name, refused) ? refused : undefined)
  }
  const error = () => {
    const taken = takenBy()
    return props.approval.problem() ?? (taken === undefined ? undefined : words.isTaken(taken))
  }
  return (
    <TextField
      class="approve-name"
      label={words.name}
      value={props.approval.name()}
      onChange={props.approval.setName}
      error={error()}
      hint={props.approval.options().organizationName && !error() ? words.askedFor(asked()) : undefined}
      autocomplete="off"
      ref={props.approval.setField}
    />
  )
}
