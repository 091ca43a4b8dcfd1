import { Match, Switch } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { api, type Failure } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Form } from '#client/ui/form.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { peopleWords } from '#client/words/people.ts'
import { placesWords } from '#client/words/places.ts'
import { addTeamInput, type TeamRow } from '#server/features/teams/schema.ts'

const words = placesWords.teams
const teamInput = addTeamInput.pick({ name: true, organizationId: true })

export interface AddTeamDialogProps {
  open: boolean
  /** The organizations to choose from; undefined while they are on their way. */
  organizations: readonly { id: string; name: string }[] | undefined
  /** Why they are not there. */
  failure?: Failure | undefined
  onRetry?: () => void
  /** The one that is chosen at first. */
  organizationId?: string | undefined
  /** There is no other choice. */
  isFixed?: boolean
  onClose: () => void
  onAdded: (team: TeamRow) => void
}

export function AddTeamDialog(props: AddTeamDialogProps) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={words.addTitle}
      description={words.addText}
      closeLabel={shared.ui.close}
      size="small"
    >
      <Switch>
        <Match when={props.organizations}>
          {(organizations) => <AddTeamForm {...props} organizations={organizations()} />}
        </Match>
        <Match when={props.failure}>
          {(failure) => (
            <ErrorPanel
              title={peopleWords.fields.placesFailed}
              retryLabel={shared.ui.retry}
              onRetry={() => props.onRetry?.()}
            >
              {failure().sentence}
            </ErrorPanel>
          )}
        </Match>
        <Match when={props.organizations === undefined}>
          <Skeleton label={placesWords.organizations.loading}>
            <SkeletonBlock height="10rem" />
          </Skeleton>
        </Match>
      </Switch>
    </Dialog>
  )
}

type AddTeamFormProps = AddTeamDialogProps & { organizations: readonly { id: string; name: string }[] }

function AddTeamForm(props: AddTeamFormProps) {
  const form = createForm({
    // eslint-disable-next-line solid/reactivity -- the choice that the form starts with
    initial: { name: '', organizationId: props.organizationId ?? '' },
    schema: teamInput,
    refusedFields: { TEAM_NAME_TAKEN: ['name', 'organizationId'] },
  })
  const requestIds = createRequestIds()
  const submit = () =>
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    form.submit(async (input) =>
      props.onAdded(await api.admin.teams.add.mutate({ ...input, requestId: requestIds(input) })),
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
      <SelectField
        label={words.organization}
        {...form.field('organizationId')}
        placeholder={words.chooseOrganization}
        disabled={props.isFixed ?? false}
        options={props.organizations.map(({ id, name }) => ({ value: id, label: name }))}
      />
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
