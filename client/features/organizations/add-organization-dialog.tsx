import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { placesWords } from '#client/words/places.ts'
import { addOrganizationInput, type OrganizationRow } from '#server/features/organizations/schema.ts'

const words = placesWords.organizations
export const organizationNameInput = addOrganizationInput.pick({ name: true })

export interface AddOrganizationDialogProps {
  open: boolean
  onClose: () => void
  onAdded: (organization: OrganizationRow) => void
}

export function AddOrganizationDialog(props: AddOrganizationDialogProps) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={words.addTitle}
      description={words.addText}
      closeLabel={shared.ui.close}
      size="small"
    >
      <AddOrganizationForm {...props} />
    </Dialog>
  )
}

function AddOrganizationForm(props: AddOrganizationDialogProps) {
  const form = createForm({
    initial: { name: '' },
    schema: organizationNameInput,
    refusedFields: { ORGANIZATION_NAME_TAKEN: 'name' },
  })
  const requestIds = createRequestIds()
  const submit = () =>
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    form.submit(async (input) =>
      props.onAdded(await api.admin.organizations.add.mutate({ ...input, requestId: requestIds(input) })),
    )
  return (
    <Form
      label={words.addTitle}
      onSubmit={() => void submit()}
      errors={form.errors()}
      summaryTitle={shared.ui.problems}
      busy={form.busy()}
    >
      <TextField label={words.field} {...form.field('name')} autocomplete="off" spellcheck={false} />
      <FailureNotice of={form.failure()} />
      <DialogActions>
        <Button onClick={() => props.onClose()}>{shared.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={form.busy()}>
          {placesWords.save}
        </Button>
      </DialogActions>
    </Form>
  )
}
