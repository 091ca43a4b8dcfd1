import { createEffect, createSignal, on } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form, type FormErrors } from '#client/ui/form.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { adminWords } from '#client/words/admin.ts'
import { words } from '#client/words/en.ts'
import { rejectInput } from '#server/features/reviews/schema.ts'

// Kept while this tab lives: a dialog closed by a slip, or another review looked at in between, loses nothing.
const draftById = new Map<string, string>()

export interface RejectDialogProps {
  open: boolean
  reviewId: string
  title: string
  text: string
  busy: boolean
  disabledReason: string | undefined
  onClose: () => void
  /** Resolves to whether it came to pass; then the draft is forgotten. */
  onReject: (reason: string) => Promise<boolean>
}

/** Asks for the reason, which the requester reads. */
export function RejectDialog(props: RejectDialogProps) {
  const [reason, setReason] = createSignal('')
  const [errors, setErrors] = createSignal<FormErrors>()
  createEffect(
    on([() => props.open, () => props.reviewId], ([open, id]) => {
      if (!open) return
      setReason(draftById.get(id) ?? '')
      setErrors(undefined)
    }),
  )
  const change = (text: string) => {
    setReason(text)
    draftById.set(props.reviewId, text)
  }
  async function submit() {
    if (props.disabledReason) return
    const id = props.reviewId
    const parsed = rejectInput.shape.reason.safeParse(reason())
    if (!parsed.success) return setErrors({ reason: parsed.error.issues[0]?.message })
    setErrors(undefined)
    if (await props.onReject(parsed.data)) draftById.delete(id)
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
        <TextArea
          label={adminWords.decide.reason}
          name="reason"
          rows={4}
          maxlength={adminWords.decide.reasonMax}
          value={reason()}
          onChange={change}
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
