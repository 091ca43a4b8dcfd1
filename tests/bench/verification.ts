// What a gateway waits for: our /verify beside a bare node:http handler in a process like ours, asked the same by the same asker.
import type { RequestsAnswer, RequestsCommand, ServerAnswer, ServerCommand } from './protocol.ts'
import { startPeer, type Peer } from './protocol.ts'
import { median, ratioOf, thousands, type Line } from './table.ts'

const live = 10_000
const connections = 32
const rounds = 5
const host = 'api.harbour.example'

type Server = Peer<ServerCommand, ServerAnswer> & { hello: string }

export async function benchVerification(ours: Server): Promise<Line[]> {
  const { keys = [] } = await ours.ask({ do: 'keys', count: live, baseUrl: `https://${host}/v1` })
  const bare: Server = await startPeer('bare-http.ts', [])
  const asker = await startPeer<RequestsCommand, RequestsAnswer>('requests.ts', [])
  const headersOf = (key: string) => [
    `authorization: Bearer ${key}`,
    `x-original-url: https://${host}/v1/ships?berth=7`,
  ]
  const good = keys.map(headersOf)

  /** Asks for a while; answers how many a second, and the processor's microseconds for each. */
  async function ask(server: Server, headers = good) {
    const url = `${server.hello.replace('localhost', '127.0.0.1')}/verify`
    const before = await server.ask({ do: 'memory' })
    const { perSecond, answered, refused } = await asker.ask({ url, headers, connections, forMs: 2_000 })
    const after = await server.ask({ do: 'memory' })
    if (headers === good && refused > 0) throw new Error(`${refused} good keys were refused`)
    return { perSecond, cpuUs: ((after.cpuMs! - before.cpuMs!) * 1_000) / answered }
  }
  // Not measured: the first ones compile what the others run, and fill the memory with every key.
  await ask(bare)
  await ask(ours)
  const laps = { ours: [await ask(ours)], bare: [await ask(bare)] }
  for (let round = 1; round < rounds; round++) {
    laps.bare.push(await ask(bare))
    laps.ours.push(await ask(ours))
  }
  const strangers = await ask(
    ours,
    keys.map((key) => headersOf(key.slice(0, -1))),
  )
  await asker.end()
  await bare.end()
  const [mine, theirs] = [median(laps.ours.map((lap) => lap.perSecond)), median(laps.bare.map((lap) => lap.perSecond))]
  const [myCpu, theirCpu] = [median(laps.ours.map((lap) => lap.cpuUs)), median(laps.bare.map((lap) => lap.cpuUs))]
  return [
    {
      what: `verifications a second, ${thousands(live)} live keys`,
      figure: thousands(mine),
      beside: `a bare node:http handler ${thousands(theirs)}`,
      ratio: ratioOf(mine, theirs),
    },
    {
      what: 'as many as a processor alone would allow',
      figure: thousands(1e6 / myCpu),
      beside: `a bare node:http handler ${thousands(1e6 / theirCpu)}`,
      ratio: ratioOf(theirCpu, myCpu),
    },
    {
      what: 'refusals a second of what is no key',
      figure: thousands(strangers.perSecond),
      beside: `a bare node:http handler ${thousands(theirs)}`,
      ratio: ratioOf(strangers.perSecond, theirs),
    },
  ]
}
