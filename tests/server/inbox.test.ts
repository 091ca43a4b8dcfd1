import { expect, test } from 'vitest'
import type { Event } from '#server/realtime/events.ts'
import { createInbox } from '#server/realtime/inbox.ts'

const event: Event = { kind: 'account.confirmed', accountId: 'a' }
const push = (inbox: ReturnType<typeof createInbox>, id: number) =>
  inbox.push({ position: { xid: '1', id: String(id) }, event })

test('hands over what waits, in order, once', async () => {
  const inbox = createInbox({ xid: '0', id: '0' }, () => {})
  const first = inbox.take()
  push(inbox, 1)
  expect((await first)?.deliveries.map(({ position }) => position?.id)).toEqual(['1'])
  push(inbox, 2)
  push(inbox, 3)
  expect((await inbox.take())?.deliveries.map(({ position }) => position?.id)).toEqual(['2', '3'])
})

test('a backlog that nobody takes is dropped and said to be, and what follows is kept; the inbox stays open', async () => {
  const inbox = createInbox({ xid: '0', id: '0' }, () => expect.fail('closed'))
  for (let id = 1; id <= 10_002; id++) push(inbox, id)
  const taken = await inbox.take()
  expect(taken?.droppedUpTo).toEqual({ xid: '1', id: '10001' })
  expect(taken?.deliveries.map(({ position }) => position?.id)).toEqual(['10002'])
  push(inbox, 10_003)
  expect(await inbox.take()).toEqual({ deliveries: [{ position: { xid: '1', id: '10003' }, event }] })
})

test('closing ends whoever waits', async () => {
  let closed = 0
  const inbox = createInbox({ xid: '0', id: '0' }, () => closed++)
  const waiting = inbox.take()
  inbox.close()
  inbox.close()
  expect(await waiting).toBeUndefined()
  expect(closed).toBe(1)
})
