// kill -9 between the commit of a decision and its mail. The ledger: what was acknowledged must stand, what stands must be
// mailed, and nothing else may be.
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterEach, expect, test } from 'vitest'
import { rounds, seeded } from '#tests/setup/rounds.ts'
import { startSmtpSink } from '#tests/setup/smtp-sink.ts'
import { drainMails } from './drain-mails.ts'
import { apiOf, decisionOn, insertApplicants, logInOwner, type Api } from './people.ts'
import { findPostgres, makeDataDir, removeDataDir, startServer, type ServerProcess } from './server-process.ts'
import { survived } from './survived.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

type Verdict = 'approved' | 'rejected'
const verdicts: Verdict[] = ['approved', 'rejected']

function decide(api: Api, id: string, verdict: Verdict) {
  return verdict === 'approved'
    ? api.admin.reviews.approve.mutate(decisionOn(id))
    : api.admin.reviews.reject.mutate({ ...decisionOn(id), reason: 'No.' })
}

/** Fails the transaction of such a decision at the last moment, when its mail, its job and its event are written. */
const doom = `
  update settings set undo_seconds = 0;
  create function doom() returns trigger language plpgsql as $$ begin
    if new.facts ->> 'firstName' = 'Doomed' and new.state <> 'pending' then raise exception 'doomed'; end if;
    return null;
  end $$;
  create constraint trigger doomed after update on reviews deferrable initially deferred for each row execute function doom()`

test('every committed decision is mailed, and nothing else', async () => {
  const { seed, random } = seeded()
  const kills = rounds(3, 50)
  const sink = await startSmtpSink()
  const dataDir = makeDataDir()
  let server: ServerProcess = await startServer(dataDir, { SMTP_URL: sink.url })
  closing.push(
    () => removeDataDir(dataDir),
    () => server.end(),
    () => sink.close(),
  )
  const cookie = await logInOwner(server.url)
  const acknowledged = new Map<string, Verdict>()
  let openAtKill = 0

  for (let kill = 0; kill < kills; kill++) {
    const sql = postgres(findPostgres(dataDir).url, { max: 2, onnotice: () => {} })
    if (kill === 0) await sql.unsafe(doom)
    const applicants = [...(await insertApplicants(sql, 6)), ...(await insertApplicants(sql, 2, 'Doomed'))]
    const api = apiOf(server.url, cookie)
    // Both verdicts at once for each: one of the two transactions is rolled back.
    const decisions = applicants.flatMap(({ reviewId }) =>
      verdicts.map((verdict) => decide(api, reviewId, verdict).then(() => void acknowledged.set(reviewId, verdict))),
    )
    const settled = Promise.allSettled(decisions)
    await Promise.any(decisions)
    await sleep(random() * 40)
    await server.kill('SIGKILL')
    await settled
    const [open] = await sql<{ count: number }[]>`
      select count(*)::int from mails where state <> 'sent' and to_address = any(${applicants.map(({ email }) => email)})`
    openAtKill += open!.count
    await sql.end()
    server = await startServer(dataDir, { SMTP_URL: sink.url })
  }

  const { url } = findPostgres(dataDir)
  const sql = postgres(url, { max: 2 })
  closing.push(() => sql.end())
  await drainMails(sql, url)

  const reviews = await sql<{ id: string; state: Verdict | 'pending'; email: string; mailId: string | null }[]>`
    select reviews.id, reviews.state, reviews.facts ->> 'email' as email, mails.id as "mailId"
      from reviews left join mails on mails.decision_id = reviews.decision_id and template = 'registration-' || reviews.state`
  const [{ count: mailRows } = { count: 0 }] = await sql<{ count: number }[]>`select count(*)::int from mails`
  const decided = reviews.filter(({ state }) => state !== 'pending')
  const arrived = sink.mails.map(({ to, parsed }) => `${parsed.messageId} ${to[0]}`)
  const expected = decided.map(({ mailId, email }) => `<${mailId}@localhost> ${email}`)

  const unmailed = expected.filter((mail) => !arrived.includes(mail))
  const forgotten = [...acknowledged].filter(([id, verdict]) => reviews.find((one) => one.id === id)?.state !== verdict)
  survived(
    'kill -9 between a decision and its mail',
    { of: decided.length, failed: unmailed.length, lost: unmailed.length + forgotten.length, seed },
    `${kills} kills, ${openAtKill} mails open at a kill, ${arrived.length - new Set(arrived).size} sent twice under one Message-ID`,
  )
  expect({ unmailed, forgotten }).toEqual({ unmailed: [], forgotten: [] })
  // Nothing that was rolled back: no other Message-ID, no other recipient, no row too many.
  expect(new Set(arrived)).toEqual(new Set(expected))
  expect(mailRows).toBe(decided.length)
  expect(acknowledged.size).toBeGreaterThan(0)
  expect(openAtKill, 'no kill fell between a commit and its mail').toBeGreaterThan(0)
})
