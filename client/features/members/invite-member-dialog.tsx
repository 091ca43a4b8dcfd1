import { createSignal, Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words } from '#client/words/en.ts'
import { organizationWords } from '#client/words/organization.ts'
import { portalWords } from '#client/words/portal.ts'
import { inviteMemberInput, type MemberList, type MemberRow } from '#server/features/members/schema.ts'
import { PlaceChoice } from './place-choice.tsx'

const w = organizationWords.invite
const schema = inviteMemberInput.pick({ firstName: true, lastName: true, email: true, role: true })
const nobody = { firstName: '', lastName: '', email: '', role: 'team_member' }

interface InviteFormProps {
  organizationName: string
  teams: MemberList['teams']
  /** May still invite: it can be lost while this is open. */
  mayInvite: boolean
  onClose: () => void
  onInvited: (row: MemberRow) => void
}

/** Invites a teammate by mail. */
export function InviteMemberDialog(props: InviteFormProps & { open: boolean }) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={w.title}
      description={w.description(props.organizationName)}
      closeLabel={words.ui.close}
    >
      <InviteForm {...props} />
    </Dialog>
  )
}

function InviteForm(props: InviteFormProps) {
  const form = createForm({
    initial: nobody,
    schema,
    also: ({ email }) => (email.trim() === '' ? { email: w.emptyEmail } : {}),
    refusedFields: { ALREADY_MEMBER: 'email', ALREADY_INVITED: 'email' },
  })
  const [teamIds, setTeamIds] = createSignal<string[]>([])
  const requestIds = createRequestIds()
  const submit = () =>
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    form.submit(async (person) => {
      const input = { ...person, teamIds: teamIds() }
      props.onInvited(await api.portal.members.invite.mutate({ ...input, requestId: requestIds(input) }))
    })
  const heldBecause = () => {
    if (!props.mayInvite) return w.demotedReason
    return form.failure()?.retryAt ? portalWords.failures.wait : undefined
  }
  return (
    <Form
      label={w.title}
      errors={form.errors()}
      summaryTitle={words.ui.problems}
      busy={form.busy()}
      onSubmit={() => props.mayInvite && void submit()}
    >
      <div class="form-pair">
        <TextField label={w.firstName} {...form.field('firstName')} autocomplete="off" spellcheck={false} />
        <TextField label={w.lastName} {...form.field('lastName')} autocomplete="off" spellcheck={false} />
      </div>
      <TextField
        label={w.email}
        {...form.field('email')}
        type="email"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
      />
      <PlaceChoice role={form.field('role')} teams={props.teams} teamIds={teamIds()} onTeams={setTeamIds} />
      <Show when={props.mayInvite} fallback={<Notice tone="warning">{w.demoted}</Notice>}>
        <FailureNotice of={form.failure()} />
      </Show>
      <DialogActions>
        <Button onClick={() => props.onClose()}>{words.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={form.busy()} disabledReason={heldBecause()}>
          {w.submit}
        </Button>
      </DialogActions>
    </Form>
  )
}
