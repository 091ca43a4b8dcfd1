import { afterAll, beforeAll, expect, test } from 'vitest'
import { publish } from '#server/realtime/publish.ts'
import { pruneLog } from '#server/realtime/log.ts'
import { insertStaff, openTab, signIn, startPortal, type Portal, type Tab } from '#tests/setup/portal.ts'
import { rounds, seeded } from '#tests/setup/rounds.ts'

let portal: Portal
let admin: string

beforeAll(async () => {
  portal = await startPortal()
  admin = await signIn(portal, await insertStaff(portal, 'owner'))
})
afterAll(() => portal.end())

/** Says something; the pauses fall before the event's number is drawn, and between that and the commit. */
const say = (accountId: string, { before = 0, after = 0 } = {}) =>
  portal.database.inTransaction(async (tx) => {
    if (before > 0) await tx`select pg_current_xact_id(), pg_sleep(${before})`
    await publish(tx, 'admins', { kind: 'account.confirmed', accountId })
    if (after > 0) await tx`select pg_sleep(${after})`
  })
const heardBy = (tab: Tab) =>
  tab.events.flatMap((event) => (event.kind === 'account.confirmed' ? [event.accountId] : []))

async function openStarted(cursor?: string): Promise<Tab> {
  const tab = openTab(portal, admin, cursor)
  await tab.until(({ messages }) => messages.length > 0)
  return tab
}

test('20 writers that commit out of order, readers that reconnect at random: nothing lost, doubled or out of order', async () => {
  const { seed, random } = seeded()
  const total = rounds(1_000, 5_000)
  const first = await Promise.all(Array.from({ length: 5 }, () => openStarted()))
  const writing = Promise.all(
    Array.from({ length: 20 }, async (_, writer) => {
      for (let n = 0; n < total / 20; n++) {
        const pause = random() < 0.3 ? random() * 0.01 : 0
        await say(`${writer}:${n}`, random() < 0.5 ? { before: pause } : { after: pause })
      }
    }),
  )
  const heard = await Promise.all(
    first.map(async (tab) => {
      const all: string[] = []
      while (true) {
        const enough = Math.ceil(random() * 100)
        await tab.until((one) => heardBy(one).length >= enough || all.length + heardBy(one).length >= total)
        await tab.close()
        await tab.closedWith
        all.push(...heardBy(tab))
        if (all.length >= total) return all
        tab = await openStarted(tab.cursor())
        expect(tab.messages[0], `seed ${seed}`).toMatchObject({ type: 'started', mode: 'resumed' })
      }
    }),
  )
  await writing
  const inOrder = await portal.database.sql<{ said: string }[]>`
    select payload ->> 'accountId' as said from events where kind = 'account.confirmed' order by xid, id`
  const byId = await portal.database.sql<{ said: string }[]>`
    select payload ->> 'accountId' as said from events where kind = 'account.confirmed' order by id`
  expect(inOrder.length).toBe(total)
  // The proof that the order of numbers is not the order of commits here: a cursor on the number would have lost some.
  expect(byId.map(({ said }) => said)).not.toEqual(inOrder.map(({ said }) => said))
  for (const all of heard) expect(all, `seed ${seed}`).toEqual(inOrder.map(({ said }) => said))
})

test('an event is not delivered before a slower transaction with a lower number has ended', async () => {
  const tab = await openStarted()
  const slow = say('slow', { after: 0.3 })
  await new Promise((resolve) => setTimeout(resolve, 100))
  await say('fast')
  await slow
  await tab.until((one) => heardBy(one).length === 2)
  expect(heardBy(tab)).toEqual(['slow', 'fast'])
  await tab.close()
})

test('a rolled-back event is never heard', async () => {
  const tab = await openStarted()
  const failed = portal.database.inTransaction(async (tx) => {
    await publish(tx, 'admins', { kind: 'account.confirmed', accountId: 'never' })
    throw new Error('rolled back')
  })
  await expect(failed).rejects.toThrow('rolled back')
  await say('after')
  await tab.until((one) => heardBy(one).length > 0)
  expect(heardBy(tab)).toEqual(['after'])
  await tab.close()
})

test.each([
  ['of another epoch', async () => `00000000-0000-4000-8000-000000000000:1:1`],
  ['that is not one', async () => 'nonsense'],
  [
    'older than a change of its person’s rights',
    async () => {
      const cursor = `${portal.feed.epoch}:${portal.feed.head().xid}:${portal.feed.head().id}`
      await portal.database.sql`update accounts set rights_changed_in = pg_current_xact_id() where staff_role = 'owner'`
      return cursor
    },
  ],
  [
    'below the retention floor',
    async () => {
      const cursor = `${portal.feed.epoch}:${portal.feed.head().xid}:${portal.feed.head().id}`
      await say('old')
      await portal.database.sql`update accounts set rights_changed_in = '0'`
      await portal.database.sql`update events set at = now() - interval '8 days'`
      await pruneLog(portal.database.sql)
      return cursor
    },
  ],
])('a cursor %s starts again as new', async (_, cursor) => {
  const tab = await openStarted(await cursor())
  expect(tab.messages[0]).toEqual({ type: 'started', mode: 'new', missed: 0 })
  await tab.close()
})

test('a long write transaction is reported with its backend, and what it held back arrives when it ends', async () => {
  const tab = await openStarted()
  const holder = portal.database.inTransaction(async (tx) => {
    await tx`select pg_current_xact_id(), pg_sleep(3)`
  })
  await new Promise((resolve) => setTimeout(resolve, 100))
  await say('held back')
  await tab.until(({ messages }) => messages.some((message) => message.type === 'delayed' && message.delayed))
  expect(portal.feed.delay()?.pid).toBeGreaterThan(0)
  expect(await portal.isReady()).toMatchObject({
    isReady: false,
    reason: expect.stringContaining(String(portal.feed.delay()?.pid)),
  })
  await holder
  await tab.until((one) => heardBy(one).includes('held back'))
  await tab.until(({ messages }) => messages.some((message) => message.type === 'delayed' && !message.delayed))
  expect(await portal.isReady()).toEqual({ isReady: true })
  await tab.close()
})

test('a restored dump empties the log and opens a new epoch', async () => {
  await portal.database.sql`update event_log set floor_xid = '9000000000'`
  const second = await startPortal({ databaseUrl: portal.databaseUrl })
  expect(second.feed.epoch).not.toBe(portal.feed.epoch)
  const [left] = await portal.database.sql`select count(*)::int as count from events`
  expect(left!.count).toBe(0)
  await second.stop()
})
