import { Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { MeetingNotice } from '#client/features/records/meeting-notice.tsx'
import { isOn } from '#client/features/records/form-texts.ts'
import type { Place, Places } from '#client/features/users/create-places.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { words as shared } from '#client/words/en.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import { recordWords } from '#client/words/records.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'
import { fieldsOf, type CodeField } from './code-draft.ts'
import { CodeFields } from './code-fields.tsx'
import { createCodeEdit } from './create-code-edit.ts'
import { WithPlaces } from './with-places.tsx'

const words = inviteCodeWords.editing
const labels = inviteCodeWords.fields

export interface EditCodeDialogProps {
  /** How it is now, live; undefined: closed. */
  code: CodeRow | undefined
  places: Places
  onClose: () => void
  onSaved: (code: CodeRow) => void
}

/** Asks for what a code shall be from now on. What somebody else saves meanwhile comes in; nothing that was typed is lost. */
export function EditCodeDialog(props: EditCodeDialogProps) {
  return (
    <Dialog
      open={props.code !== undefined}
      onClose={() => props.onClose()}
      title={words.title(props.code?.name ?? '')}
      closeLabel={shared.ui.close}
      size="large"
    >
      <WithPlaces places={props.places}>
        {(places) => (
          <EditCodeForm
            code={props.code!}
            places={places}
            onCancel={() => props.onClose()}
            onSaved={(code) => props.onSaved(code)}
          />
        )}
      </WithPlaces>
    </Dialog>
  )
}

function EditCodeForm(props: {
  code: CodeRow
  places: readonly Place[]
  onCancel: () => void
  onSaved: (code: CodeRow) => void
}) {
  const edit = createCodeEdit(
    () => props.code,
    (code) => props.onSaved(code),
  )
  const { form } = edit
  const isConflict = () => form.failure()?.failure.code === 'CODE_CHANGED'
  return (
    <Form
      label={inviteCodeWords.edit}
      onSubmit={edit.save}
      errors={form.errors()}
      failure={isConflict() && edit.meeting() ? recordWords.conflict : undefined}
      summaryTitle={shared.ui.problems}
      busy={form.busy()}
    >
      <Show when={edit.meeting()}>
        {(meeting) => (
          <MeetingNotice
            title={words.changedBy(meeting().by ?? recordWords.somebody)}
            theirs={meeting().contested.map((field) =>
              recordWords.theirs(labelByField[field], valueOf(meeting().code, field)),
            )}
            onTakeTheirs={edit.takeTheirs}
            onKeepMine={edit.keepMine}
          />
        )}
      </Show>
      <CodeFields form={form} places={props.places} code={props.code} />
      <FailureNotice of={isConflict() ? undefined : form.failure()} />
      <DialogActions>
        <Button onClick={() => props.onCancel()}>{shared.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={form.busy()}>
          {inviteCodeWords.save}
        </Button>
      </DialogActions>
    </Form>
  )
}

const labelByField: Record<CodeField, string> = {
  name: labels.name,
  code: inviteCodeWords.list.code,
  teamId: labels.team,
  quota: labels.quota,
  expires: labels.expires,
  isActive: labels.active,
  skipsApproval: labels.skips,
}

function valueOf(code: CodeRow, field: CodeField): string {
  if (field === 'teamId') return `${code.team.name} | ${code.organization.name}`
  if (field === 'isActive' || field === 'skipsApproval')
    return isOn(fieldsOf(code)[field]) ? recordWords.yes : recordWords.no
  if (field === 'expires') return code.expiresAt ? new Date(code.expiresAt).toLocaleString('en') : recordWords.empty
  return fieldsOf(code)[field] || recordWords.empty
}
