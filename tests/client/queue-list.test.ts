import { describe, expect, it } from 'vitest'
import { queueOf } from '#client/features/reviews/queue-filter.ts'
import {
  applyQueueEvent,
  nextReview,
  oldestRequest,
  queueRules,
  type QueueList,
} from '#client/features/reviews/queue-list.ts'
import {
  appendPage,
  carryOver,
  newForMs,
  putRow,
  readForMs,
  releaseHeld,
  settleList,
  startList,
} from '#client/realtime/live-list.ts'
import type { EventKind } from '#server/realtime/events.ts'
import type { ReviewRow, RowOf } from '#server/features/reviews/schema.ts'

const pending = queueOf({})
const decided = queueOf({ state: 'decided' })
const ben = { id: 'ben', name: 'Ben Kline' }
const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 9, minute)).toISOString()

function waiting(id: string, minute: number, more: Partial<RowOf<'registration'>> = {}): ReviewRow {
  return {
    id,
    kind: 'registration',
    state: 'pending',
    version: 1,
    facts: { firstName: id, lastName: 'Doe', email: `${id}@example.com`, emailConfirmed: false, earlier: 0 },
    requesterId: id,
    requestedAt: at(minute),
    decidedAt: null,
    decidedBy: null,
    reason: null,
    undoUntil: null,
    question: null,
    ...more,
  }
}
const approved = (row: ReviewRow, minute: number): ReviewRow => ({
  ...row,
  state: 'approved',
  version: row.version + 1,
  decidedAt: at(minute),
  decidedBy: ben,
})
const undone = (row: ReviewRow): ReviewRow => ({
  ...row,
  state: 'pending',
  version: row.version + 1,
  decidedAt: null,
  decidedBy: null,
})

const start = (rows: ReviewRow[], next: QueueList['next'] = null) => startList({ rows, next })
const ids = (list: QueueList) => list.lines.map(({ id }) => id)
const gone = (list: QueueList) => list.lines.filter(({ leftAt }) => leftAt !== undefined).map(({ id }) => id)
const hear = (list: QueueList, kind: EventKind, review: ReviewRow, filter = pending, now = 0) =>
  applyQueueEvent(list, filter, { kind, review } as Parameters<typeof applyQueueEvent>[2], now)

const calm = { isCalm: true, isHeld: () => false, isExpected: () => false }
const settle = (list: QueueList, now: number, more: Partial<Parameters<typeof settleList>[2]> = {}, filter = pending) =>
  settleList(list, queueRules(filter), { ...calm, now, ...more })

const [ada, bo, cy] = [waiting('ada', 1), waiting('bo', 2), waiting('cy', 3)]

describe('arrivals', () => {
  it('append below and are marked as new for a moment', () => {
    const list = start([ada, bo])
    hear(list, 'review.submitted', cy, pending, 1_000)
    expect(ids(list)).toEqual(['ada', 'bo', 'cy'])
    expect(list.lines[2]?.arrivedAt).toBe(1_000)
    settle(list, 1_000 + newForMs)
    expect(list.lines[2]?.arrivedAt).toBe(1_000)
    settle(list, 1_001 + newForMs)
    expect(list.lines[2]?.arrivedAt).toBeUndefined()
  })

  it('wait on their page while the end has not been reached', () => {
    const list = start([ada], { at: ada.requestedAt, id: 'ada' })
    hear(list, 'review.submitted', cy)
    expect(ids(list)).toEqual(['ada'])
    appendPage(list, { rows: [bo, cy], next: null })
    expect(ids(list)).toEqual(['ada', 'bo', 'cy'])
  })

  it('are heard twice without harm', () => {
    const list = start([ada])
    hear(list, 'review.submitted', bo)
    hear(list, 'review.submitted', bo)
    expect(ids(list)).toEqual(['ada', 'bo'])
  })

  it('of another kind do not belong on the tab', () => {
    const list = start([ada])
    hear(list, 'review.submitted', bo, queueOf({ kind: 'organization' }))
    expect(ids(list)).toEqual(['ada'])
  })

  it('that were approved by the setting never show among the pending ones', () => {
    const list = start([ada])
    hear(list, 'review.submitted', { ...approved(bo, 2), version: 1 })
    expect(ids(list)).toEqual(['ada'])
  })

  it('above a list of the newest wait until they are let in', () => {
    const list = start([approved(ada, 10)])
    hear(list, 'review.approved', approved(bo, 11), decided)
    expect(ids(list)).toEqual(['ada'])
    expect(list.held.map(({ id }) => id)).toEqual(['bo'])
    releaseHeld(list, queueRules(decided), 5)
    expect(ids(list)).toEqual(['bo', 'ada'])
    expect(list.held).toEqual([])
  })

  it('that are held and leave again are forgotten', () => {
    const list = start([approved(ada, 10)])
    hear(list, 'review.approved', approved(bo, 11), decided)
    hear(list, 'review.undone', undone(approved(bo, 11)), decided)
    expect(list.held).toEqual([])
  })
})

