import { createEffect, createSignal, on, onCleanup, Show, untrack } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { useSession } from '#client/features/auth/session.tsx'
import { api, toFailure } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { words } from '#client/words/en.ts'
import { organizationWords } from '#client/words/organization.ts'
import { editMemberInput, type MemberList, type MemberRow } from '#server/features/members/schema.ts'
import { draftOf, mergeDraft } from './member-draft.ts'
import { nameOf } from './member-list.ts'
import { PlaceChoice } from './place-choice.tsx'

const w = organizationWords.edit
const fields = organizationWords.invite
const schema = editMemberInput.pick({ firstName: true, lastName: true, role: true })

interface EditFormProps {
  /** live */
  member: MemberRow
  teams: MemberList['teams']
  isOwn: boolean
  /** May still edit: it can be lost while this is open. */
  mayEdit: boolean
  onClose: () => void
  onSaved: (row: MemberRow) => void
}

/** Edits names, role and teams of a teammate, or of an invitation before it is accepted. */
export function EditMemberDialog(props: Omit<EditFormProps, 'member'> & { member: MemberRow | undefined }) {
  return (
    <Show when={props.member} keyed>
      {(member) => (
        <Dialog open onClose={() => props.onClose()} title={w.title(nameOf(member))} closeLabel={words.ui.close}>
          <EditForm {...props} member={member} />
        </Dialog>
      )}
    </Show>
  )
}

function EditForm(props: EditFormProps) {
  const defaultTeamId = () => props.teams.find(({ isDefault }) => isDefault)?.id
  const toDraft = (row: MemberRow) => draftOf(row, defaultTeamId())
  // As they are when this opens; what changes meanwhile is adopted below.
  const first = untrack(() => ({ ...props.member }))
  const { teamIds: firstTeamIds, ...names } = untrack(() => toDraft(first))
  const [base, setBase] = createSignal(first)
  const [teamIds, setTeamIds] = createSignal(firstTeamIds)
  const form = createForm({ initial: names, schema, refusedFields: { LAST_SUPER_ADMIN: 'role' } })
  const [isMet, setMet] = createSignal(false)
  const isGone = createGone(() => props.member.id)

  /** Takes over how they are now; nothing that was typed is lost. */
  function adopt(now: MemberRow) {
    if (now.version <= base().version) return
    const merged = mergeDraft({ ...form.values, teamIds: teamIds() }, toDraft(base()), toDraft(now))
    setBase({ ...now })
    for (const name of ['firstName', 'lastName', 'role'] as const) form.field(name).onChange(merged[name])
    setTeamIds(merged.teamIds)
    setMet(true)
  }
  createEffect(
    on(
      () => props.member.version,
      () => {
        // My own save comes back as an event too, perhaps before its answer.
        if (!form.busy()) adopt(props.member)
      },
      { defer: true },
    ),
  )
  const submit = () =>
    // eslint-disable-next-line solid/reactivity -- runs when the button is pressed
    form.submit(async (person) => {
      try {
        const { id, version } = base()
        props.onSaved(await api.portal.members.edit.mutate({ ...person, id, version, teamIds: teamIds() }))
      } catch (error) {
        const { code, detail } = toFailure(error)
        if (code !== 'MEMBER_CHANGED') throw error
        adopt(detail.member as MemberRow)
      }
    })
  const heldBecause = () => {
    if (isGone()) return w.goneReason
    return props.mayEdit ? undefined : w.demotedReason
  }
  const isOwnDemotion = () => props.isOwn && base().role === 'super_admin' && form.values.role === 'team_member'
  return (
    <Form
      label={w.title(nameOf(base()))}
      errors={form.errors()}
      summaryTitle={words.ui.problems}
      busy={form.busy()}
      onSubmit={() => !heldBecause() && void submit()}
    >
      <Show when={isMet() && !isGone()}>
        <Notice tone="warning">
          <p>{w.changed}</p>
          <p>
            {w.now(
              nameOf(base()),
              organizationWords.roles[base().role],
              base()
                .teams.map(({ name }) => name)
                .join(', '),
            )}
          </p>
        </Notice>
      </Show>
      <div class="form-pair">
        <TextField label={fields.firstName} {...form.field('firstName')} autocomplete="off" spellcheck={false} />
        <TextField label={fields.lastName} {...form.field('lastName')} autocomplete="off" spellcheck={false} />
      </div>
      <PlaceChoice
        role={form.field('role')}
        roleHint={isOwnDemotion() ? w.ownDemotion : undefined}
        teams={props.teams}
        teamIds={teamIds()}
        onTeams={setTeamIds}
      />
      <Show when={isGone()} fallback={<FailureNotice of={form.failure()} />}>
        <Notice tone="warning">{base().kind === 'invitation' ? w.goneInvitation : w.gone}</Notice>
      </Show>
      <DialogActions>
        <Button onClick={() => props.onClose()}>{words.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={form.busy()} disabledReason={heldBecause()}>
          {w.save}
        </Button>
      </DialogActions>
    </Form>
  )
}

/** Whether somebody has left, or an invitation has ended, while this is open. */
function createGone(id: () => string) {
  const { connection } = useSession()
  const [isGone, setGone] = createSignal(false)
  onCleanup(
    connection.onEvent((event) => {
      if (event.kind === 'member.removed' && event.memberId === id()) setGone(true)
    }),
  )
  return isGone
}
