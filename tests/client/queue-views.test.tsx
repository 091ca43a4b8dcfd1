// The saved views above the queue: their counts, who may change them, and when there is something to save.
import { render, screen } from '@solidjs/testing-library'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SessionContext, type Session } from '#client/features/auth/session.tsx'
import { createViews } from '#client/features/queue-views/create-views.ts'
import { QueueViews } from '#client/features/queue-views/queue-views.tsx'
import { SaveView } from '#client/features/queue-views/save-view.tsx'
import { queueOf, type QueueFilter } from '#client/features/reviews/queue-filter.ts'
import type { Connection } from '#client/realtime/connection.ts'
import type { StaffRole } from '#server/features/auth/schema.ts'
import type { QueueView } from '#server/features/queue-views/schema.ts'
import type { Event } from '#server/realtime/events.ts'
import { expectAccessible } from './ui/axe.ts'

const list = vi.hoisted(() => vi.fn())
vi.mock('#client/lib/api.ts', async (original) => ({
  ...(await original<object>()),
  api: { admin: { queueViews: { list: { query: list } } } },
}))

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.clearAllMocks()
})

const view = (name: string, more: Partial<QueueView> = {}): QueueView => ({
  id: name,
  name,
  filter: { state: 'pending', search: name.toLowerCase() },
  isShared: false,
  owner: { id: 'ana', name: 'Ana Kovač' },
  version: 1,
  count: 3,
  ...more,
})
const bens = { isShared: true, owner: { id: 'ben', name: 'Ben Kline' } }

async function show(views: QueueView[], filter: QueueFilter, staffRole: StaffRole = 'approver') {
  list.mockResolvedValue(views)
  const listeners = new Set<(event: Event) => void>()
  const connection = {
    state: {},
    onEvent: (listener: (event: Event) => void) => (listeners.add(listener), () => listeners.delete(listener)),
    onRestart: () => () => undefined,
  } as unknown as Connection
  render(() => {
    const live = createViews(connection, () => true)
    return (
      <SessionContext.Provider value={{ connection, me: () => ({ id: 'ana', staffRole }) } as unknown as Session}>
        <QueueViews views={live} filter={filter} />
        <SaveView views={live} filter={filter} />
      </SessionContext.Provider>
    )
  })
  await vi.advanceTimersByTimeAsync(0)
  return { say: (event: Event) => listeners.forEach((listener) => listener(event)) }
}
const canSave = () => screen.queryByRole('button', { name: 'Save view' }) !== null
const canChange = () => screen.queryByRole('button', { name: /^Options of/ }) !== null
const found = (name: string) => queueOf({ search: name.toLowerCase() })

test('each is an address with its count, which stops at what is worth saying', async () => {
  await show([view('Maria'), view('Crowd', { ...bens, count: 1_001 })], found('Maria'))
  const links = screen.getAllByRole('link')
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['/admin/queue?q=maria', '/admin/queue?q=crowd'])
  expect(links.map((link) => link.textContent)).toEqual(['Maria3', 'Shared by Ben Kline: Crowd1,000+'])
  expect(links.map((link) => link.getAttribute('aria-current'))).toEqual(['page', null])
  vi.useRealTimers()
  await expectAccessible()
})

test.each([
  ['one’s own', {}, 'approver', true],
  ['somebody else’s', bens, 'approver', false],
  ['somebody else’s, for an owner, who may delete it', bens, 'owner', true],
  ['one’s own, from before one was an auditor', {}, 'auditor', false],
] as const)('%s: whether it can be changed', async (_, more, role, expected) => {
  await show([view('Maria', more)], found('Maria'), role)
  expect(canChange()).toBe(expected)
})

test('only the one that is shown offers to be changed', async () => {
  await show([view('Maria')], found('Bo'))
  expect(canChange()).toBe(false)
})

test('there is something to save when the list shows what has no name yet', async () => {
  await show([view('Maria')], found('Bo'))
  expect(canSave()).toBe(true)
})

test.each([
  ['it has a name', found('Maria'), 'approver'],
  ['it is all that waits', queueOf({}), 'approver'],
  ['it is a tab', queueOf({ kind: 'access' }), 'approver'],
  ['an auditor looks', found('Bo'), 'auditor'],
] as const)('there is nothing to save when %s', async (_, filter, role) => {
  await show([view('Maria')], filter, role)
  expect(canSave()).toBe(false)
})

test('under a stream of reviews they are counted at most every five seconds', async () => {
  const { say } = await show([view('Maria')], queueOf({}))
  expect(list).toHaveBeenCalledTimes(1)
  list.mockResolvedValue([view('Maria', { count: 4 })])
  for (let seconds = 0; seconds < 30; seconds++) {
    say({ kind: 'review.submitted', review: {} as never })
    await vi.advanceTimersByTimeAsync(1_000)
  }
  expect(list.mock.calls.length).toBeGreaterThan(2)
  expect(list.mock.calls.length).toBeLessThanOrEqual(7)
  expect(screen.getByRole('link').textContent).toBe('Maria4')
})

test('one that somebody shares is there in a moment', async () => {
  const { say } = await show([], queueOf({}))
  list.mockResolvedValue([view('Crowd', bens)])
  say({ kind: 'queue-view.changed', viewId: 'Crowd' })
  await vi.advanceTimersByTimeAsync(1_500)
  screen.getByRole('link', { name: /Crowd/ })
})