describe('a decided row', () => {
  it('stays in its place until it has been read', () => {
    const list = start([ada, bo, cy])
    hear(list, 'review.approved', approved(bo, 5), pending, 1_000)
    expect(ids(list)).toEqual(['ada', 'bo', 'cy'])
    expect(gone(list)).toEqual(['bo'])
    settle(list, 1_000 + readForMs)
    expect(ids(list)).toEqual(['ada', 'bo', 'cy'])
    settle(list, 1_001 + readForMs)
    expect(ids(list)).toEqual(['ada', 'cy'])
  })

  it('stays as long as somebody looks at it, then goes at once', () => {
    const list = start([ada, bo])
    hear(list, 'review.rejected', approved(ada, 5), pending, 1_000)
    settle(list, 90_000, { isHeld: (id) => id === 'ada' })
    expect(gone(list)).toEqual(['ada'])
    settle(list, 90_001)
    expect(ids(list)).toEqual(['bo'])
  })

  it('stays while a hand is on the list', () => {
    const list = start([ada, bo])
    hear(list, 'review.approved', approved(ada, 5), pending, 1_000)
    settle(list, 90_000, { isCalm: false })
    expect(ids(list)).toEqual(['ada', 'bo'])
  })

  it('goes at once when the reader decided it', () => {
    const list = start([ada, bo])
    hear(list, 'review.approved', approved(ada, 5), pending, 1_000)
    settle(list, 1_001, { isExpected: (id) => id === 'ada' })
    expect(ids(list)).toEqual(['bo'])
  })

  it('is pending again in its place after undo', () => {
    const list = start([ada, bo, cy])
    hear(list, 'review.approved', approved(bo, 5))
    hear(list, 'review.undone', undone(approved(bo, 5)))
    expect(gone(list)).toEqual([])
    expect(ids(list)).toEqual(['ada', 'bo', 'cy'])
  })

  it('comes back in order when it is undone after it has gone', () => {
    const list = start([ada, bo, cy])
    hear(list, 'review.approved', approved(bo, 5), pending, 0)
    settle(list, 60_000)
    hear(list, 'review.undone', undone(approved(bo, 5)), pending, 60_000)
    expect(ids(list)).toEqual(['ada', 'bo', 'cy'])
    expect(list.lines[1]?.arrivedAt).toBeUndefined()
  })

  it('is not brought back by an echo of the past', () => {
    const list = start([ada, bo])
    hear(list, 'review.approved', approved(ada, 5), pending, 0)
    settle(list, 60_000)
    putRow(list, queueRules(pending), ada, 60_000)
    expect(ids(list)).toEqual(['bo'])
  })

  it('ignores what is older than what it shows', () => {
    const list = start([undone(approved(ada, 5))])
    hear(list, 'review.approved', approved(ada, 5))
    expect(gone(list)).toEqual([])
  })
})

describe('a reopened review that is not on the list', () => {
  it('is inserted by its age', () => {
    const list = start([ada, cy])
    hear(list, 'review.reopened', { ...bo, version: 3 })
    expect(ids(list)).toEqual(['ada', 'bo', 'cy'])
  })

  it('is left to its page when that is not loaded', () => {
    const list = start([ada], { at: ada.requestedAt, id: 'ada' })
    hear(list, 'review.reopened', { ...cy, version: 3 })
    expect(ids(list)).toEqual(['ada'])
  })
})

describe('a further page', () => {
  it('does not repeat rows that are there, and keeps the newer', () => {
    const list = start([ada, { ...bo, version: 4 }], { at: ada.requestedAt, id: 'ada' })
    appendPage(list, { rows: [bo, cy], next: null })
    expect(ids(list)).toEqual(['ada', 'bo', 'cy'])
    expect(list.lines[1]?.row.version).toBe(4)
  })
})

describe('a fresh fetch', () => {
  it('keeps the row that somebody looks at, as one that has left', () => {
    const before = start([ada, bo, cy])
    const fresh = start([ada, cy])
    carryOver(fresh, before, queueRules(pending), (id) => id === 'bo')
    expect(ids(fresh)).toEqual(['ada', 'bo', 'cy'])
    expect(gone(fresh)).toEqual(['bo'])
  })

  it('drops what nobody looks at', () => {
    const fresh = start([cy])
    carryOver(fresh, start([ada, bo, cy]), queueRules(pending), () => false)
    expect(ids(fresh)).toEqual(['cy'])
  })

  it('keeps which rows are new', () => {
    const before = start([ada])
    putRow(before, queueRules(pending), bo, 7, true)
    const fresh = start([ada, bo])
    carryOver(fresh, before, queueRules(pending), () => false)
    expect(fresh.lines.map(({ arrivedAt }) => arrivedAt)).toEqual([undefined, 7])
  })
})

describe('going on', () => {
  it('leads to the next row that still waits, then to the first', () => {
    const list = start([ada, bo, cy])
    hear(list, 'review.approved', approved(bo, 5))
    expect(nextReview(list, 'ada')).toBe('cy')
    expect(nextReview(list, 'cy')).toBe('ada')
  })

  it('leads nowhere when nothing else waits', () => {
    const list = start([ada])
    expect(nextReview(list, 'ada')).toBeUndefined()
  })

  it('names the oldest that still waits', () => {
    const list = start([ada, bo])
    hear(list, 'review.approved', approved(ada, 5))
    expect(oldestRequest(list)).toBe(bo.requestedAt)
  })
})

it('converges with a fresh fetch, whatever the order in which answer and events meet', () => {
  const history: [EventKind, ReviewRow][] = [
    ['review.submitted', cy],
    ['review.approved', approved(ada, 5)],
    ['review.rejected', approved(bo, 6)],
    ['review.undone', undone(approved(ada, 5))],
  ]
  for (let read = 0; read <= history.length; read++) {
    // The answer holds the first `read` changes; all of them are heard again over it.
    const world = new Map([ada, bo].map((row) => [row.id, row]))
    for (const [, row] of history.slice(0, read)) world.set(row.id, row)
    const rows = [...world.values()].filter(({ state }) => state === 'pending')
    const list = start(rows.sort((a, b) => a.requestedAt.localeCompare(b.requestedAt)))
    for (const [kind, row] of history) hear(list, kind, row)
    settle(list, 60_000)
    expect(ids(list)).toEqual(['ada', 'cy'])
  }
})
