// The list under somebody's hand: what arrives, leaves and is selected while others work.
import { fireEvent, render, screen } from '@solidjs/testing-library'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SessionContext, type Session } from '#client/features/auth/session.tsx'
import { createQueue } from '#client/features/reviews/create-queue.ts'
import { createSelection, type Selection } from '#client/features/reviews/create-selection.ts'
import { queueOf, writeQueueFilter, type QueueFilter } from '#client/features/reviews/queue-filter.ts'
import { QueueRows } from '#client/features/reviews/queue-rows.tsx'
import { SelectionBar } from '#client/features/reviews/selection-bar.tsx'
import type { Connection } from '#client/realtime/connection.ts'
import type { Event } from '#server/realtime/events.ts'
import type { ReviewRow, RowOf } from '#server/features/reviews/schema.ts'
import { refusal } from './refusal.ts'
import { expectAccessible } from './ui/axe.ts'

const { list, countMatching } = vi.hoisted(() => ({ list: vi.fn(), countMatching: vi.fn() }))
vi.mock('#client/lib/api.ts', async (original) => ({
  ...(await original<object>()),
  api: { admin: { reviews: { list: { query: list }, countMatching: { query: countMatching } } } },
}))

// What can be done with them is told by tests of its own.
vi.mock('#client/features/bulk/bulk-bar.tsx', () => ({ BulkBar: () => null }))

const start = Date.parse('2026-11-21T12:00:00.000Z')
beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
  vi.clearAllMocks()
})

function waiting(name: string, hoursAgo: number, more: Partial<RowOf<'registration'>> = {}): ReviewRow {
  return {
    id: name,
    kind: 'registration',
    state: 'pending',
    version: 1,
    facts: { firstName: name, lastName: 'Doe', email: `${name}@example.com`, emailConfirmed: true, earlier: 0 },
    requesterId: name,
    requestedAt: new Date(start - hoursAgo * 3_600_000).toISOString(),
    decidedAt: null,
    decidedBy: null,
    reason: null,
    undoUntil: null,
    question: null,
    ...more,
  }
}
const approved = (row: ReviewRow): ReviewRow => ({
  ...row,
  state: 'approved',
  version: row.version + 1,
  decidedAt: new Date(start).toISOString(),
  decidedBy: { id: 'ben', name: 'Ben Kline' },
})

/** Shows the list of these rows; `say` is what the stream says. */
async function show(rows: ReviewRow[], filter: QueueFilter = queueOf({}), matching = rows.length) {
  list.mockResolvedValue({ rows, next: null })
  countMatching.mockResolvedValue(matching)
  const listeners = new Set<(event: Event) => void>()
  const connection = {
    state: { since: undefined },
    onEvent: (listener: (event: Event) => void) => (listeners.add(listener), () => listeners.delete(listener)),
    onRestart: () => () => undefined,
  } as unknown as Connection
  const hear = (event: Event) => listeners.forEach((listener) => listener(event))
  const session = { connection, me: () => ({ id: 'ana', staffRole: 'approver' }) } as unknown as Session
  let selection!: Selection
  const { container } = render(() => {
    const queue = createQueue(connection, { filter: () => filter, selectedId: () => undefined, ownId: () => 'ana' })
    selection = createSelection(connection, { filter: () => filter, list: () => queue.value, isOn: () => true })
    return (
      <SessionContext.Provider value={session}>
        <SelectionBar selection={selection} />
        <QueueRows
          queue={queue}
          filter={filter}
          hours={{ amberHours: 24, redHours: 72 }}
          selection={selection}
          selectedId={undefined}
          ownId="ana"
          total={undefined}
          hrefOf={(id, change) => `/admin/queue/${id ?? ''}?${writeQueueFilter(queueOf({ ...filter, ...change }))}`}
        />
      </SessionContext.Provider>
    )
  })
  await vi.advanceTimersByTimeAsync(0)
  return {
    selection,
    rowsElement: container.querySelector<HTMLElement>('.queue-rows')!,
    hear,
    say: (kind: 'review.submitted' | 'review.approved', review: ReviewRow) => hear({ kind, review }),
    /** The names, from above. */
    names: () =>
      [...container.querySelectorAll<HTMLElement>('[data-key]')]
        .sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
        .map((row) => row.dataset.key),
    link: (name: string) => screen.getByRole('link', { name: new RegExp(`${name} Doe`) }),
  }
}

const [ada, bo, cy] = [waiting('ada', 80), waiting('bo', 30), waiting('cy', 2)]
const di = waiting('di', 0)

test('oldest first, arrivals append below whatever the hand does', async () => {
  const { rowsElement, say, names, link } = await show([ada, bo, cy])
  fireEvent.pointerMove(rowsElement)
  link('bo').focus()
  say('review.submitted', di)
  expect(names()).toEqual(['ada', 'bo', 'cy', 'di'])
  expect(document.activeElement).toBe(link('bo'))
})

test('newest first, arrivals wait behind a chip while the pointer is on the list', async () => {
  const { rowsElement, say, names } = await show([cy, bo, ada], queueOf({ sort: 'newest' }))
  fireEvent.pointerMove(rowsElement)
  say('review.submitted', di)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(names()).toEqual(['cy', 'bo', 'ada'])
  fireEvent.click(screen.getByRole('button', { name: '1 new one' }))
  expect(names()).toEqual(['di', 'cy', 'bo', 'ada'])
})

