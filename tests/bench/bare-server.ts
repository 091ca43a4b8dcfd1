// What there is to lose against: a loop over sockets, no database, no order, no resuming, nobody asked who may hear.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import { answerParent, nowNs, textOf, type ServerAnswer, type ServerCommand } from './protocol.ts'

const wss = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
await once(wss, 'listening')
const { port } = wss.address() as AddressInfo

/** In the shape and weight of ours. */
function broadcast(n: number): void {
  const id = `00000000-0000-4000-8000-000000000000:1000000:${n}`
  const event = { kind: 'account.confirmed', accountId: textOf(n) }
  const message = JSON.stringify({ id: 1, result: { type: 'data', id, data: { id, data: { type: 'event', event } } } })
  for (const socket of wss.clients) socket.send(message)
}

answerParent<ServerCommand, ServerAnswer>(`http://localhost:${port}`, async (command) => {
  switch (command.do) {
    case 'paced': {
      const atNs: number[] = []
      for (let n = command.first; n < command.first + command.count; n++) {
        atNs.push(nowNs())
        broadcast(n)
        await sleep(command.everyMs)
      }
      return { atNs }
    }
    case 'burst': {
      const atNs = [nowNs()]
      for (let n = command.first; n < command.first + command.count; n++) broadcast(n)
      return { atNs }
    }
    case 'memory':
      return { residentMb: process.memoryUsage.rss() / 1e6 }
    default:
      return { cookies: [] }
  }
})
