// A tab that comes back whenever its socket is lost, behind the last event it heard, as ours do.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Event, StreamMessage } from '#server/realtime/events.ts'
import { openTab, type Tab } from '#tests/setup/portal.ts'

export interface Follower {
  /** everything heard so far, over all its sockets */
  events(): Event[]
  messages(): StreamMessage[]
  /** how often it has come back */
  returns(): number
  /** Resolves once the condition holds. @throws Error after `timeoutMs`, 30 s by default */
  until(condition: (events: Event[]) => boolean, timeoutMs?: number): Promise<void>
  close(): Promise<void>
}

/** Resolves once the stream has started for the first time. */
export async function followStream(url: string, cookie: string): Promise<Follower> {
  const before: StreamMessage[] = []
  let tab: Tab
  let returns = -1
  let cursor: string | undefined
  let isClosed = false

  async function run() {
    while (!isClosed) {
      tab = openTab({ url }, cookie, cursor)
      returns++
      await tab.closedWith
      cursor = tab.cursor() ?? cursor
      before.push(...tab.messages.splice(0))
      if (!isClosed) await sleep(20)
    }
  }
  const running = run()
  const follower: Follower = {
    messages: () => [...before, ...tab.messages],
    events: () => follower.messages().flatMap((message) => (message.type === 'event' ? [message.event] : [])),
    returns: () => returns,
    async until(condition, timeoutMs = 30_000) {
      const deadline = Date.now() + timeoutMs
      while (!condition(follower.events())) {
        if (Date.now() > deadline)
          throw new Error(`not heard within ${timeoutMs} ms; ${follower.events().length} events`)
        await sleep(10)
      }
    },
    async close() {
      isClosed = true
      await tab.close()
      await running
    },
  }
  const deadline = Date.now() + 10_000
  while (follower.messages().length === 0) {
    if (Date.now() > deadline) throw new Error('the stream did not start')
    await sleep(10)
  }
  return follower
}
