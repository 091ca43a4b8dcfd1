import { createSignal } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { peopleWords } from '#client/words/people.ts'
import { staffRoles, type StaffRole } from '#server/features/auth/schema.ts'
import { inviteStaffInput, type StaffRow } from '#server/features/staff/schema.ts'

const words = peopleWords.staff
const fields = peopleWords.fields

export interface InviteStaffDialogProps {
  open: boolean
  onClose: () => void
  onInvited: (staff: StaffRow) => void
}

/** Asks for a new portal admin and sends the invitation. */
export function InviteStaffDialog(props: InviteStaffDialogProps) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={words.addTitle}
      description={words.addText}
      closeLabel={shared.ui.close}
    >
      <InviteForm {...props} />
    </Dialog>
  )
}

function InviteForm(props: InviteStaffDialogProps) {
  const [role, setRole] = createSignal<StaffRole>('approver')
  const requestIds = createRequestIds()
  const form = createForm({
    initial: { firstName: '', lastName: '', email: '' },
    schema: inviteStaffInput.pick({ firstName: true, lastName: true, email: true }),
    refusedFields: { EMAIL_TAKEN: 'email' },
  })
  const submit = () =>
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    form.submit(async (person) => {
      const input = { ...person, role: role() }
      props.onInvited(await api.admin.staff.invite.mutate({ ...input, requestId: requestIds(input) }))
    })
  return (
    <Form
      label={words.addTitle}
      onSubmit={() => void submit()}
      errors={form.errors()}
      summaryTitle={shared.ui.problems}
      busy={form.busy()}
    >
      <div class="form-pair">
        <TextField label={fields.firstName} {...form.field('firstName')} autocomplete="off" spellcheck={false} />
        <TextField label={fields.lastName} {...form.field('lastName')} autocomplete="off" spellcheck={false} />
      </div>
      <TextField
        label={fields.email}
        {...form.field('email')}
        type="email"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
      />
      <SelectField
        label={words.role}
        name="role"
        hint={words.roleHints[role()]}
        value={role()}
        onChange={(chosen) => setRole(chosen as StaffRole)}
        options={staffRoles.map((one) => ({ value: one, label: words.roles[one] }))}
      />
      <FailureNotice of={form.failure()} />
      <DialogActions>
        <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={form.busy()}>
          {words.sendInvite}
        </Button>
      </DialogActions>
    </Form>
  )
}
