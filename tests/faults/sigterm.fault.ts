// SIGTERM in the middle of work, as every deployment sends it.
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterEach, expect, test } from 'vitest'
import { rounds, seeded } from '#tests/setup/rounds.ts'
import { openTab } from '#tests/setup/portal.ts'
import { apiOf, decisionOn, insertApplicants, logInOwner } from './people.ts'
import {
  findPostgres,
  makeDataDir,
  removeDataDir,
  startServer,
  wasStoppedCleanly,
  type ServerProcess,
} from './server-process.ts'
import { survived } from './survived.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

test('acknowledged writes are there, unanswered ones are settled by repeating them, Postgres is stopped cleanly', async () => {
  const { seed, random } = seeded()
  const stops = rounds(1, 10)
  const dataDir = makeDataDir()
  let server: ServerProcess = await startServer(dataDir)
  closing.push(
    () => removeDataDir(dataDir),
    () => server.end(),
  )
  const cookie = await logInOwner(server.url)
  let acknowledgedCount = 0
  let unansweredCount = 0

  for (let stop = 0; stop < stops; stop++) {
    const sql = postgres(findPostgres(dataDir).url, { max: 1 })
    const queue = await insertApplicants(sql, 400)
    await sql.end()
    const tab = openTab({ url: server.url }, cookie)
    await tab.until(({ messages }) => messages.length > 0)
    const acknowledged: string[] = []
    const unanswered: ReturnType<typeof decisionOn>[] = []
    const api = apiOf(server.url, cookie)
    let isStopping = false
    const deciding = Promise.all(
      Array.from({ length: 12 }, async () => {
        while (queue.length > 0 && !isStopping) {
          const input = decisionOn(queue.shift()!.reviewId)
          await api.admin.reviews.approve.mutate(input).then(
            () => acknowledged.push(input.id),
            () => ((isStopping = true), unanswered.push(input)),
          )
        }
      }),
    )
    while (acknowledged.length < 12) await sleep(5)
    await sleep(random() * 300)
    const since = performance.now()
    const { code, signal } = await server.kill('SIGTERM')
    const stoppedMs = Math.round(performance.now() - since)
    isStopping = true
    await deciding
    expect({ code, signal }).toEqual({ code: 0, signal: null })
    expect(stoppedMs, 'slower than what orchestrators wait before they kill').toBeLessThan(10_000)
    expect(await tab.closedWith).toBe(1001)
    expect(wasStoppedCleanly(dataDir)).toBe(true)

    server = await startServer(dataDir)
    const again = apiOf(server.url, cookie)
    for (const input of unanswered)
      expect(await again.admin.reviews.approve.mutate(input)).toMatchObject({ state: 'approved' })
    const after = postgres(findPostgres(dataDir).url, { max: 1 })
    const decided = await after<{ id: string; decisions: number }[]>`
      select subject_id as id, count(*)::int as decisions from audit_entries where action = 'review.approved' group by 1`
    await after.end()
    const decisionsOf = (id: string) => decided.find((one) => one.id === id)?.decisions
    for (const id of [...acknowledged, ...unanswered.map((input) => input.id)])
      expect(decisionsOf(id), `seed ${seed}`).toBe(1)
    acknowledgedCount += acknowledged.length
    unansweredCount += unanswered.length
  }
  survived(
    'SIGTERM under load',
    { of: stops, lost: 0, seed },
    `${acknowledgedCount} writes acknowledged, ${unansweredCount} unanswered and settled by a repeat`,
  )
  expect(acknowledgedCount).toBeGreaterThan(0)
})
