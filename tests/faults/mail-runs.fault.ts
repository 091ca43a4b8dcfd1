// kill -9 while many mails are sent again at once: as they are marked, and in the middle of them.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterEach, expect, test } from 'vitest'
import { rounds, seeded } from '#tests/setup/rounds.ts'
import { startSmtpSink } from '#tests/setup/smtp-sink.ts'
import { drainMails } from './drain-mails.ts'
import { apiOf, logInOwner } from './people.ts'
import { findPostgres, makeDataDir, removeDataDir, startServer, type ServerProcess } from './server-process.ts'
import { survived } from './survived.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** As many as a process hands over at once. */
const lanes = 4

test(
  'a run that is killed in the middle loses no mail and sends none twice, but for those in hand',
  async () => {
    const { seed, random } = seeded()
    const kills = rounds(2, 20)
    const count = rounds(60, 300)
    const sink = await startSmtpSink()
    const dataDir = makeDataDir()
    let server: ServerProcess = await startServer(dataDir, { SMTP_URL: sink.url })
    closing.push(
      () => removeDataDir(dataDir),
      () => server.end(),
      () => sink.close(),
    )
    const cookie = await logInOwner(server.url)
    const { url } = findPostgres(dataDir)
    const before = postgres(url, { max: 1 })
    const mails = await before<{ id: string }[]>`
    insert into mails (template, to_name, to_address, facts, state, attempts)
    select 'registration-known-address', 'Maria', 'm' || n || '@dev.example', '{"firstName": "Maria"}', 'gave_up', 1
      from generate_series(1, ${count}) n returning id`
    await before.end()

    let marked = 0
    for (let kill = 0; kill < kills; kill++) {
      const press = apiOf(server.url, cookie)
        .admin.emails.resendFailed.mutate({ requestId: randomUUID() })
        .catch(() => undefined)
      // Half of the kills fall while the mails are being marked, the others while they go out.
      if (kill % 2 === 0) await sleep(random() * 30)
      else await sink.waitFor(Math.min(sink.mails.length + 1 + Math.floor(random() * 10), count), 180_000)
      await server.kill('SIGKILL')
      await press
      server = await startServer(dataDir, { SMTP_URL: sink.url })
      const sql = postgres(findPostgres(dataDir).url, { max: 1 })
      const [found] = await sql<[{ runs: number; marked: number; jobless: number }]>`
      select (select count(*)::int from mail_runs) as runs, (select count(*)::int from mails where run_id is not null) as marked,
             (select count(*)::int from mails where state = 'waiting' and not exists (
                select 1 from pgboss.job where name = 'mail.send' and data ->> 'mailId' = mails.id::text
                   and job.state in ('created', 'retry', 'active'))) as jobless`
      marked = found.marked
      // All of it, or nothing.
      expect(found).toEqual({ runs: marked > 0 ? 1 : 0, marked: marked > 0 ? count : 0, jobless: 0 })
      await sql.end()
    }
    if (marked === 0) await apiOf(server.url, cookie).admin.emails.resendFailed.mutate({ requestId: randomUUID() })

    const sql = postgres(findPostgres(dataDir).url, { max: 2 })
    closing.push(() => sql.end())
    await drainMails(sql, findPostgres(dataDir).url)
    const arrived = sink.mails.map(({ to, parsed }) => `${parsed.messageId} ${to[0]}`)
    const unsent = mails.filter(({ id }) => !arrived.some((mail) => mail.startsWith(`<${id}@localhost>`)))
    const twice = arrived.length - new Set(arrived).size
    survived(
      'kill -9 in a run of mails sent again',
      { of: count, failed: unsent.length, lost: unsent.length, seed },
      `${kills} kills, ${twice} sent twice under one Message-ID`,
    )
    expect(unsent).toEqual([])
    expect(new Set(arrived).size).toBe(count)
    expect(twice).toBeLessThanOrEqual(kills * lanes)
    const ended = async () => (await sql`select state, total, sent, failed from mail_runs`)[0]
    await expect
      .poll(ended, { timeout: 120_000, interval: 500 })
      .toEqual({ state: 'done', total: count, sent: count, failed: 0 })
  },
  30 * 60_000,
)
