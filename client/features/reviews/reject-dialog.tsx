import { createEffect, createSignal, on } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form, type FormErrors } from '#client/ui/form.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { adminWords } from '#client/words/admin.ts'
import { deskWords } from '#client/words/desk.ts'
import { words } from '#client/words/en.ts'
import { rejectInput } from '#server/features/reviews/schema.ts'
import { draftOf, forgetDraft, keepDraft } from './drafts.ts'
import { MailPreview } from './mail-preview.tsx'
import { ReasonField } from './reason-field.tsx'

export interface RejectDialogProps {
  open: boolean
  reviewId: string
  title: string
  text: string
  busy: boolean
  disabledReason: string | undefined
  onClose: () => void
  /** Resolves to whether it came to pass; then the draft is forgotten. */
  onReject: (reason: string, note: string | undefined) => Promise<boolean>
}

/** Asks for the reason, which the requester reads, and for a note, which they do not. */
export function RejectDialog(props: RejectDialogProps) {
  const [reason, setReason] = createSignal('')
  const [note, setNote] = createSignal('')
  const [errors, setErrors] = createSignal<FormErrors>()
  createEffect(
    on([() => props.open, () => props.reviewId], ([open, id]) => {
      if (!open) return
      setReason(draftOf(id, 'reason'))
      setNote(draftOf(id, 'reject-note'))
      setErrors(undefined)
    }),
  )
  const changeReason = (text: string) => {
    setReason(text)
    keepDraft(props.reviewId, 'reason', text)
  }
  const changeNote = (text: string) => {
    setNote(text)
    keepDraft(props.reviewId, 'reject-note', text)
  }
  async function submit() {
    if (props.disabledReason) return
    const id = props.reviewId
    const parsed = rejectInput.pick({ reason: true, note: true }).safeParse({ reason: reason(), note: note() })
    if (!parsed.success)
      return setErrors(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message])))
    setErrors(undefined)
    if (!(await props.onReject(parsed.data.reason, parsed.data.note || undefined))) return
    forgetDraft(id, 'reason')
    forgetDraft(id, 'reject-note')
  }
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={props.title}
      description={props.text}
      closeLabel={words.ui.close}
    >
      <Form onSubmit={() => void submit()} errors={errors()} summaryTitle={words.ui.problems} busy={props.busy}>
        <ReasonField value={reason()} onChange={changeReason} />
        <MailPreview reviewId={props.reviewId} about="rejection" text={reason()} />
        <TextArea
          label={deskWords.reject.note}
          name="note"
          rows={2}
          maxlength={adminWords.decide.reasonMax}
          hint={deskWords.reject.noteHint}
          optional={words.ui.optional}
          value={note()}
          onChange={changeNote}
        />
        <DialogActions>
          <Button onClick={() => props.onClose()}>{words.ui.cancel}</Button>
          <Button type="submit" variant="danger" busy={props.busy} disabledReason={props.disabledReason}>
            {adminWords.decide.reject}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
