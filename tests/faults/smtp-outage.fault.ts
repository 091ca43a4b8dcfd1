// A mail server that is away for a day. Nobody sleeps here: the time until a job's next attempt is added up and skipped.
import { afterEach, expect, test } from 'vitest'
import { jobs } from '#server/jobs/registry.ts'
import { clientOf, insertRegistration, insertStaff, requestId, signIn, startPortal } from '#tests/setup/portal.ts'
import { rounds } from '#tests/setup/rounds.ts'
import { startSmtpSink } from '#tests/setup/smtp-sink.ts'
import { survived } from './survived.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const hour = 3_600

/** The shortest time that pg-boss spends between the first attempt and the last, in seconds (plans.js, failJobs). */
function patienceOf({
  limit,
  delaySeconds,
  delayMaxSeconds,
}: {
  limit: number
  delaySeconds: number
  delayMaxSeconds: number
}) {
  let seconds = 0
  for (let attempt = 1; attempt <= limit; attempt++) {
    seconds += Math.min(delayMaxSeconds, (delaySeconds * 2 ** Math.min(16, attempt)) / 2)
  }
  return seconds
}

test('the attempts to send a mail go on for over a day; those of pg-boss’s default would not outlast a minute', () => {
  expect(patienceOf(jobs['mail.send'].retry)).toBeGreaterThan(24 * hour)
  expect(patienceOf({ limit: 2, delaySeconds: 0, delayMaxSeconds: Infinity })).toBeLessThan(60)
})

test('what was decided during an outage is mailed after it, each once', async () => {
  const attempts = rounds(4, 110)
  const before = await startSmtpSink()
  const { port } = before
  await before.close()
  const portal = await startPortal({ mail: { smtpUrl: before.url } })
  closing.push(() => portal.end())
  const { sql } = portal.database
  await sql`update settings set undo_seconds = 0`
  const admin = clientOf(portal, await signIn(portal, await insertStaff(portal, 'approver')))
  const decided = await Promise.all(
    ['Maria', 'Nina', 'Olga'].map(async (name) => {
      const { id, version } = await insertRegistration(portal, name)
      return admin.admin.reviews.approve.mutate({ id, version, requestId: requestId() })
    }),
  )
  const addresses = decided.map(({ facts }) => facts.email).sort()

  /** How long each job has waited so far, in seconds. */
  const waitedById = new Map<string, number>()
  /** Lets the time pass until the next attempt of every job that has fewer behind it; all at once would starve the last. */
  async function skip(attempts = Infinity): Promise<void> {
    const due = await sql<{ id: string; waited: number }[]>`
      with earlier as (select id, start_after from pgboss.job where name = 'mail.send' and state = 'retry' and start_after > now()
                             and retry_count + 1 < ${Math.min(attempts, 1_000)})
      update pgboss.job set start_after = now() from earlier where earlier.id = job.id and job.state = 'retry'
      returning job.id, extract(epoch from earlier.start_after - now())::float8 as waited`
    for (const { id, waited } of due) waitedById.set(id, (waitedById.get(id) ?? 0) + waited)
  }
  const attempted = async (times: number) => {
    const [row] = await sql<{ least: number }[]>`
      select min(attempts) as least from mails where to_address = any(${addresses}) and state = 'waiting'`
    return (row?.least ?? 0) >= times
  }
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const isAttempted = async () => (await skip(attempt), attempted(attempt))
    await expect.poll(isAttempted, { timeout: 60_000, interval: 20 }).toBe(true)
  }

  const awaySeconds = Math.min(...waitedById.values())
  const sink = await startSmtpSink({ port })
  closing.push(() => sink.close())
  await expect
    .poll(async () => (await skip(), await sql`select 1 from mails where state <> 'sent'`).length, { timeout: 60_000 })
    .toBe(0)
  const arrived = sink.mails.flatMap(({ to }) => to).filter((address) => addresses.includes(address))
  const lost = addresses.filter((address) => !arrived.includes(address)).length
  const away = awaySeconds > hour ? `${(awaySeconds / hour).toFixed(1)} hours` : `${Math.round(awaySeconds)} seconds`
  survived(
    `mails after ${away} without SMTP`,
    { of: addresses.length, failed: lost, lost, seed: 0 },
    `${attempts} attempts each in vain`,
  )
  expect(arrived.sort()).toEqual(addresses)
  if (attempts > 100) expect(awaySeconds).toBeGreaterThan(24 * hour)
})
