// From the commit of an event to the screens that show it, beside a bare broadcast over `ws` in the same run.
import type { ServerAnswer, ServerCommand, SubscribersAnswer, SubscribersCommand } from './protocol.ts'
import { startPeer, type Peer } from './protocol.ts'
import { median, percentile, ratioOf, thousands, type Line } from './table.ts'

type Server = Peer<ServerCommand, ServerAnswer> & { hello: string }
type Subscribers = Peer<SubscribersCommand, SubscribersAnswer>

interface Figures {
  p50Ms: number
  p99Ms: number
  perSecond: number
  residentMb: number
}

/** At each size: so many events one after the other, so far apart; then so many in one transaction. */
const sizes = [
  { subscribers: 1, paced: 100, everyMs: 20, burst: 1_000 },
  { subscribers: 100, paced: 100, everyMs: 30, burst: 400 },
  { subscribers: 1_000, paced: 40, everyMs: 150, burst: 100 },
]
const perAccountMax = 50

async function measure(
  server: Server,
  subscribers: Subscribers,
  isOurs: boolean,
  size: (typeof sizes)[number],
): Promise<Figures> {
  const { cookies = [] } = await server.ask({ do: 'cookies', count: Math.ceil(size.subscribers / perAccountMax) })
  await subscribers.ask({ do: 'open', url: server.hello, cookies, count: size.subscribers, subscribes: isOurs })
  // Not measured: the first ones compile what the others run.
  await talk({ do: 'paced', first: 0, count: 20, everyMs: 10 })

  async function talk(command: Extract<ServerCommand, { first: number }>) {
    const hearing = subscribers.ask({ do: 'expect', first: command.first, count: command.count })
    const { atNs = [] } = await server.ask(command)
    const { arrivedNs = [] } = await hearing
    return { atNs, arrivedNs }
  }
  const paced = await talk({ do: 'paced', first: 1_000, count: size.paced, everyMs: size.everyMs })
  const latencies = paced.arrivedNs.flatMap((arrivals, n) =>
    arrivals.map((at) => Math.max(0, at - paced.atNs[n]!) / 1e6),
  )
  const burst = await talk({ do: 'burst', first: 10_000, count: size.burst })
  const lastNs = burst.arrivedNs.flat().reduce((latest, at) => Math.max(latest, at), 0)
  const { residentMb = NaN } = await server.ask({ do: 'memory' })
  await subscribers.ask({ do: 'close' })
  return {
    p50Ms: median(latencies),
    p99Ms: percentile(latencies, 0.99),
    perSecond: (size.burst * size.subscribers) / ((lastNs - burst.atNs[0]!) / 1e9),
    residentMb,
  }
}

export async function benchFanOut(ours: Server): Promise<Line[]> {
  const bare: Server = await startPeer('bare-server.ts', [])
  const subscribers: Subscribers = await startPeer('subscribers.ts', [])
  const lines: Line[] = []
  for (const size of sizes) {
    const mine = await measure(ours, subscribers, true, size)
    const theirs = await measure(bare, subscribers, false, size)
    const people = `${thousands(size.subscribers)} subscriber${size.subscribers > 1 ? 's' : ''}`
    const ms = ({ p50Ms, p99Ms }: Figures) => `p50 ${p50Ms.toFixed(1)} ms  p99 ${p99Ms.toFixed(1)} ms`
    lines.push(
      {
        what: `${people}, commit to screen`,
        figure: ms(mine),
        beside: `bare ws ${ms(theirs)}`,
        ratio: ratioOf(mine.p50Ms, theirs.p50Ms),
      },
      {
        what: `${people}, deliveries a second`,
        figure: thousands(mine.perSecond),
        beside: `bare ws ${thousands(theirs.perSecond)}`,
        ratio: ratioOf(mine.perSecond, theirs.perSecond),
      },
      {
        what: `${people}, memory of the server`,
        figure: `${thousands(mine.residentMb)} MB`,
        beside: `bare ws ${thousands(theirs.residentMb)} MB`,
      },
    )
  }
  await subscribers.end()
  await bare.end()
  return lines
}
