import { createEffect, createSignal, Match, Show, Switch } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { useSession } from '#client/features/auth/session.tsx'
import { api, toFailure } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Form } from '#client/ui/form.tsx'
import { PasswordField } from '#client/ui/password-field.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { peopleWords } from '#client/words/people.ts'
import type { OrganizationRole, UserRow } from '#server/features/users/schema.ts'
import { newPersonInput, noPerson } from './new-person.ts'
import type { Place, Places } from './create-places.ts'
import { PlaceFields } from './place-fields.tsx'

const words = peopleWords.add
const fields = peopleWords.fields

export interface AddUserDialogProps {
  open: boolean
  places: Places
  onClose: () => void
  onAdded: (user: UserRow) => void
}

/** Asks for a new user. A password or an invitation, never both: the invitation is sent from their page. */
export function AddUserDialog(props: AddUserDialogProps) {
  return (
    <Dialog open={props.open} onClose={() => props.onClose()} title={words.title} closeLabel={shared.ui.close}>
      <Switch>
        <Match when={props.places.value}>
          {(places) => (
            <AddUserForm
              places={places().all}
              onCancel={() => props.onClose()}
              onAdded={(user) => props.onAdded(user)}
            />
          )}
        </Match>
        <Match when={props.places.failure}>
          {(failure) => (
            <ErrorPanel title={fields.placesFailed} retryLabel={shared.ui.retry} onRetry={() => props.places.refetch()}>
              {failure().sentence}
            </ErrorPanel>
          )}
        </Match>
        <Match when={props.places.isLoading}>
          <Skeleton label={peopleWords.user.loading}>
            <SkeletonBlock height="20rem" />
          </Skeleton>
        </Match>
      </Switch>
    </Dialog>
  )
}

function AddUserForm(props: { places: readonly Place[]; onCancel: () => void; onAdded: (user: UserRow) => void }) {
  const { settings } = useSession()
  const lengthMin = () => settings()?.passwordLength ?? 12
  const form = createForm({
    initial: noPerson,
    schema: newPersonInput,
    also: ({ password }) =>
      password !== '' && password.length < lengthMin() ? { password: words.atLeast(lengthMin()) } : {},
    refusedFields: { EMAIL_TAKEN: 'email', PASSWORD_TOO_COMMON: 'password', PASSWORD_TOO_SHORT: 'password' },
  })
  const [organizationId, setOrganizationId] = createSignal('')
  const [teamIds, setTeamIds] = createSignal<string[]>([])
  const [role, setRole] = createSignal<OrganizationRole>('team_member')
  const [isActive, setIsActive] = createSignal(true)
  const [mustChange, setMustChange] = createSignal(true)
  const [taken, setTaken] = createSignal<{ email: string; userId: string }>()
  const requestIds = createRequestIds()
  const hasPassword = () => form.values.password !== ''
  // Where most people are, until somebody chooses.
  createEffect(() => !organizationId() && setOrganizationId(props.places[0]?.id ?? ''))

  const move = (id: string) => {
    setOrganizationId(id)
    setTeamIds([])
  }
  const submit = () =>
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    form.submit(async (person) => {
      const input = {
        ...person,
        organizationId: organizationId(),
        teamIds: teamIds(),
        role: role(),
        isActive: isActive(),
        mustChangePassword: mustChange(),
      }
      try {
        props.onAdded(await api.admin.users.add.mutate({ ...input, requestId: requestIds(input) }))
      } catch (error) {
        const { code, detail } = toFailure(error)
        if (code === 'EMAIL_TAKEN' && typeof detail.userId === 'string')
          setTaken({ email: form.values.email, userId: detail.userId })
        throw error
      }
    })
  return (
    <Form
      onSubmit={() => void submit()}
      errors={form.errors()}
      summaryTitle={shared.ui.problems}
      busy={form.busy()}
      label={words.title}
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
        hint={
          <Show when={taken()?.email === form.values.email && taken()}>
            {(whose) => <a href={`/admin/users/${whose().userId}`}>{words.taken}</a>}
          </Show>
        }
      />
      <Checkbox
        label={words.activate}
        hint={isActive() ? words.activateHint : words.activateOffHint}
        checked={isActive()}
        onChange={setIsActive}
      />
      <PlaceFields
        places={props.places}
        organizationId={organizationId()}
        teamIds={teamIds()}
        role={role()}
        onOrganization={move}
        onTeams={setTeamIds}
        onRole={setRole}
      />
      <PasswordField
        label={words.password}
        {...form.field('password')}
        optional={shared.ui.optional}
        hint={words.passwordHint}
        autocomplete="new-password"
        showLabel={shared.ui.showTyped}
        hideLabel={shared.ui.hideTyped}
      />
      <Checkbox
        label={words.mustChange}
        hint={!hasPassword() ? words.mustChangeEmpty : mustChange() ? words.mustChangeHint : words.mustChangeOffHint}
        checked={mustChange()}
        disabled={!hasPassword()}
        onChange={setMustChange}
      />
      <FailureNotice of={form.failure()} />
      <DialogActions>
        <Button onClick={() => props.onCancel()}>{shared.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={form.busy()}>
          {words.save}
        </Button>
      </DialogActions>
    </Form>
  )
}
