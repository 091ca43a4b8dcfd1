// kill -9 in the middle of many decisions at once. The run goes on where it was: every review is decided once, told once, and
// by nobody's hand but its own.
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterEach, expect, test } from 'vitest'
import { rounds, seeded } from '#tests/setup/rounds.ts'
import { startSmtpSink } from '#tests/setup/smtp-sink.ts'
import { apiOf, insertApplicants, logInOwner } from './people.ts'
import { findPostgres, makeDataDir, removeDataDir, startServer, type ServerProcess } from './server-process.ts'
import { survived } from './survived.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

test('a run whose server is killed goes on, and decides nothing twice', async () => {
  const { seed, random } = seeded()
  const kills = rounds(1, 10)
  const count = rounds(60, 1_000)
  const sink = await startSmtpSink()
  const dataDir = makeDataDir()
  let server: ServerProcess = await startServer(dataDir, { SMTP_URL: sink.url })
  closing.push(
    () => removeDataDir(dataDir),
    () => server.end(),
    () => sink.close(),
  )
  const cookie = await logInOwner(server.url)
  let sql = postgres(findPostgres(dataDir).url, { max: 2, onnotice: () => {} })
  const applicants = await insertApplicants(sql, count)
  await sql`update settings set undo_seconds = 1`
  const { id } = await apiOf(server.url, cookie).admin.bulk.start.mutate({
    target: { filter: { state: 'pending', search: '' } },
    act: 'approve',
    asOf: new Date().toISOString(),
    requestId: crypto.randomUUID(),
  })
  const left = async () => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from bulk_items where run_id = ${id} and outcome = 'waiting'`
    return row!.count
  }

  let openAtKills = 0
  for (let kill = 0; kill < kills; kill++) {
    const before = await left()
    while ((await left()) === before) await sleep(5)
    await sleep(random() * 300)
    await server.kill('SIGKILL')
    openAtKills += (await left()) > 0 ? 1 : 0
    await sql.end()
    server = await startServer(dataDir, { SMTP_URL: sink.url })
    sql = postgres(findPostgres(dataDir).url, { max: 2, onnotice: () => {} })
  }
  closing.push(() => sql.end())

  const api = apiOf(server.url, cookie)
  const isFinished = async () => (await api.admin.bulk.get.query({ id })).finishedAt !== null
  await expect.poll(isFinished, { timeout: 240_000, interval: 200 }).toBe(true)
  expect(await api.admin.bulk.get.query({ id })).toMatchObject({
    state: 'done',
    total: count,
    succeeded: count,
    failed: 0,
  })
  // What waited for the end, or was on its way at a kill, arrives; a copy has the same Message-ID.
  await sql`update mails set send_after = send_after - interval '51 seconds' where state = 'sending'`
  const arrived = () => new Set(sink.mails.map(({ to, parsed }) => `${parsed.messageId} ${to[0]}`))
  await expect.poll(() => arrived().size, { timeout: 240_000, interval: 200 }).toBe(count)

  const [ledger] = await sql<{ approved: number; decisions: number; mails: number }[]>`
    select (select count(*)::int from reviews where state = 'approved') as approved,
           (select count(*)::int from audit_entries where action = 'review.approved') as decisions,
           (select count(*)::int from mails) as mails`
  survived(
    'kill -9 in the middle of many decisions',
    { of: count, failed: count - ledger!.approved, lost: count - arrived().size, seed },
    `${kills} kills, ${openAtKills} in the middle`,
  )
  expect(ledger).toEqual({ approved: count, decisions: count, mails: count })
  expect([...arrived()].map((mail) => mail.split(' ')[1]).sort()).toEqual(applicants.map(({ email }) => email).sort())
  expect(openAtKills, 'no kill fell into the run').toBeGreaterThan(0)
})
