import { createEffect, createMemo, createSignal, on } from 'solid-js'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogActions } from '#client/ui/dialog.tsx'
import { Form, type FormErrors } from '#client/ui/form.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { adminWords } from '#client/words/admin.ts'
import { deskWords } from '#client/words/desk.ts'
import { words } from '#client/words/en.ts'
import { askInput, type ReviewRow } from '#server/features/reviews/schema.ts'
import type { Decisions } from './create-decisions.ts'
import { draftOf, forgetDraft, keepDraft } from './drafts.ts'
import { titleOf, viewOf } from './kinds.ts'
import { MailPreview } from './mail-preview.tsx'

export interface AskReviewProps {
  row: ReviewRow
  decisions: Decisions
  open: boolean
  disabledReason: string | undefined
  onClose: () => void
}

/** The dialog that asks the requester. It closes by itself, and the page says why, when somebody else was faster. */
export function AskReview(props: AskReviewProps) {
  const [question, setQuestion] = createSignal('')
  const [errors, setErrors] = createSignal<FormErrors>()
  // The row is another object with each event; only another review closes the dialog.
  const id = createMemo(() => props.row.id)
  createEffect(on(id, () => props.onClose(), { defer: true }))
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (open) setQuestion(draftOf(id(), 'question'))
        setErrors(undefined)
      },
    ),
  )
  const canAsk = createMemo(() => props.row.state === 'pending')
  createEffect(
    on(canAsk, (can) => {
      if (can || !props.open || props.decisions.busy()) return
      props.onClose()
      props.decisions.overtake({ ...props.row })
    }),
  )
  const change = (text: string) => {
    setQuestion(text)
    keepDraft(id(), 'question', text)
  }
  const busy = () => props.decisions.busy()?.id === id() && props.decisions.busy()?.act === 'ask'
  async function submit() {
    if (props.disabledReason) return
    const asked = id()
    const parsed = askInput.shape.question.safeParse(question())
    if (!parsed.success) return setErrors({ question: parsed.error.issues[0]?.message })
    setErrors(undefined)
    if (await props.decisions.decide(props.row, { act: 'ask', question: parsed.data })) forgetDraft(asked, 'question')
    props.onClose()
  }
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={deskWords.ask.title(titleOf(props.row))}
      description={deskWords.ask.text(viewOf(props.row.kind).shortName(props.row))}
      closeLabel={words.ui.close}
    >
      <Form onSubmit={() => void submit()} errors={errors()} summaryTitle={words.ui.problems} busy={busy()}>
        <TextArea
          label={deskWords.ask.question}
          name="question"
          rows={4}
          maxlength={adminWords.decide.reasonMax}
          value={question()}
          onChange={change}
        />
        <MailPreview reviewId={id()} about="question" text={question()} />
        <DialogActions>
          <Button onClick={() => props.onClose()}>{words.ui.cancel}</Button>
          <Button type="submit" variant="primary" busy={busy()} disabledReason={props.disabledReason}>
            {deskWords.ask.send}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
