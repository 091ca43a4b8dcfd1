// What is said about a review: the reason with its presets, the note beside it, the answer of the requester.
import { fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { beforeEach, expect, test, vi } from 'vitest'
import { SessionContext, type Session } from '#client/features/auth/session.tsx'
import { AnswerForm } from '#client/features/reviews/answer-form.tsx'
import { RejectDialog } from '#client/features/reviews/reject-dialog.tsx'
import type { AnswerInput } from '#server/features/reviews/schema.ts'
import { refusal } from './refusal.ts'

const calls = vi.hoisted(() => ({ settings: vi.fn(), previewMail: vi.fn() }))
vi.mock('#client/lib/api.ts', async (original) => ({
  ...(await original<object>()),
  api: {
    admin: { settings: { get: { query: calls.settings } }, reviews: { previewMail: { mutate: calls.previewMail } } },
  },
}))

beforeEach(() => {
  // jsdom has the element, not what opens it.
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false
  }
  vi.clearAllMocks()
  calls.settings.mockResolvedValue({ version: 1, rejectReasons: ['Too little is said.', 'Not for us.'] })
  calls.previewMail.mockImplementation(async ({ text }: { text: string }) => ({
    to: 'maria@nordpay.example',
    subject: 'Your registration',
    text: `It was not approved: ${text}`,
  }))
})

const connection = { onEvent: () => () => undefined, onRestart: () => () => undefined, state: {} }
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
let reviews = 0

function openReject() {
  const onReject = vi.fn(async (_reason: string, _note: string | undefined) => true)
  render(() => (
    <SessionContext.Provider value={{ connection } as unknown as Session}>
      <RejectDialog
        open
        reviewId={`review-${++reviews}`}
        title="Reject?"
        text="Maria reads the reason."
        busy={false}
        disabledReason={undefined}
        onClose={() => undefined}
        onReject={onReject}
      />
    </SessionContext.Provider>
  ))
  return onReject
}

test('a preset fills the reason in and can be edited; the mail is shown; the note goes beside it', async () => {
  const onReject = openReject()
  type('Reason', 'My own')
  const presets = await screen.findByLabelText<HTMLSelectElement>('Start from')
  fireEvent.change(presets, { target: { value: 'Not for us.' } })
  expect(screen.getByLabelText<HTMLTextAreaElement>('Reason').value).toBe('Not for us.')
  await screen.findByText('It was not approved: Not for us.')
  fireEvent.change(presets, { target: { value: '' } })
  expect(screen.getByLabelText<HTMLTextAreaElement>('Reason').value).toBe('My own')
  type('Reason', 'Not for us. Sorry.')
  await waitFor(() => expect(presets.value).toBe(''))
  type('Note for the team', 'Known from before.')
  await screen.findByText('It was not approved: Not for us. Sorry.')
  expect(calls.previewMail.mock.calls.every(([input]) => !JSON.stringify(input).includes('Known'))).toBe(true)
  press('Reject')
  expect(onReject).toHaveBeenCalledWith('Not for us. Sorry.', 'Known from before.')
})

test('without a reason nothing is sent: it says so at the field', () => {
  const onReject = openReject()
  press('Reject')
  expect(onReject).not.toHaveBeenCalled()
  expect(screen.getByLabelText('Reason').getAttribute('aria-invalid')).toBe('true')
})

const asked = { version: 2, question: 'Which company?' as string | null }

function openAnswer(send: (answer: AnswerInput) => Promise<unknown>) {
  const [review, setReview] = createSignal({ ...asked, id: `review-${++reviews}` })
  render(() => <AnswerForm review={review()} send={send} />)
  return { change: (now: Partial<typeof asked>) => setReview((before) => ({ ...before, ...now })) }
}
const answer = () => screen.getByLabelText<HTMLTextAreaElement>('Your answer')

test('an answer is sent once however often it is pressed, and is said to be sent', async () => {
  let settle!: () => void
  const send = vi.fn((_: AnswerInput) => new Promise<void>((resolve) => (settle = resolve)))
  const { change } = openAnswer(send)
  screen.getByText('Which company?')
  press('Send answer')
  expect(send).not.toHaveBeenCalled()
  expect(answer().getAttribute('aria-invalid')).toBe('true')
  type('Your answer', ' Nordpay ')
  press('Send answer')
  press('Send answer')
  settle()
  await screen.findByText(/Your answer has been sent/)
  expect(send).toHaveBeenCalledTimes(1)
  expect(send.mock.calls[0]![0]).toMatchObject({ version: 2, answer: 'Nordpay' })
  expect(screen.queryByLabelText('Your answer')).toBeNull()
  // Asked once more, later.
  change({ version: 3, question: null })
  screen.getByText(/Your answer has been sent/)
  change({ version: 4, question: 'Which country?' })
  screen.getByText('Which country?')
  expect(answer().value).toBe('')
})

test('nothing typed is lost when sending fails, or when the question changes', async () => {
  const send = vi.fn<(answer: AnswerInput) => Promise<unknown>>()
  send.mockRejectedValueOnce(refusal('TOO_BUSY'))
  send.mockRejectedValueOnce(refusal('REVIEW_CHANGED'))
  send.mockResolvedValueOnce(undefined)
  const { change } = openAnswer(send)
  type('Your answer', 'Nordpay')
  press('Send answer')
  await waitFor(() => expect(send).toHaveBeenCalledTimes(1))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Send answer' }).ariaBusy).toBeNull())
  expect(answer().value).toBe('Nordpay')
  press('Send answer')
  await screen.findByText(/The question has changed meanwhile/)
  change({ version: 5, question: 'Which country?' })
  screen.getByText('Which country?')
  expect(answer().value).toBe('Nordpay')
  press('Send answer')
  await screen.findByText(/Your answer has been sent/)
  const ids = send.mock.calls.map(([input]) => [input.version, input.requestId])
  // The same words to the same question are one request, to another question another.
  expect(ids[0]).toEqual(ids[1])
  expect(ids[2]![0]).toBe(5)
  expect(ids[2]![1]).not.toBe(ids[1]![1])
})
