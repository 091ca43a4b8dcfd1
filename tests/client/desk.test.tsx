// Who reviews what, as a tab knows it: claims come, go and run out; nobody claims what is decided.
import { render, screen } from '@solidjs/testing-library'
import { createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SessionContext, type Session } from '#client/features/auth/session.tsx'
import { ClaimLine } from '#client/features/reviews/claim-line.tsx'
import { createDesk } from '#client/features/reviews/create-desk.ts'
import { DeskProvider } from '#client/features/reviews/desk.tsx'
import { RowPresence } from '#client/features/reviews/row-presence.tsx'
import type { Connection } from '#client/realtime/connection.ts'
import type { Present, ReviewClaim, ReviewRow } from '#server/features/reviews/schema.ts'
import type { Event } from '#server/realtime/events.ts'

const atDesk = vi.hoisted(() => vi.fn())
const release = vi.hoisted(() => vi.fn(async () => undefined))
vi.mock('#client/lib/api.ts', async (original) => ({
  ...(await original<object>()),
  api: { admin: { reviews: { atDesk: { query: atDesk }, release: { mutate: release } } } },
}))

const ben = { id: 'ben', name: 'Ben Kline' }
const ana = { id: 'ana', name: 'Ana Kovač' }
const lena = { id: 'lena', name: 'Lena Moe' }
const claim = (reviewId: string, by: ReviewClaim['by'] = ben): ReviewClaim => ({
  reviewId,
  by,
  until: new Date(Date.now() + 90_000).toISOString(),
})
const at = (person: { id: string; name: string }, reviewId: string | null): Present => ({ ...person, reviewId })

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T12:00:00.000Z') })
  atDesk.mockResolvedValue({ claims: [], present: [] })
})
afterEach(() => vi.useRealTimers())

/** A connection that a test speaks through, and that keeps what is held open. */
function line() {
  const heard = new Set<(event: Event) => void>()
  const places: { place: object; arrive: () => void; isOpen: boolean }[] = []
  const socket = {
    admin: {
      reviews: {
        attend: {
          subscribe(place: object, { onData }: { onData: () => void }) {
            const entry = { place, arrive: onData, isOpen: true }
            places.push(entry)
            return { unsubscribe: () => (entry.isOpen = false) }
          },
        },
      },
    },
  }
  const connection = {
    state: {},
    onEvent: (listener: (event: Event) => void) => (heard.add(listener), () => heard.delete(listener)),
    onRestart: () => () => undefined,
    keep(start: (to: typeof socket) => { unsubscribe(): void }) {
      const running = start(socket)
      return () => running.unsubscribe()
    },
  } as unknown as Connection
  return { connection, places, hear: (event: Event) => heard.forEach((listener) => listener(event)) }
}

async function sit(ownId = 'ana') {
  const { connection, hear, places } = line()
  const { desk, end } = createRoot((dispose) => ({ desk: createDesk(connection, () => ownId), end: dispose }))
  await vi.advanceTimersByTimeAsync(0)
  return { desk, hear, places, end }
}

test('a claim is there with its event, ends at its time, and with the decision', async () => {
  atDesk.mockResolvedValue({ claims: [claim('known')], present: [] })
  const { desk, hear, end } = await sit()
  expect(desk.claimOf('known')).toEqual(ben)
  hear({ kind: 'claim.changed', claim: claim('one') })
  hear({ kind: 'claim.changed', claim: claim('two') })
  hear({ kind: 'claim.changed', claim: claim('three') })
  expect(desk.claimOf('one')).toEqual(ben)
  hear({ kind: 'claim.changed', claim: { reviewId: 'two', by: null, until: null } })
  expect(desk.claimOf('two')).toBeUndefined()
  hear({ kind: 'review.approved', review: { id: 'three', state: 'approved' } as ReviewRow })
  expect(desk.claimOf('three')).toBeUndefined()
  // Still open: what its requester does ends nothing.
  hear({ kind: 'review.updated', review: { id: 'one', state: 'pending' } as ReviewRow })
  await vi.advanceTimersByTimeAsync(88_000)
  expect(desk.claimOf('one')).toEqual(ben)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(desk.claimOf('one')).toBeUndefined()
  end()
})

