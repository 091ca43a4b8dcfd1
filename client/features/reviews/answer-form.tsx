// Where a requester reads what our team asks and answers it: on the page of their registration, of their request, of their app.
import { createEffect, createSignal, on, Show } from 'solid-js'
import { FailureNotice } from '#client/features/auth/failure-notice.tsx'
import { createRequestIds } from '#client/features/registrations/request-id.ts'
import { toFailure } from '#client/lib/api.ts'
import { createForm } from '#client/lib/create-form.ts'
import { Button } from '#client/ui/button.tsx'
import { Form, FormActions } from '#client/ui/form.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { answerWords } from '#client/words/answer.ts'
import { words } from '#client/words/en.ts'
import { portalWords } from '#client/words/portal.ts'
import { answerInput, type AnswerInput } from '#server/features/reviews/schema.ts'
import './answer-form.css'

// By review, and kept while this tab lives: a question that goes and comes back loses nothing that was typed.
const draftById = new Map<string, string>()
const schema = answerInput.pick({ answer: true })

export interface AnswerFormProps {
  /** live; without a question there is nothing to answer */
  review: { id: string; version: number; question: string | null }
  send: (answer: AnswerInput) => Promise<unknown>
}

export function AnswerForm(props: AnswerFormProps) {
  const [sentOn, setSentOn] = createSignal<number>()
  let sentNotice: HTMLDivElement | undefined
  // What was answered is shown as answered also before the event says so; a new question has another version.
  const open = () => (props.review.version === sentOn() ? null : props.review.question)
  const isSent = () => sentOn() !== undefined && open() === null
  const sent = (version: number) => {
    setSentOn(version)
    // The button that had the focus is gone.
    queueMicrotask(() => sentNotice?.focus())
  }
  return (
    <>
      <Show when={open()}>{(question) => <Answering {...props} question={question()} onSent={sent} />}</Show>
      <Show when={isSent()}>
        <div class="answer-sent" tabindex="-1" ref={sentNotice}>
          <Notice tone="success">{answerWords.sent}</Notice>
        </div>
      </Show>
    </>
  )
}

function Answering(props: AnswerFormProps & { question: string; onSent: (version: number) => void }) {
  // eslint-disable-next-line solid/reactivity -- a page follows one review
  const { id } = props.review
  const form = createForm({ initial: { answer: draftById.get(id) ?? '' }, schema })
  const requestIds = createRequestIds<Omit<AnswerInput, 'requestId'>>()
  createEffect(() => draftById.set(id, form.values.answer))
  const [hasChanged, setHasChanged] = createSignal(false)
  createEffect(
    on(
      () => props.question,
      () => setHasChanged(form.values.answer !== ''),
      { defer: true },
    ),
  )
  const send = async ({ answer }: { answer: string }) => {
    const { version } = props.review
    const input = { id, version, answer }
    try {
      await props.send({ ...input, requestId: requestIds(input) })
    } catch (error) {
      // Asked otherwise, or answered in another tab: said above what was typed, which can be sent once more.
      if (toFailure(error).code !== 'REVIEW_CHANGED') throw error
      return void setHasChanged(true)
    }
    draftById.delete(id)
    props.onSent(version)
  }
  const waits = () => (form.failure()?.retryAt ? portalWords.failures.wait : undefined)
  return (
    <section class="answer" aria-label={answerWords.title}>
      {/* A figure must not be one itself. */}
      <div role="status">
        <figure>
          <figcaption>{answerWords.asks}</figcaption>
          <blockquote>{props.question}</blockquote>
        </figure>
      </div>
      <Form
        errors={form.errors()}
        summaryTitle={words.ui.problems}
        busy={form.busy()}
        onSubmit={() => void form.submit(send)}
      >
        <Show when={hasChanged()}>
          <Notice tone="warning">{answerWords.changed}</Notice>
        </Show>
        <TextArea label={answerWords.answer} rows={4} maxlength={2000} {...form.field('answer')} />
        <FailureNotice of={form.failure()} />
        <FormActions>
          <Button type="submit" variant="primary" busy={form.busy()} disabledReason={waits()}>
            {answerWords.send}
          </Button>
        </FormActions>
      </Form>
    </section>
  )
}
