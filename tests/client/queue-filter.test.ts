import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changeQueue,
  countMore,
  isFiltered,
  noFilters,
  queueOf,
  readQueueFilter,
  writeQueueFilter,
  type QueueFilter,
} from '#client/features/reviews/queue-filter.ts'
import { queueSorts, queueStates, reviewKinds, reviewListInput } from '#server/features/reviews/schema.ts'

const read = (query: string) => readQueueFilter(Object.fromEntries(new URLSearchParams(query)), reviewKinds)

const maybe = <T>(...values: T[]) => fc.constantFrom(undefined, ...values)
const filters: fc.Arbitrary<QueueFilter> = fc
  .record({
    kind: maybe(...reviewKinds),
    state: fc.constantFrom(...queueStates),
    search: fc.constantFrom('', 'maria', 'ma + ri&a=%', 'Ærø 50%'),
    sort: maybe(...queueSorts),
    confirmed: maybe(true, false),
    age: maybe('amber' as const, 'red' as const),
    claimed: maybe('nobody' as const, 'me' as const),
    decidedBy: maybe('me' as const),
  })
  .map(({ sort, ...some }) => queueOf({ ...some, ...(sort && { sort }) }))

describe('the address', () => {
  it('restores the very filter, whatever it is', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(read(writeQueueFilter(filter))).toEqual(filter)
      }),
    )
  })

  it('says nothing of what is as usual', () => {
    expect(writeQueueFilter(queueOf({}))).toBe('')
    expect(writeQueueFilter(queueOf({ state: 'decided' }))).toBe('state=decided')
    expect(writeQueueFilter(queueOf({ state: 'decided', sort: 'oldest' }))).toBe('state=decided&sort=oldest')
  })

  it('leaves out what makes no sense there', () => {
    const usual = queueOf({})
    expect(read('kind=cat&state=lost&email=constructor&age=blue&claimed=you&by=you&sort=up')).toEqual(usual)
    // Nobody claims what is decided, and nobody has decided what waits.
    expect(read('state=decided&claimed=me&age=red')).toEqual(queueOf({ state: 'decided' }))
    expect(read('by=me')).toEqual(usual)
    expect(read('kind=access&email=no')).toEqual(queueOf({ kind: 'access' }))
  })

  it('never says what the server refuses', () => {
    const refused = fc.property(fc.string({ maxLength: 300 }), (q) => {
      expect(reviewListInput.safeParse(read(new URLSearchParams({ q }).toString())).success).toBe(true)
    })
    fc.assert(refused)
  })
})

describe('changing it', () => {
  it('to another state brings that state’s order, unless one is given', () => {
    const newest = queueOf({ sort: 'newest' })
    expect(changeQueue(newest, { state: 'asked' }).sort).toBe('oldest')
    expect(changeQueue(newest, { search: 'maria' }).sort).toBe('newest')
    expect(changeQueue(queueOf({}), { state: 'decided' }).sort).toBe('newest')
    expect(changeQueue(queueOf({}), { state: 'decided', sort: 'oldest' }).sort).toBe('oldest')
  })

  it('clears all that filters, and keeps the tab, the state and the order', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const cleared = changeQueue(filter, noFilters)
        expect(isFiltered(cleared)).toBe(false)
        const { kind, state, sort } = filter
        expect(cleared).toEqual(queueOf({ kind, state, sort }))
      }),
    )
  })

  it('counts what hides behind “More filters”: not the search', () => {
    expect(countMore(queueOf({ search: 'maria' }))).toBe(0)
    expect(isFiltered(queueOf({ search: 'maria' }))).toBe(true)
    expect(countMore(queueOf({ confirmed: false, age: 'red', claimed: 'nobody' }))).toBe(3)
  })
})
