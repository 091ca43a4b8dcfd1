// Ten thousand decisions at once, and what another admin feels of it meanwhile.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '#db/database.ts'
import { apiOf, decisionOn, insertApplicants } from '#tests/faults/people.ts'
import type { Peer, ServerAnswer, ServerCommand } from './protocol.ts'
import { ratioOf, thousands, type Line } from './table.ts'

const reviews = 10_000
/** Decided by hand, one every so many milliseconds: quicker than anybody presses. */
const byHand = 100
const everyMs = 100

type Server = Peer<ServerCommand, ServerAnswer> & { hello: string }

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

export async function benchBulk(server: Server, databaseUrl: string): Promise<Line[]> {
  const database = openDatabase(databaseUrl, 1)
  const { sql } = database
  await sql`update settings set undo_seconds = 0`
  const { cookies = [] } = await server.ask({ do: 'cookies', count: 2 })
  const [ana, ben] = [apiOf(server.hello, cookies[0]!), apiOf(server.hello, cookies[1]!)]

  /** The times that decisions by hand take, until there are enough or it says stop. */
  async function decideByHand(goesOn: () => Promise<boolean> = async () => true): Promise<number[]> {
    const tookMs: number[] = []
    for (const { reviewId } of await insertApplicants(sql, byHand)) {
      if (!(await goesOn())) break
      const since = performance.now()
      await ben.admin.reviews.approve.mutate(decisionOn(reviewId))
      tookMs.push(performance.now() - since)
      await sleep(Math.max(0, everyMs - tookMs.at(-1)!))
    }
    return tookMs
  }
  await decideByHand()
  const idle = median(await decideByHand())

  const applicants = await insertApplicants(sql, reviews)
  const emails = applicants.map(({ email }) => email)
  await sql`update reviews set search_text = 'harbour ' || search_text where facts ->> 'email' = any(${emails})`
  const since = performance.now()
  const { id } = await ana.admin.bulk.start.mutate({
    target: { filter: { state: 'pending', search: 'harbour' } },
    act: 'approve',
    asOf: new Date().toISOString(),
    requestId: randomUUID(),
  })
  const startedMs = performance.now() - since
  const isRunning = async () => (await ana.admin.bulk.get.query({ id })).finishedAt === null
  const beside = median(await decideByHand(isRunning))
  while (await isRunning()) await sleep(100)
  const perSecond = reviews / ((performance.now() - since) / 1_000)
  const run = await ana.admin.bulk.get.query({ id })
  if (run.succeeded !== reviews) throw new Error(`${run.succeeded} of ${reviews} were approved`)
  await database.close()
  return [
    {
      what: `${thousands(reviews)} approved at once, a second`,
      figure: perSecond.toFixed(0),
      beside: `one after the other by hand ${(1_000 / idle).toFixed(0)}`,
      ratio: ratioOf(perSecond, 1_000 / idle),
    },
    {
      what: 'a decision by hand meanwhile, median',
      figure: `${beside.toFixed(1)} ms`,
      beside: `alone ${idle.toFixed(1)} ms`,
      ratio: ratioOf(beside, idle),
    },
    {
      what: `choosing ${thousands(reviews)} and starting`,
      figure: `${startedMs.toFixed(0)} ms`,
      beside: `a decision alone ${idle.toFixed(1)} ms`,
      ratio: ratioOf(startedMs, idle),
    },
  ]
}
