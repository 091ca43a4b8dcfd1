import { createEffect } from 'solid-js'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { api } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { adminWords } from '#client/words/admin.ts'
import { deskWords } from '#client/words/desk.ts'
import { words } from '#client/words/en.ts'
import { noteInput } from '#server/features/reviews/schema.ts'
import { draftOf, forgetDraft, keepDraft } from './drafts.ts'

export interface NoteDialogProps {
  open: boolean
  reviewId: string
  onClose: () => void
}

/** Notes something for the team; the note comes back by its event. */
export function NoteDialog(props: NoteDialogProps) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={deskWords.note.title}
      description={deskWords.note.text}
      closeLabel={words.ui.close}
    >
      <NoteForm {...props} />
    </Dialog>
  )
}

function NoteForm(props: NoteDialogProps) {
  // eslint-disable-next-line solid/reactivity -- another review closes the dialog
  const id = props.reviewId
  const form = createForm({ initial: { note: '' }, schema: noteInput.pick({ note: true }) })
  const requestIds = createRequestIds<{ note: string }>()
  form.field('note').onChange(draftOf(id, 'note'))
  createEffect(() => keepDraft(id, 'note', form.values.note))
  const send = async ({ note }: { note: string }) => {
    await api.admin.reviews.addNote.mutate({ id, note, requestId: requestIds({ note }) })
    props.onClose()
    forgetDraft(id, 'note')
  }
  return (
    <Form
      errors={form.errors()}
      failure={form.failure()?.failure.sentence}
      summaryTitle={words.ui.problems}
      busy={form.busy()}
      onSubmit={() => void form.submit(send)}
    >
      <TextArea label={deskWords.note.label} rows={4} maxlength={adminWords.decide.reasonMax} {...form.field('note')} />
      <DialogActions>
        <Button onClick={() => props.onClose()}>{words.ui.cancel}</Button>
        <Button type="submit" variant="primary" busy={form.busy()}>
          {deskWords.note.save}
        </Button>
      </DialogActions>
    </Form>
  )
}
