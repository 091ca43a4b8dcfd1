// The subscribers, all in one process beside the server: sockets that parse what they hear and note when.
import { WebSocket } from 'ws'
import { answerParent, nowNs, numberOf, type SubscribersAnswer, type SubscribersCommand } from './protocol.ts'

let sockets: WebSocket[] = []
let arrived = new Map<number, number[]>()
let heard = 0
let isClosing = false
let expected: { first: number; count: number } | undefined
let whenAll: (() => void) | undefined

interface Heard {
  result?: { data?: { data?: { type?: string; event?: { accountId?: string } } } }
}

function note(text: string): void {
  const n = numberOf(text)
  if (!arrived.has(n)) arrived.set(n, [])
  arrived.get(n)!.push(nowNs())
  heard++
  if (expected && heard >= expected.count * sockets.length) whenAll?.()
}

/** Resolves once the socket is open and, where it subscribes, the stream has started. */
function open(url: string, cookie: string, subscribes: boolean): Promise<WebSocket> {
  const headers = { cookie, origin: url }
  const socket = new WebSocket(`${url.replace('http', 'ws')}/trpc`, { headers, perMessageDeflate: false })
  const follow = { id: 1, method: 'subscription', params: { path: 'realtime.follow', input: {} } }
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('close', (code) => !isClosing && process.stderr.write(`a subscriber was closed with ${code}\n`))
    socket.once('open', () => (subscribes ? socket.send(JSON.stringify(follow)) : resolve(socket)))
    socket.on('message', (data: Buffer) => {
      const text = data.toString()
      // Whoever does not answer is taken for gone.
      if (text === 'PING') return socket.send('PONG')
      const said = (JSON.parse(text) as Heard).result?.data?.data
      if (said?.event?.accountId) note(said.event.accountId)
      else if (said?.type === 'started') resolve(socket)
    })
  })
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
    isClosing = true
    await Promise.all(
      sockets.map((socket) => new Promise((resolve) => (socket.once('close', resolve), socket.close()))),
    )
    sockets = []
    isClosing = false
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
