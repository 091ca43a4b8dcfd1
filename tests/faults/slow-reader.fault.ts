// Readers that stop reading: each is cut off before it costs memory, and the others notice nothing.
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createTestDatabase } from '#tests/setup/postgres.ts'
import { followStream } from './follower.ts'
import { logInOwner } from './people.ts'
import { makeDataDir, removeDataDir, startServer } from './server-process.ts'
import { survived } from './survived.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const residentMb = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024

/** Subscribes as a tab does and then never reads again. */
async function openStalled(url: string, cookie: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/trpc`, { headers: { cookie, origin: url } })
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('open', resolve))
  socket.send(JSON.stringify({ id: 1, method: 'subscription', params: { path: 'realtime.follow', input: {} } }))
  await new Promise((resolve) => socket.once('message', resolve))
  socket.pause()
  return socket
}

test('is cut off, the others hear everything, and the server’s memory stays bounded', async () => {
  // Of the 50 sockets that an account may have.
  const stalledCount = 40
  const eventCount = 2_000
  const eventBytes = 8_000
  const database = await createTestDatabase()
  const dataDir = makeDataDir()
  const server = await startServer(dataDir, {
    DATABASE_URL: database.url,
    SECRET_KEYS: `1:${Buffer.alloc(32, 7).toString('base64')}`,
  })
  const sql = postgres(database.url, { max: 1 })
  const cookie = await logInOwner(server.url)
  const tab = await followStream(server.url, cookie)
  closing.push(
    () => removeDataDir(dataDir),
    () => database.drop(),
    () => sql.end(),
    () => server.end(),
    () => tab.close(),
  )
  let written = 0
  let peakMb = 0
  async function flood() {
    peakMb = 0
    const end = written + eventCount
    for (; written < end; written += 100) {
      await sql`
        insert into events (audience, kind, payload)
        select 'everyone', 'account.confirmed', jsonb_build_object('accountId', n || ':' || repeat('x', ${eventBytes}))
          from generate_series(${written}::int, ${written + 99}::int) n`
      await sql.notify('gatehouse_events', '')
      await sleep(60)
      peakMb = Math.max(peakMb, residentMb(server.pid))
    }
    await tab.until((events) => events.length >= end)
  }
  const numbers = () =>
    tab.events().flatMap((event) => (event.kind === 'account.confirmed' ? [Number.parseInt(event.accountId)] : []))

  // Once without them, because memory grows by the work itself until the collector has found its pace.
  await flood()
  const beforeMb = peakMb
  const stalled = await Promise.all(Array.from({ length: stalledCount }, () => openStalled(server.url, cookie)))
  closing.push(() => stalled.forEach((socket) => socket.terminate()))
  await flood()
  const cutOff = () => server.lines.filter((line) => line.includes('cut off a slow reader')).length
  await expect.poll(cutOff, { timeout: 5_000 }).toBe(stalledCount)
  // A reader that wakes up finds its socket closed.
  const closed = stalled.map((socket) => new Promise((resolve) => socket.once('close', resolve)))
  stalled.forEach((socket) => socket.resume())
  await Promise.all(closed)

  const grownMb = Math.round(peakMb - beforeMb)
  const wholeMb = Math.round((stalledCount * eventCount * eventBytes) / 1e6)
  const heard = new Set(numbers())
  const lost = 2 * eventCount - heard.size
  survived(
    'slow readers cut off while the others go on',
    { of: stalledCount, failed: stalledCount - cutOff(), lost, seed: 0 },
    `${grownMb} MB more at the peak, ${wholeMb} MB were said to them`,
  )
  expect(numbers()).toEqual(Array.from({ length: 2 * eventCount }, (_, n) => n))
  expect(tab.returns()).toBe(0)
  expect(cutOff()).toBe(stalledCount)
  // The kernel holds some megabytes for each of them as well, which are not the server's.
  expect(grownMb).toBeLessThan(wholeMb / 2)
})
