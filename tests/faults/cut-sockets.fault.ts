// Sockets cut at random places, while events are written by many hands that commit out of order.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publish } from '#server/realtime/publish.ts'
import { startFaultProxy, type FaultProxy } from '#tests/setup/fault-proxy.ts'
import { insertStaff, signIn, startPortal, type Portal } from '#tests/setup/portal.ts'
import { rounds, seeded } from '#tests/setup/rounds.ts'
import { followStream } from './follower.ts'
import { survived } from './survived.ts'

let portal: Portal
let proxy: FaultProxy

beforeAll(async () => {
  portal = await startPortal()
  proxy = await startFaultProxy(Number(new URL(portal.url).port))
})
afterAll(async () => {
  await proxy.close()
  await portal.end()
})

test('every tab ends with all events, in order, each once', async () => {
  const { seed, random } = seeded()
  const total = rounds(1_000, 10_000)
  const cookie = await signIn(portal, await insertStaff(portal, 'auditor'))
  const url = `http://localhost:${proxy.port}`
  // A position older than the account itself starts again as new, and rightly so.
  await portal.database.inTransaction((tx) => publish(tx, 'admins', { kind: 'account.confirmed', accountId: 'first' }))
  await expect.poll(() => portal.feed.head().id).not.toBe('0')
  const tabs = await Promise.all(Array.from({ length: 10 }, () => followStream(url, cookie)))

  let isWriting = true
  let written = 0
  let cuts = 0
  // A tab that missed over 1,000 starts as new; here each is to resume, so nobody is kept away for longer than half of that.
  const isFarBehind = () => tabs.some((tab) => written - tab.events().length > 500)
  const cutting = (async () => {
    while (isWriting) {
      if (!isFarBehind()) cuts += proxy.cut(() => random() < 0.3)
      await sleep(random() * 60)
    }
  })()
  await Promise.all(
    Array.from({ length: 20 }, async (_, writer) => {
      for (let n = 0; n < total / 20; n++) {
        await portal.database.inTransaction(async (tx) => {
          await publish(tx, 'admins', { kind: 'account.confirmed', accountId: `${writer}:${n}` })
          if (random() < 0.2) await tx`select pg_sleep(${random() * 0.01})`
        })
        written++
        // Nor may the writers run away from a machine that is busy with other things.
        while (isFarBehind()) await sleep(20)
      }
    }),
  )
  isWriting = false
  await cutting

  const rows = await portal.database.sql<{ said: string }[]>`
    select payload ->> 'accountId' as said from events where kind = 'account.confirmed' and payload ->> 'accountId' <> 'first' order by xid, id`
  const inOrder = rows.map(({ said }) => said)
  const heardBy = await Promise.all(
    tabs.map(async (tab) => {
      await tab.until((events) => events.length >= total).catch(() => {})
      // One more moment for what should not come.
      await sleep(100)
      return tab.events().flatMap((event) => (event.kind === 'account.confirmed' ? [event.accountId] : []))
    }),
  )
  const lost = heardBy.reduce((sum, heard) => sum + inOrder.filter((said) => !heard.includes(said)).length, 0)
  const modes = new Set(
    tabs.flatMap((tab) => tab.messages().flatMap((one, n) => (one.type === 'started' && n > 0 ? [one.mode] : []))),
  )
  await Promise.all(tabs.map((tab) => tab.close()))
  survived(
    'event deliveries through cut sockets',
    { of: tabs.length * total, failed: lost, lost, seed },
    `${cuts} cuts`,
  )
  for (const heard of heardBy) expect(heard, `seed ${seed}`).toEqual(inOrder)
  expect(cuts).toBeGreaterThan(20)
  // Resumed by position every time, never by fetching everything again.
  expect([...modes]).toEqual(['resumed'])
})
