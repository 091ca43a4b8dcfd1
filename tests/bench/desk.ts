// The desk at a hundred thousand pending reviews: twenty admins watch, fifty people a second arrive, and one of the admins
// scrolls. Beside it the same minute without arrivals, in the same run.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { openDatabase } from '#db/database.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import {
  startPeer,
  type ServerAnswer,
  type ServerCommand,
  type SubscribersAnswer,
  type SubscribersCommand,
} from './protocol.ts'
import { fillQueue } from './queue.ts'
import { median, percentile, ratioOf, thousands, type Line } from './table.ts'

const pending = 100_000
const watchers = 19
const arrivalsPerSecond = 50
const lapMs = 20_000

interface Lap {
  /** milliseconds between two frames while the list is scrolled */
  frames: number[]
  /** how often another row was under a resting pointer than a frame before */
  moved: number
  residentMb: number
  heapMb: number
}

/** Scrolls up and down for a lap, then rests as long with the pointer on a row. Written out, for it runs in the page. */
const scrollAndRest = `async (ms) => {
  const list = document.querySelector('.virtual-list')
  const frames = []
  const keyUnderPointer = () => document.elementFromPoint(400, 500)?.closest('[data-key]')?.dataset.key
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  let last = await nextFrame()
  for (const until = last + ms; last < until; ) {
    list.scrollTop += Math.sin(last / 1500) * 40
    const now = await nextFrame()
    frames.push(now - last)
    last = now
  }
  let moved = 0
  let key = keyUnderPointer()
  for (const until = last + ms / 2; last < until; last = await nextFrame()) {
    const now = keyUnderPointer()
    if (now !== key) moved++
    key = now
  }
  return { frames, moved, heapMb: performance.memory.usedJSHeapSize / 1e6 }
}`

async function lap(page: Page, residentMb: () => Promise<number>): Promise<Lap> {
  const seen = await page.evaluate<Omit<Lap, 'residentMb'>>(`(${scrollAndRest})(${lapMs})`)
  return { ...seen, residentMb: await residentMb() }
}

/** @param databaseUrl of a cluster that nothing else runs on now */
export async function benchDesk(databaseUrl: string): Promise<Line[]> {
  const database = openDatabase(databaseUrl, 1)
  await fillQueue(database.sql, pending)
  await database.close()
  const server = await startPeer<ServerCommand, ServerAnswer>('our-server.ts', [databaseUrl])
  const subscribers = await startPeer<SubscribersCommand, SubscribersAnswer>('subscribers.ts', [])
  const browser = await launchChromium('--enable-precise-memory-info')
  try {
    const { cookies = [] } = await server.ask({ do: 'cookies', count: watchers + 1 })
    await subscribers.ask({ do: 'open', url: server.hello, cookies, count: watchers, subscribes: true })
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: server.hello })
    const [name, value] = cookies.at(-1)!.split('=') as [string, string]
    await context.addCookies([{ name, value, url: server.hello }])
    const page = await context.newPage()
    await page.goto('/admin/queue')
    await page.locator('[data-key]').first().waitFor()
    const memory = async () => (await server.ask({ do: 'memory' })).residentMb ?? NaN

    // Not measured: the first lap compiles what the others run.
    await lap(page, memory)
    const calm = await lap(page, memory)
    const arriving = server.ask({
      do: 'arrive',
      count: (arrivalsPerSecond * lapMs * 1.5) / 1_000,
      everyMs: 1_000 / arrivalsPerSecond,
    })
    const busy = await page
      .evaluate<Omit<Lap, 'residentMb'>>(`(${scrollAndRest})(${lapMs})`)
      .then(async (seen) => ({ ...seen, tookMs: (await arriving).tookMs ?? NaN, residentMb: await memory() }))
    await sleep(1_000)
    const after = await memory()
    const arrived = (arrivalsPerSecond * lapMs * 1.5) / 1_000
    const beside = (value: number, unit: string, digits: number) => `without arrivals ${value.toFixed(digits)} ${unit}`
    const line = (what: string, one: number, other: number, unit: string, digits = 1): Line => ({
      what,
      figure: `${one.toFixed(digits)} ${unit}`,
      beside: beside(other, unit, digits),
      ratio: ratioOf(one, other),
    })
    return [
      {
        what: 'arrivals a second, asked for and had',
        figure: thousands(arrivalsPerSecond),
        beside: `had ${(arrived / (busy.tookMs / 1_000)).toFixed(1)}`,
      },
      line('between two frames while scrolling, median', median(busy.frames), median(calm.frames), 'ms'),
      line('the same, 95th percentile', percentile(busy.frames, 0.95), percentile(calm.frames, 0.95), 'ms'),
      line('the same, 99th percentile', percentile(busy.frames, 0.99), percentile(calm.frames, 0.99), 'ms'),
      {
        what: 'rows that moved under a resting pointer',
        figure: String(busy.moved),
        beside: `without arrivals ${calm.moved}`,
      },
      line('memory of the server', after, calm.residentMb, 'MB', 0),
      line('memory of the page', busy.heapMb, calm.heapMb, 'MB', 0),
    ]
  } finally {
    await browser.close()
    await subscribers.end()
    await server.end()
  }
}
