// What the server does a second where it must not be fast (passwords), and where it should be (decisions).
import { randomUUID } from 'node:crypto'
import { openDatabase } from '#db/database.ts'
import { apiOf, decisionOn, insertApplicants } from '#tests/faults/people.ts'
import type { Peer, ServerAnswer, ServerCommand } from './protocol.ts'
import { ratioOf, type Line } from './table.ts'

/** Registered in one go, to see what a code costs. */
const people = 1_000

type Server = Peer<ServerCommand, ServerAnswer> & { hello: string }

/** Runs so many calls, so many at once; answers how many a second. */
async function rate(count: number, atOnce: number, call: (n: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const since = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await call(next++)
    }),
  )
  return count / ((performance.now() - since) / 1_000)
}

/** Registers as a browser does; each from an address of its own, for one address may only register so often. */
async function register(url: string, n: number): Promise<void> {
  const response = await fetch(`${url}/trpc/portal.registrations.register`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: url,
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': `10.1.${n >> 8}.${n & 255}`,
    },
    body: JSON.stringify({
      requestId: randomUUID(),
      email: `${randomUUID()}@dev.example`,
      firstName: 'Maria',
      lastName: 'Lindqvist',
      password: 'a long and quiet password',
    }),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  await response.arrayBuffer()
}

export async function benchWrites(server: Server, databaseUrl: string): Promise<Line[]> {
  const hashes = 200
  const { tookMs = NaN } = await server.ask({ do: 'hash', count: hashes })
  const hashesPerSecond = hashes / (tookMs / 1_000)
  await rate(20, 8, (n) => register(server.hello, n))
  const registrations = await rate(200, 16, (n) => register(server.hello, n + 20))

  const perSecond = async (codes: number) => {
    const { tookMs: ms = NaN } = await server.ask({ do: 'register', count: people, codes })
    return people / (ms / 1_000)
  }
  await perSecond(1)
  const hot = await perSecond(1)
  const spread = await perSecond(100)

  const database = openDatabase(databaseUrl, 1)
  const applicants = await insertApplicants(database.sql, 1_100)
  const { cookies = [] } = await server.ask({ do: 'cookies', count: 1 })
  const api = apiOf(server.hello, cookies[0]!)
  const approve = (n: number) => api.admin.reviews.approve.mutate(decisionOn(applicants[n]!.reviewId))
  await rate(100, 16, approve)
  const decisions = await rate(1_000, 16, (n) => approve(n + 100))
  const reads = await rate(1_000, 16, () => api.admin.reviews.counts.query())
  await database.close()
  return [
    {
      what: 'registrations a second',
      figure: registrations.toFixed(0),
      beside: `argon2id alone ${hashesPerSecond.toFixed(0)}`,
      ratio: ratioOf(registrations, hashesPerSecond),
    },
    {
      what: 'places of one invite code a second, hashes ready',
      figure: hot.toFixed(0),
      beside: `of a hundred codes ${spread.toFixed(0)}`,
      ratio: ratioOf(hot, spread),
    },
    {
      what: 'decisions a second',
      figure: decisions.toFixed(0),
      beside: `the smallest read over HTTP ${reads.toFixed(0)}`,
      ratio: ratioOf(decisions, reads),
    },
  ]
}
