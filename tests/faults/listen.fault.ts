// Two processes on one database. The second hears of the first by LISTEN, which breaks in two ways: with an error, or without.
import postgres from 'postgres'
import { afterEach, expect, inject, test } from 'vitest'
import { startFaultProxy, through } from '#tests/setup/fault-proxy.ts'
import { createTestDatabase } from '#tests/setup/postgres.ts'
import { rounds } from '#tests/setup/rounds.ts'
import { followStream } from './follower.ts'
import { apiOf, decisionOn, insertApplicants, logInOwner } from './people.ts'
import { makeDataDir, removeDataDir, startServer } from './server-process.ts'
import { survived } from './survived.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const listens = (connection: { hasSent(text: string): boolean }) => connection.hasSent('listen "gatehouse_events"')

test('what one process commits is heard at the other, whatever becomes of LISTEN', async () => {
  const each = rounds(5, 50)
  const database = await createTestDatabase()
  const proxy = await startFaultProxy(Number(new URL(inject('clusterUrl')).port))
  const dataDir = makeDataDir()
  const env = { SECRET_KEYS: `1:${Buffer.alloc(32, 7).toString('base64')}` }
  const a = await startServer(dataDir, { ...env, DATABASE_URL: database.url })
  const b = await startServer(dataDir, { ...env, DATABASE_URL: through(proxy, database.url) })
  const sql = postgres(database.url, { max: 1 })
  closing.push(
    () => removeDataDir(dataDir),
    () => database.drop(),
    () => sql.end(),
    () => a.end(),
    () => proxy.close(),
    () => b.end(),
  )
  const cookie = await logInOwner(a.url)
  const api = apiOf(a.url, cookie)
  const tab = await followStream(b.url, cookie)
  closing.push(() => tab.close())
  const decided: string[] = []
  const heard = () => tab.events().flatMap((event) => (event.kind === 'review.approved' ? [event.review.id] : []))

  /** Decides at A and answers the median time until B's tab has heard. */
  async function decideAndHear(): Promise<number> {
    const laps: number[] = []
    for (const { reviewId } of await insertApplicants(sql, each)) {
      const since = performance.now()
      await api.admin.reviews.approve.mutate(decisionOn(reviewId))
      decided.push(reviewId)
      await tab.until(() => heard().includes(reviewId), 10_000)
      laps.push(performance.now() - since)
    }
    return Math.round(laps.sort((one, other) => one - other)[laps.length >> 1]!)
  }

  const healthyMs = await decideAndHear()
  expect(proxy.cut(listens)).toBe(1)
  const cutMs = await decideAndHear()
  await expect.poll(() => proxy.halfOpen(listens), { timeout: 10_000 }).toBe(1)
  const halfOpenMs = await decideAndHear()
  expect(proxy.cut()).toBeGreaterThan(1)
  const allCutMs = await decideAndHear()

  const lost = decided.filter((id) => !heard().includes(id)).length
  survived(
    'events through cut and half-open LISTEN',
    { of: decided.length, failed: lost, lost, seed: 0 },
    `median ms healthy ${healthyMs}, LISTEN cut ${cutMs}, half-open ${halfOpenMs}, every connection cut ${allCutMs}`,
  )
  expect(heard()).toEqual(decided)
})

test('without the poll a half-open LISTEN would be deaf: a bare listener behind it hears nothing', async () => {
  const database = await createTestDatabase()
  const proxy = await startFaultProxy(Number(new URL(inject('clusterUrl')).port))
  const direct = postgres(database.url, { max: 1 })
  const proxied = postgres(through(proxy, database.url), { max: 1 })
  closing.push(
    () => database.drop(),
    () => direct.end(),
    () => proxy.close(),
    () => proxied.end({ timeout: 1 }),
  )
  const notified: string[] = []
  await proxied.listen('gatehouse_events', (payload) => notified.push(payload))
  await direct.notify('gatehouse_events', 'healthy')
  await expect.poll(() => notified).toEqual(['healthy'])
  expect(proxy.halfOpen(listens)).toBe(1)
  await direct.notify('gatehouse_events', 'half-open')
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(notified).toEqual(['healthy'])
})
