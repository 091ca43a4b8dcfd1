// The subscribers, all in one process beside the server: sockets that parse what they hear and note when.
import { WebSocket } from 'ws'
import { answerParent, nowNs, numberOf, type SubscribersAnswer, type SubscribersCommand } from './protocol.ts'

let sockets: WebSocket[] = []
let arrived = new Map<number, number[]>()
let heard = 0
let expected: { first: number; count: number } | undefined
let whenAll: (() => void) | undefined

function hear(data: string): void {
  const { result } = JSON.parse(data) as { result?: { data?: { data?: { event?: { accountId?: string } } } } }
  const text = result?.data?.data?.event?.accountId
  if (text === undefined) return
  const n = numberOf(text)
  if (!arrived.has(n)) arrived.set(n, [])
  arrived.get(n)!.push(nowNs())
  heard++
  if (expected && heard >= expected.count * sockets.length) whenAll?.()
}

async function open(url: string, cookie: string, subscribes: boolean): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/trpc`, {
    headers: { cookie, origin: url },
    perMessageDeflate: false,
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  if (subscribes) {
    socket.send(JSON.stringify({ id: 1, method: 'subscription', params: { path: 'realtime.follow', input: {} } }))
    // Twice: tRPC's own word that it began, then ours.
    for (const _ of [1, 2]) await new Promise((resolve) => socket.once('message', resolve))
  }
  socket.on('message', (data: Buffer) => {
    const text = data.toString()
    // Whoever does not answer is taken for gone.
    if (text === 'PING') socket.send('PONG')
    else hear(text)
  })
  return socket
}

answerParent<SubscribersCommand, SubscribersAnswer>('ready', async (command) => {
  if (command.do === 'open') {
    const { url, cookies, count, subscribes } = command
    while (sockets.length < count) {
      const some = Array.from({ length: Math.min(25, count - sockets.length) }, (_, n) =>
        open(url, cookies[(sockets.length + n) % cookies.length] ?? '', subscribes),
      )
      sockets.push(...(await Promise.all(some)))
    }
    return {}
  }
  if (command.do === 'close') {
    await Promise.all(
      sockets.map((socket) => new Promise((resolve) => (socket.once('close', resolve), socket.close()))),
    )
    sockets = []
    return {}
  }
  const { first, count } = command
  expected = command
  if (heard < count * sockets.length) {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`heard ${heard} of ${count * sockets.length}`)), 60_000)
      whenAll = () => (clearTimeout(timer), resolve())
    })
  }
  const arrivedNs = Array.from({ length: count }, (_, n) => arrived.get(first + n) ?? [])
  arrived = new Map()
  heard = 0
  expected = whenAll = undefined
  return { arrivedNs }
})
