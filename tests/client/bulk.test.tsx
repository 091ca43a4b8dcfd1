import { MemoryRouter, Route } from '@solidjs/router'
import { fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { TRPCClientError } from '@trpc/client'
import { createStore } from 'solid-js/store'
import { beforeEach, expect, test, vi } from 'vitest'
import { SessionContext, type Session } from '#client/features/auth/session.tsx'
import { itemLines } from '#client/features/bulk/export-run.tsx'
import { canUndo, doneOf, putRun, totalOf, wantsReading } from '#client/features/bulk/run-list.ts'
import { addSample, speedOf } from '#client/features/records/speed.ts'
import { createSelection, type Selection } from '#client/features/reviews/create-selection.ts'
import { queueOf } from '#client/features/reviews/queue-filter.ts'
import type { QueueList } from '#client/features/reviews/queue-list.ts'
import { SelectionBar } from '#client/features/reviews/selection-bar.tsx'
import type { Connection } from '#client/realtime/connection.ts'
import { startList } from '#client/realtime/live-list.ts'
import { bulkWords } from '#client/words/bulk.ts'
import { recordWords } from '#client/words/records.ts'
import type { BulkPreview, BulkRun } from '#server/features/bulk/schema.ts'
import { matchingMax, type ReviewRow } from '#server/features/reviews/schema.ts'
import { refusals } from '#server/refusals.ts'

const calls = vi.hoisted(() => ({ preview: vi.fn(), start: vi.fn(), settings: vi.fn(), countMatching: vi.fn() }))
vi.mock('#client/lib/api.ts', async (original) => ({
  ...(await original<object>()),
  api: {
    admin: {
      bulk: { preview: { query: calls.preview }, start: { mutate: calls.start } },
      reviews: { countMatching: { query: calls.countMatching } },
      settings: { get: { query: calls.settings } },
    },
  },
}))

beforeEach(() => {
  // jsdom knows the element but not its modal state.
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false
  }
  vi.resetAllMocks()
  calls.countMatching.mockResolvedValue(1)
  calls.settings.mockResolvedValue({ rejectReasons: [] })
})

const run = (over: Partial<BulkRun> = {}): BulkRun => ({
  id: 'r1',
  act: 'approve',
  reason: null,
  state: 'done',
  by: { id: 'a1', name: 'Ana Torres' },
  total: 340,
  succeeded: 318,
  failed: 22,
  undone: 0,
  startedAt: '2026-11-21T10:00:00.000Z',
  finishedAt: '2026-11-21T10:00:10.000Z',
  undoUntil: '2026-11-21T10:00:20.000Z',
  code: null,
  version: 5,
  ...over,
})

test('the result says what came of a run, whatever ended it', () => {
  expect(bulkWords.result(run())).toBe('318 approved, 22 failed')
  expect(bulkWords.result(run({ act: 'reject', failed: 0 }))).toBe('318 rejected')
  expect(bulkWords.result(run({ state: 'cancelled', succeeded: 1_000, failed: 0, total: 1_340 }))).toBe(
    '1,000 approved, 340 not decided',
  )
  expect(bulkWords.result(run({ state: 'undone', undone: 317 }))).toBe('317 taken back, 1 approved, 22 failed')
  // Its undo was stopped in the middle.
  expect(bulkWords.result(run({ undone: 100, failed: 0 }))).toBe('100 taken back, 218 approved')
})

test('the question says which reviews, in words', () => {
  const preview = {
    registration: 1,
    organization: 0,
    access: 2_000,
    total: 2_001,
    mails: 2_001,
    undoSeconds: 10,
    asOf: '',
  }
  expect(bulkWords.ask.which(preview)).toBe('1 registration and 2,000 access requests')
  expect(bulkWords.ask.title('reject', 1)).toBe('Reject 1 review')
  expect(bulkWords.ask.mails(1, 10)).toBe('1 mail goes out 10 s after the last decision.')
  expect(bulkWords.ask.undo(0)).toContain('cannot be undone')
})

test('an older row never replaces a newer one, and a new run comes first', () => {
  const runs = [run()]
  putRun(runs, run({ version: 4, succeeded: 1 }))
  expect(runs[0]!.succeeded).toBe(318)
  putRun(runs, run({ version: 6, succeeded: 319 }))
  putRun(runs, run({ id: 'r2' }))
  expect(runs.map(({ id, succeeded }) => [id, succeeded])).toEqual([
    ['r2', 318],
    ['r1', 319],
  ])
})

test('speed and time left come from the last seconds; before there are two looks nothing is said', () => {
  let samples = addSample([], { at: 0, done: 0 })
  expect(speedOf(samples, 340)).toBeUndefined()
  samples = addSample(samples, { at: 1_000, done: 100 })
  expect(speedOf(samples, 340)).toEqual({ perSecond: 100, secondsLeft: 2.4 })
  // It begins anew when it is taken back.
  expect(addSample(samples, { at: 1_100, done: 3 })).toEqual([{ at: 1_100, done: 3 }])
  expect(addSample(samples, { at: 9_000, done: 200 })).toEqual([{ at: 9_000, done: 200 }])
  expect(recordWords.progress.speed(99.6, 150)).toBe('100 a second, 3 min left')
})

