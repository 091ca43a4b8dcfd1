import { For, Match, Show, Switch } from 'solid-js'
import { LeaveGuard } from '#client/features/settings/leave-guard.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { ErrorPanel } from '#client/ui/error-panel.tsx'
import { Form } from '#client/ui/form.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Skeleton, SkeletonBlock } from '#client/ui/skeleton.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words as shared } from '#client/words/en.ts'
import { peopleWords } from '#client/words/people.ts'
import type { UserRow } from '#server/features/users/schema.ts'
import { createEditForm, type EditForm } from './create-edit-form.ts'
import type { Place, Places } from './create-places.ts'
import { PlaceFields } from './place-fields.tsx'
import type { UserField } from './user-draft.ts'
import { nameOf } from './user-list.ts'

const words = peopleWords.user
const labels = peopleWords.fields

/** Names, organization, teams and role. What somebody else saves meanwhile comes in; nothing that was typed is lost. */
export function EditUser(props: { user: UserRow; places: Places }) {
  return (
    <Card title={words.edit} look="panel">
      <Switch>
        <Match when={props.places.value}>{(places) => <EditForm user={props.user} places={places().all} />}</Match>
        <Match when={props.places.failure}>
          {(failure) => (
            <ErrorPanel title={labels.placesFailed} retryLabel={shared.ui.retry} onRetry={() => props.places.refetch()}>
              {failure().sentence}
            </ErrorPanel>
          )}
        </Match>
        <Match when={props.places.isLoading}>
          <Skeleton label={words.loading}>
            <SkeletonBlock height="18rem" />
          </Skeleton>
        </Match>
      </Switch>
    </Card>
  )
}

function EditForm(props: { user: UserRow; places: readonly Place[] }) {
  const form = createEditForm(() => props.user)
  const isMoving = () => form.fields.organizationId !== form.base().organization.id
  return (
    <>
      <LeaveGuard isDirty={form.dirty().length > 0} />
      <Form
        label={words.edit}
        onSubmit={form.save}
        busy={form.isSaving()}
        errors={form.errors()}
        failure={failureSentence(form)}
        summaryTitle={shared.ui.problems}
      >
        <Meeting form={form} places={props.places} />
        <div class="form-pair">
          <TextField
            label={labels.firstName}
            name="firstName"
            value={form.fields.firstName}
            onChange={(value) => form.set('firstName', value)}
            autocomplete="off"
            spellcheck={false}
          />
          <TextField
            label={labels.lastName}
            name="lastName"
            value={form.fields.lastName}
            onChange={(value) => form.set('lastName', value)}
            autocomplete="off"
            spellcheck={false}
          />
        </div>
        <PlaceFields
          places={props.places}
          organizationId={form.fields.organizationId}
          teamIds={form.fields.teamIds}
          role={form.fields.role}
          organizationHint={isMoving() ? words.movedHint : undefined}
          onOrganization={form.move}
          onTeams={(ids) => form.set('teamIds', ids)}
          onRole={(role) => form.set('role', role)}
        />
        <div class="row">
          <Button type="submit" variant="primary" busy={form.isSaving()}>
            {words.save}
          </Button>
          <Show when={form.dirty().length > 0 && !form.isSaving()}>
            <Button variant="quiet" onClick={() => form.discard()}>
              {words.discard}
            </Button>
          </Show>
          <span class="user-saved muted">
            <span role="status">{form.wasSaved() ? words.saved : ''}</span>
            <Show when={form.dirty().length > 0}>{words.unsaved}</Show>
          </span>
        </div>
      </Form>
    </>
  )
}

function failureSentence(form: EditForm): string | undefined {
  const failure = form.failure()
  if (!failure) return undefined
  if (failure.code === 'USER_CHANGED') return words.conflict
  if (failure.code === 'LAST_SUPER_ADMIN') {
    const user = form.base()
    return words.lastSuperAdmin(nameOf(user), user.organization.name)
  }
  const reference = failure.code === undefined && failure.reference ? ` ${shared.ui.reference(failure.reference)}` : ''
  return `${failure.sentence}${reference}`
}

const labelByField: Record<UserField, string> = {
  firstName: labels.firstName,
  lastName: labels.lastName,
  organizationId: labels.organization,
  teamIds: labels.teams,
  role: labels.role,
}

/** Who they are now, where I typed something else, and whose shall hold. */
function Meeting(props: { form: EditForm; places: readonly Place[] }) {
  const valueOf = (user: UserRow, field: UserField): string => {
    if (field === 'organizationId') return user.organization.name
    if (field === 'teamIds') return user.teams.map(({ name }) => name).join(', ')
    return field === 'role' ? peopleWords.roles[user.role] : user[field]
  }
  return (
    <Show when={props.form.meeting()}>
      {(meeting) => (
        <Notice
          tone="warning"
          title={words.changedTitle}
          action={
            <>
              <Button size="small" onClick={() => props.form.discard()}>
                {words.takeTheirs}
              </Button>
              <Button size="small" variant="quiet" onClick={() => props.form.keepMine()}>
                {words.keepMine}
              </Button>
            </>
          }
        >
          {words.changedText}
          <Show when={meeting().contested.length > 0}>
            <p class="user-theirs">{words.theySet}</p>
            <ul>
              <For each={meeting().contested}>
                {(field) => <li>{words.theirs(labelByField[field], valueOf(meeting().user, field))}</li>}
              </For>
            </ul>
          </Show>
        </Notice>
      )}
    </Show>
  )
}