test('newest first, arrivals wait as long as the focus is on a row, and come in when it has left', async () => {
  const { say, names, link } = await show([cy, bo, ada], queueOf({ sort: 'newest' }))
  link('bo').focus()
  say('review.submitted', di)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(names()).toEqual(['cy', 'bo', 'ada'])
  link('bo').blur()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(names()).toEqual(['di', 'cy', 'bo', 'ada'])
})

test('what somebody else decides stays, grey, until the hand has gone', async () => {
  const { rowsElement, say, names, link } = await show([ada, bo, cy])
  fireEvent.pointerMove(rowsElement)
  say('review.approved', approved(ada))
  for (let seconds = 0; seconds < 10; seconds++) {
    fireEvent.pointerMove(rowsElement)
    await vi.advanceTimersByTimeAsync(1_000)
  }
  expect(names()).toEqual(['ada', 'bo', 'cy'])
  expect(link('ada').textContent).toContain('approved by Ben Kline')
  await vi.advanceTimersByTimeAsync(3_000)
  expect(names()).toEqual(['bo', 'cy'])
})

test('a filter about claims asks again when claims change, but not under the hand', async () => {
  const { rowsElement, hear } = await show([ada, bo], queueOf({ claimed: 'nobody' }))
  const claim = { reviewId: 'ada', by: { id: 'ben', name: 'Ben Kline' }, until: '2026-11-21T12:01:30.000Z' }
  hear({ kind: 'claim.changed', claim })
  for (let seconds = 0; seconds < 40; seconds++) {
    fireEvent.pointerMove(rowsElement)
    await vi.advanceTimersByTimeAsync(1_000)
  }
  expect(list).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(list).toHaveBeenCalledTimes(2)
  // Leases run out without a word.
  await vi.advanceTimersByTimeAsync(31_000)
  expect(list.mock.calls.length).toBeGreaterThan(2)
})

test('ages past the hours of the settings say so by text, icon and colour', async () => {
  const { link } = await show([ada, bo, cy])
  const age = (name: string) => link(name).querySelector<HTMLElement>('.queue-age')!
  expect([age('ada'), age('bo'), age('cy')].map(({ dataset }) => dataset.tone)).toEqual(['red', 'amber', undefined])
  expect(age('ada').textContent).toContain('waiting too long')
  expect(age('ada').querySelector('svg')).not.toBeNull()
  expect(age('cy').querySelector('svg')).toBeNull()
})

test('one that waits for an answer says so', async () => {
  const asked = waiting('bo', 1, { state: 'needs_information', question: 'Which one?' })
  const { link } = await show([asked], queueOf({ state: 'asked' }))
  expect(link('bo').textContent).toContain('Asked')
})

test('nothing that matches is another thing than nothing that waits', async () => {
  await show([], queueOf({ search: 'zz', state: 'decided' }))
  screen.getByRole('heading', { name: 'No review matches' })
  expect(screen.getByRole('link', { name: 'Clear' }).getAttribute('href')).toBe('/admin/queue/?state=decided')
})

test('an empty queue is all clear', async () => {
  await show([])
  screen.getByRole('heading', { name: 'Nothing waiting.' })
})

test('what could not be loaded says so, and can be tried again', async () => {
  list.mockRejectedValueOnce(refusal('TOO_BUSY'))
  const { names } = await show([ada])
  screen.getByRole('heading', { name: 'The queue could not be loaded' })
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }))
  await vi.advanceTimersByTimeAsync(0)
  expect(names()).toEqual(['ada'])
})

test('boxes take one, and with Shift all between; what leaves drops out, arrivals change nothing', async () => {
  const { selection, say } = await show([ada, bo, cy], queueOf({}), 340)
  const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name: `Select ${name} Doe` })
  fireEvent.click(box('ada'))
  fireEvent.click(box('cy'), { shiftKey: true })
  const picked = () => (selection.target() as { picked: { id: string; version: number }[] }).picked
  expect(picked()).toEqual(['ada', 'bo', 'cy'].map((id) => ({ id, version: 1 })))
  expect(box('bo').checked).toBe(true)
  // Shift on one that is in keeps it in.
  fireEvent.click(box('bo'), { shiftKey: true })
  expect(box('bo').checked).toBe(true)

  say('review.submitted', di)
  say('review.approved', approved(bo))
  expect(picked().map(({ id }) => id)).toEqual(['ada', 'cy'])
  expect(box('bo')).toMatchObject({ checked: false, disabled: true })
  expect(box('di').checked).toBe(false)

  await vi.advanceTimersByTimeAsync(0)
  fireEvent.click(screen.getByRole('button', { name: 'Select all 340 that match' }))
  expect(selection.target()).toEqual({ filter: expect.objectContaining({ state: 'pending', search: '' }) })
  expect(selection.count()).toBe(340)
  expect(box('di').checked).toBe(true)
  fireEvent.click(screen.getByRole('button', { name: 'Clear' }))
  expect(selection.target()).toBeUndefined()
})

test('the rows and their boxes are accessible', async () => {
  const { selection } = await show([ada, bo, cy])
  selection.toggle('bo')
  vi.useRealTimers()
  await expectAccessible()
})