test('undo is offered until its instant, and what failed or could not be taken back wants to be read', () => {
  const until = Date.parse('2026-11-21T10:00:20.000Z')
  expect(canUndo(run(), until - 1)).toBe(true)
  expect(canUndo(run(), until)).toBe(false)
  expect(canUndo(run({ undoUntil: null }), 0)).toBe(false)
  expect(wantsReading(run())).toBe(true)
  expect(wantsReading(run({ failed: 0 }))).toBe(false)
  expect(wantsReading(run({ failed: 0, state: 'undone', undone: 317 }))).toBe(true)
  expect([doneOf(run()), totalOf(run())]).toEqual([340, 340])
  expect([doneOf(run({ state: 'undoing', undone: 7 })), totalOf(run({ state: 'undoing' }))]).toEqual([7, 318])
})

test('the file has a line each, with the reason in words and the address of its review', () => {
  const item = { position: 1, reviewId: 'x1', kind: 'access', name: 'Berths', email: 'a@b.example' } as const
  const [titles, line] = itemLines([{ ...item, outcome: 'failed', code: 'OFFER_CHANGED' }], 'https://portal.example')
  expect(titles).toHaveLength(7)
  expect(line).toEqual([
    '1',
    'Access request',
    'Berths',
    'a@b.example',
    'Failed',
    'Its plan was deleted. Its review lets you approve it with another one.',
    'https://portal.example/admin/queue/x1',
  ])
})

const preview = (total: number): BulkPreview => ({
  registration: total,
  organization: 0,
  access: 0,
  total,
  mails: total,
  undoSeconds: 10,
  asOf: '2026-11-21T10:00:00.000Z',
})

/** The bar with one review selected, and what the stream does to it. */
function select() {
  const row = { id: '6f0c2d1e-7c33-4f6b-9f5d-0d3f0c1b2a11', version: 3 } as ReviewRow
  const [list, setList] = createStore<QueueList>(startList({ rows: [row], next: null }))
  const connection = {
    state: { since: undefined },
    onEvent: () => () => undefined,
    onRestart: () => () => undefined,
  } as unknown as Connection
  const session = { connection, me: () => ({ id: 'ana', staffRole: 'approver' }) } as unknown as Session
  let selection!: Selection
  render(() => {
    const filter = queueOf({})
    selection = createSelection(connection, { filter: () => filter, list: () => list, isOn: () => true })
    return (
      <SessionContext.Provider value={session}>
        <MemoryRouter>
          <Route path="*" component={() => <>{selection.isAny() && <SelectionBar selection={selection} />}</>} />
        </MemoryRouter>
      </SessionContext.Provider>
    )
  })
  selection.toggle(row.id)
  return { row, selection, leave: () => setList('lines', 0, 'leftAt', 1) }
}

test('what was asked about stays as it was while the run takes it away, and a second press repeats the first', async () => {
  calls.preview.mockResolvedValue(preview(1))
  calls.start.mockRejectedValueOnce(new TRPCClientError('Failed to fetch')).mockResolvedValueOnce(run())
  const { row, selection, leave } = select()
  fireEvent.click(await screen.findByRole('button', { name: 'Reject' }))
  const reason = await screen.findByLabelText<HTMLTextAreaElement>(/reason/i)
  fireEvent.input(reason, { target: { value: 'Not now.' } })
  await screen.findByText('1 registration')
  const press = () => fireEvent.submit(reason.form!)
  press()
  await waitFor(() => expect(calls.start).toHaveBeenCalledTimes(1))
  leave()
  await screen.findByRole('alert')
  expect(reason.isConnected).toBe(true)
  expect(reason.value).toBe('Not now.')
  press()
  await waitFor(() => expect(selection.isAny()).toBe(false))
  const [first, second] = calls.start.mock.calls as [[object], [object]]
  expect(second).toEqual(first)
  expect(first[0]).toMatchObject({ target: { picked: [{ id: row.id, version: 3 }] }, reason: 'Not now.' })
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('once the question is closed, what left meanwhile is not selected any more', async () => {
  calls.preview.mockResolvedValue(preview(1))
  const { selection, leave } = select()
  fireEvent.click(await screen.findByRole('button', { name: 'Approve' }))
  leave()
  await screen.findByText('1 registration')
  expect(selection.isAny()).toBe(true)
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(selection.isAny()).toBe(false))
})

test('more than one run may decide are said to be too many before anybody presses', async () => {
  calls.preview.mockResolvedValue(preview(matchingMax + 1))
  select()
  fireEvent.click(await screen.findByRole('button', { name: 'Approve' }))
  const said = await screen.findByText(bulkWords.ask.tooMany(matchingMax), { selector: 'p' })
  expect(said.textContent).toBe(refusals.TOO_MANY_CHOSEN[1])
  fireEvent.submit(said.closest('form')!)
  expect(calls.start).not.toHaveBeenCalled()
})
