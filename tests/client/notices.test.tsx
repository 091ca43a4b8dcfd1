// Desktop notifications: only wanted ones, only from one tab, only while none is in sight, and never about anybody.
import { cleanup, render } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createNotices } from '#client/features/notices/create-notices.ts'
import { askForNotices, noticesWanted, setNoticesWanted } from '#client/features/notices/notices-wanted.ts'
import type { ReviewCounts } from '#server/features/reviews/schema.ts'

/** Web Locks, as far as they are used here: jsdom has none. Shared by all tabs of a test. */
function createLocks() {
  const held: { name: string; mode: string }[] = []
  const waiting: (() => void)[] = []
  async function request(name: string, { mode, signal }: LockOptions, work: () => Promise<void>) {
    const isFree = () => mode === 'shared' || !held.some((lock) => lock.name === name)
    while (!isFree()) await new Promise<void>((resolve) => waiting.push(resolve))
    if (signal?.aborted) throw new DOMException('', 'AbortError')
    const lock = { name, mode: mode! }
    held.push(lock)
    await work()
    held.splice(held.indexOf(lock), 1)
    for (const wake of waiting.splice(0)) wake()
  }
  return { held, request, query: async () => ({ held: [...held] }) }
}

class Shown {
  static permission: NotificationPermission = 'granted'
  static all: Shown[] = []
  static requestPermission = vi.fn(async () => (Shown.permission = 'granted'))
  isOpen = true
  onclick: (() => void) | undefined
  title: string
  options: NotificationOptions
  constructor(title: string, options: NotificationOptions) {
    this.title = title
    this.options = options
    Shown.all.push(this)
  }
  close() {
    this.isOpen = false
  }
}

let locks: ReturnType<typeof createLocks>
let visibility: DocumentVisibilityState
const see = (state: DocumentVisibilityState) => {
  visibility = state
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  vi.useFakeTimers()
  locks = createLocks()
  Shown.all = []
  Shown.permission = 'granted'
  vi.stubGlobal('Notification', Shown)
  vi.stubGlobal('navigator', { ...navigator, locks, platform: '' })
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility)
  visibility = 'hidden'
  setNoticesWanted(true)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const count = (registration: number, access = 0): ReviewCounts => ({
  all: registration + access,
  registration,
  organization: 0,
  access,
  position: { xid: '1', id: '1' },
})

/** A tab of the console that knows how many wait. */
function openTab(first: ReviewCounts) {
  const [counts, setCounts] = createSignal<ReviewCounts | undefined>(first)
  const goToQueue = vi.fn()
  const { unmount } = render(() => {
    createNotices(counts, goToQueue)
    return null
  })
  return { setCounts, goToQueue, unmount }
}
const settle = () => vi.advanceTimersByTimeAsync(1_500)
const onScreen = () => Shown.all.filter(({ isOpen }) => isOpen).at(-1)

test('many arrivals are one notice that says how many wait and of which kind, and names nobody', async () => {
  const { setCounts } = openTab(count(2))
  setCounts(count(3))
  setCounts(count(4))
  setCounts(count(4, 1))
  await settle()
  expect(Shown.all.map(({ title }) => title)).toEqual(['5 reviews wait'])
  expect(onScreen()?.options).toMatchObject({ body: '4 registrations, 1 access request', tag: 'gatehouse.notices' })
})

test('fewer are put right in silence, none take it away, and what was there at the start is no news', async () => {
  const { setCounts } = openTab(count(2))
  await settle()
  setCounts(count(1))
  await settle()
  expect(Shown.all).toEqual([])
  setCounts(count(2))
  await settle()
  setCounts(count(1))
  await settle()
  expect(Shown.all.map(({ title, options }) => [title, options.silent])).toEqual([
    ['2 reviews wait', false],
    ['1 review waits', true],
  ])
  setCounts(count(0))
  await settle()
  expect(onScreen()).not.toBe(Shown.all.at(-1))
})

test('one tab tells for all, and another goes on when it closes', async () => {
  const tabs = [openTab(count(1)), openTab(count(1))]
  for (const { setCounts } of tabs) setCounts(count(2))
  await settle()
  expect(Shown.all.length).toBe(1)
  tabs[0]!.unmount()
  await settle()
  tabs[1]!.setCounts(count(3))
  await settle()
  expect(Shown.all.map(({ title }) => title)).toEqual(['2 reviews wait', '3 reviews wait'])
})

test('nothing is shown while a tab is in sight, and coming into sight takes it away', async () => {
  const { setCounts } = openTab(count(1))
  see('visible')
  setCounts(count(2))
  await settle()
  expect(Shown.all).toEqual([])
  see('hidden')
  await settle()
  setCounts(count(3))
  await settle()
  expect(onScreen()?.title).toBe('3 reviews wait')
  see('visible')
  expect(onScreen()).toBeUndefined()
})

test('a press on it leads to the queue', async () => {
  vi.spyOn(window, 'focus').mockImplementation(() => undefined)
  const { setCounts, goToQueue } = openTab(count(1))
  setCounts(count(2))
  await settle()
  onScreen()?.onclick?.()
  expect(goToQueue).toHaveBeenCalledOnce()
  expect(onScreen()).toBeUndefined()
})

test('the browser is asked only when somebody switches them on, and a no leaves them off', async () => {
  setNoticesWanted(false)
  Shown.permission = 'default'
  const { setCounts } = openTab(count(1))
  setCounts(count(2))
  await settle()
  expect([Shown.all.length, Shown.requestPermission.mock.calls.length]).toEqual([0, 0])
  await askForNotices()
  expect([noticesWanted(), Shown.requestPermission.mock.calls.length]).toEqual([true, 1])
  Shown.permission = 'denied'
  await askForNotices()
  expect([noticesWanted(), Shown.requestPermission.mock.calls.length]).toEqual([false, 1])
})
