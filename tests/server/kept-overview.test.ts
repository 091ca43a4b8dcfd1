import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepOverview } from '#server/features/overview/kept.ts'
import type { Overview } from '#server/features/overview/schema.ts'

let taken: number
let heard: number
let isDown: boolean
const feed = { head: () => ({ xid: '7', id: String(heard) }) }
const find = () => {
  if (isDown) return Promise.reject(new Error('down'))
  return Promise.resolve({ asked: ++taken } as Overview)
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  taken = 0
  heard = 0
  isDown = false
})
afterEach(() => void vi.useRealTimers())

test('a hundred who ask at once, and those within five seconds, are answered by one count', async () => {
  const kept = keepOverview(find, feed)
  await Promise.all(Array.from({ length: 100 }, () => kept.get()))
  vi.advanceTimersByTime(4_999)
  expect(await kept.get()).toMatchObject({ asked: 1, askAgainInMs: 60_000 })
  vi.advanceTimersByTime(1)
  expect(await kept.get()).toMatchObject({ asked: 2 })
})

test('whoever is answered with what something has happened after is told when there will be more', async () => {
  const kept = keepOverview(find, feed)
  await kept.get()
  heard++
  vi.advanceTimersByTime(2_000)
  expect(await kept.get()).toMatchObject({ asked: 1, askAgainInMs: 3_000 })
  vi.advanceTimersByTime(3_000)
  expect(await kept.get()).toMatchObject({ asked: 2, askAgainInMs: 60_000 })
})

test('a count that takes long is waited for, not begun again', async () => {
  let done: (overview: Overview) => void = () => undefined
  const kept = keepOverview(() => (taken++, new Promise((resolve) => (done = resolve))), feed)
  const first = kept.get()
  heard++
  vi.advanceTimersByTime(9_000)
  const second = kept.get()
  done({ asked: 5 } as Overview)
  expect(await Promise.all([first, second])).toMatchObject([{ asked: 5 }, { asked: 5, askAgainInMs: 0 }])
  expect(taken).toBe(1)
})

test('a count that failed is not kept', async () => {
  const kept = keepOverview(find, feed)
  isDown = true
  await expect(kept.get()).rejects.toThrow('down')
  isDown = false
  expect(await kept.get()).toMatchObject({ asked: 1 })
})