test('the others are counted once each, and oneself never', async () => {
  const { desk, hear, end } = await sit()
  hear({ kind: 'presence.changed', present: [at(ana, 'one'), at(ben, 'one'), at(ben, null), at(lena, 'two')] })
  expect(desk.others()).toEqual([ben, lena])
  expect(desk.othersAt('one')).toEqual([ben])
  hear({ kind: 'presence.changed', present: [at(ana, 'one')] })
  expect(desk.others()).toEqual([])
  end()
})

test('this tab leaves a place when it has arrived at the next, and stops claiming what it gave back', async () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  const { desk, hear, places, end } = await sit()
  const leave = createRoot((dispose) => (desk.attend(() => 'one'), dispose))
  await vi.advanceTimersByTimeAsync(200)
  expect(places.map(({ place }) => place)).toEqual([{ reviewId: 'one', isWatching: true }])
  places[0]!.arrive()

  void desk.release('one')
  await vi.advanceTimersByTimeAsync(200)
  expect(places[1]).toMatchObject({ place: { reviewId: 'one', isWatching: false }, isOpen: true })
  expect(places[0]!.isOpen).toBe(true)
  places[1]!.arrive()
  expect(places[0]!.isOpen).toBe(false)
  expect(release).toHaveBeenCalledWith({ id: 'one' })

  // Nobody is at it while it waits for an answer; the answer calls whoever has it open.
  hear({ kind: 'review.answered', review: { id: 'one', state: 'pending' } as ReviewRow })
  await vi.advanceTimersByTimeAsync(200)
  expect(places.at(-1)!.place).toEqual({ reviewId: 'one', isWatching: true })
  hear({ kind: 'review.asked', review: { id: 'one', state: 'needs_information' } as ReviewRow })
  await vi.advanceTimersByTimeAsync(200)
  expect(places.at(-1)!.place).toEqual({ reviewId: 'one', isWatching: false })

  leave()
  expect(places.some(({ isOpen }) => isOpen)).toBe(false)
  end()
})

test('a row says who reviews and who looks; the pane offers what one may do', async () => {
  const { connection, hear } = line()
  render(() => (
    <SessionContext.Provider value={{ connection, me: () => ({ id: 'ana' }) } as unknown as Session}>
      <DeskProvider>
        <RowPresence reviewId="one" />
        <ClaimLine reviewId="one" canClaim />
      </DeskProvider>
    </SessionContext.Provider>
  ))
  await vi.advanceTimersByTimeAsync(0)
  expect(screen.queryByText(/reviewing/)).toBeNull()
  hear({ kind: 'presence.changed', present: [at(ben, 'one'), at(lena, 'one')] })
  screen.getByText('Ben Kline and Lena Moe are looking at it')
  hear({ kind: 'claim.changed', claim: claim('one') })
  screen.getByText('Ben is reviewing')
  screen.getByText('Ben Kline is reviewing')
  screen.getByText('Lena Moe is looking at it')
  screen.getByRole('button', { name: 'Take over' })
  hear({ kind: 'claim.changed', claim: claim('one', ana) })
  screen.getByText('You are reviewing')
  expect(screen.queryByText('Ben is reviewing')).toBeNull()
  screen.getByRole('button', { name: 'Release' })
})

test('an auditor sees who reviews and is offered nothing', async () => {
  const { connection, hear } = line()
  render(() => (
    <SessionContext.Provider value={{ connection, me: () => ({ id: 'iris' }) } as unknown as Session}>
      <DeskProvider>
        <ClaimLine reviewId="one" canClaim={false} />
      </DeskProvider>
    </SessionContext.Provider>
  ))
  await vi.advanceTimersByTimeAsync(2_000)
  hear({ kind: 'claim.changed', claim: claim('one') })
  screen.getByText('Ben Kline is reviewing')
  expect(screen.queryByRole('button')).toBeNull()
})
