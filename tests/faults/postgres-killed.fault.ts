// Postgres killed under the running server, while admins decide and a tab listens.
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterEach, expect, test } from 'vitest'
import { rounds, seeded } from '#tests/setup/rounds.ts'
import { followStream } from './follower.ts'
import { apiOf, decisionOn, insertApplicants, logInOwner, repeatUntilAnswered } from './people.ts'
import { findPostgres, makeDataDir, removeDataDir, startServer } from './server-process.ts'
import { survived } from './survived.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

test('the same server process recovers, no acknowledged write is lost, and the open tab catches up', async () => {
  const { seed, random } = seeded()
  const kills = rounds(1, 5)
  const each = 60
  const dataDir = makeDataDir()
  const server = await startServer(dataDir)
  closing.push(
    () => removeDataDir(dataDir),
    () => server.end(),
  )
  const sql = postgres(findPostgres(dataDir).url, { max: 1, onnotice: () => {} })
  closing.push(() => sql.end({ timeout: 1 }))
  const cookie = await logInOwner(server.url)
  const api = apiOf(server.url, cookie)
  const applicants = await insertApplicants(sql, kills * each)
  const [first, ...others] = applicants.map(({ reviewId }) => reviewId)
  await api.admin.reviews.approve.mutate(decisionOn(first!))
  const tab = await followStream(server.url, cookie)
  closing.push(() => tab.close())

  const acknowledged: string[] = []
  let repeated = 0
  const recoveriesMs: number[] = []
  for (let kill = 0; kill < kills; kill++) {
    const queue = others.splice(0, each)
    const deciding = Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let id = queue.shift(); id; id = queue.shift()) {
          // One request id per decision: whatever became of the lost answer, repeating it settles it.
          const input = decisionOn(id)
          repeated += await repeatUntilAnswered(() => api.admin.reviews.approve.mutate(input))
          acknowledged.push(id)
        }
      }),
    )
    await sleep(50 + random() * 200)
    const killedAt = performance.now()
    const { pid } = findPostgres(dataDir)
    process.kill(pid, 'SIGKILL')
    await expect
      .poll(() => fetch(`${server.url}/readyz`).then(({ status }) => status), { timeout: 30_000, interval: 50 })
      .toBe(200)
    recoveriesMs.push(Math.round(performance.now() - killedAt))
    expect(findPostgres(dataDir).pid).not.toBe(pid)
    await deciding
  }

  const decided = await sql<{ id: string; decisions: number; mails: number }[]>`
    select reviews.id, (select count(*)::int from audit_entries where subject_id = reviews.id and action = 'review.approved') as decisions,
           (select count(*)::int from mails where mails.decision_id = reviews.decision_id) as mails
      from reviews where state = 'approved' and id <> ${first!}`
  const inOrder = await sql<{ id: string }[]>`
    select payload #>> '{review,id}' as id from events where kind = 'review.approved' and payload #>> '{review,id}' <> ${first!} order by xid, id`
  await tab.until(
    (events) =>
      events.filter((event) => event.kind === 'review.approved' && event.review.id !== first).length >= inOrder.length,
  )
  const heard = tab
    .events()
    .flatMap((event) => (event.kind === 'review.approved' && event.review.id !== first ? [event.review.id] : []))
  const lost = acknowledged.filter((id) => !decided.some((one) => one.id === id)).length
  survived(
    'Postgres killed under the running server',
    { of: kills, lost, seed },
    `${acknowledged.length} decisions, ${repeated} repeats, ready again after ${Math.max(...recoveriesMs)} ms at most`,
  )
  expect(lost).toBe(0)
  expect(decided.filter(({ decisions, mails }) => decisions !== 1 || mails !== 1)).toEqual([])
  expect(heard).toEqual(inOrder.map(({ id }) => id))
  // LISTEN is back as well: without it every process but the writer's own would lag by the poll.
  const isListening = async () => (await sql`select 1 from pg_stat_activity where query ilike 'listen%'`).length
  await expect.poll(isListening, { timeout: 30_000 }).toBe(1)
})
