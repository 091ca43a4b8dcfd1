// pg-boss runs a job at least once: after a kill or a stall it may run twice, or in two processes at the same moment.
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { workOnRun } from '#server/features/bulk/jobs.ts'
import { generateCode } from '#server/features/invite-codes/commands.ts'
import { jobs, type Job, type JobName, type JobPayloads } from '#server/jobs/registry.ts'
import { insertAccessRequest, issueKey } from '#tests/setup/access.ts'
import {
  clientOf,
  insertDeveloper,
  insertRegistration,
  insertStaff,
  signIn,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'
import { createTestDatabase } from '#tests/setup/postgres.ts'
import { rounds } from '#tests/setup/rounds.ts'
import { startSmtpSink } from '#tests/setup/smtp-sink.ts'
import { survived } from './survived.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Inserts something for a job to do and answers its payload; one for each job, so that a new one is not forgotten. */
const prepare: { [N in JobName]: (portal: Portal) => Promise<JobPayloads[N]> } = {
  'mail.send': async ({ database }) => {
    const [mail] = await database.sql<{ id: string }[]>`
      insert into mails (template, account_id, to_name, to_address, facts)
      select 'registration-known-address', id, 'Maria', 'maria@dev.example', '{"firstName":"Maria"}' from accounts limit 1
      returning id`
    return { mailId: mail!.id }
  },
  'mail.count-runs': async ({ database }) => {
    await database.sql`insert into mail_runs default values`
    return {}
  },
  'passwords.answer-reset': async (portal) => {
    const { email } = await insertDeveloper(portal, { passwordHash: 'any' })
    const [request] = await portal.database.sql<{ id: string }[]>`
      insert into reset_requests (email_key) values (${email}) returning id`
    return { requestId: request!.id }
  },
  'reviews.announce': async (portal) => {
    await insertRegistration(portal)
    return {}
  },
  'reviews.tell-hourly': async (portal) => {
    await insertReader(portal, 'hourly')
    await insertAnnounced(portal)
    return {}
  },
  'reviews.digest': async (portal) => {
    await insertReader(portal, 'daily')
    await insertRegistration(portal)
    return {}
  },
  'reviews.remind': async (portal) => {
    await portal.database
      .sql`update reviews set announced_at = now() - interval '73 hours' where id = ${await insertAnnounced(portal)}`
    return {}
  },
  'reviews.bulk': async (portal) => ({ runId: await insertRun(portal) }),
  'reviews.bulk-release': async (portal) => {
    const runId = await insertRun(portal)
    await workOnRun(portal, runId)
    return { runId }
  },
  'reviews.bulk-sweep': async (portal) => {
    // One that its job has forgotten, which the sweep gives another; that is then run by hand.
    await workOnRun(portal, await insertRun(portal))
    return {}
  },
  'invite-codes.tell': async (portal) => ({ codeId: await insertExpiredCode(portal) }),
  'invite-codes.sweep': async (portal) => {
    await insertExpiredCode(portal)
    return {}
  },
  'credentials.issue': async (portal) => ({ requestId: await insertApproved(portal) }),
  'credentials.sweep': async (portal) => {
    // One that its job has forgotten, one that is soon to expire, and one that has.
    await insertApproved(portal)
    const plan = { keyLifetimeDays: 30 }
    const [soon, over] = [await issueKey(portal, { plan }), await issueKey(portal, { plan })]
    const { sql } = portal.database
    await sql`update credential_keys set issued_at = now() - interval '20 days' where credential_id = ${soon.credentialId}`
    await sql`update credentials set expires_at = now() + interval '10 days' where id = ${soon.credentialId}`
    await sql`update credentials set expires_at = now(), warned_for = now() where id = ${over.credentialId}`
    return {}
  },
  'portal.tidy-up': async () => ({}),
}

/** Somebody who reads along at this pace, the only one; the owner there is hears at once. */
async function insertReader(portal: Portal, pace: 'hourly' | 'daily'): Promise<void> {
  const { sql } = portal.database
  await sql`update review_mail_paces set pace = 'never'`
  await sql`
    insert into review_mail_paces (account_id, kind, pace) values (${await insertStaff(portal, 'auditor')}, 'registration', ${pace})`
}

/** A registration of which whoever is told at once knows. */
async function insertAnnounced(portal: Portal): Promise<string> {
  const { id } = await insertRegistration(portal)
  await portal.database.sql`update reviews set announced_at = clock_timestamp() where id = ${id}`
  return id
}

/** A request whose approval can no longer be undone, and nothing has come of it yet. */
async function insertApproved(portal: Portal): Promise<string> {
  const { requestId, reviewId } = await insertAccessRequest(portal)
  await portal.database.sql`
    update reviews set state = 'approved', undo_until = now() - interval '1 minute', decided_at = now() where id = ${reviewId}`
  return requestId
}

/** Starts a run of two, of which nothing can be undone: their mails are due at its end. */
async function insertRun(portal: Portal): Promise<string> {
  await portal.database.sql`update settings set undo_seconds = 0`
  const picked = [await insertRegistration(portal), await insertRegistration(portal)]
  // The one there is: each further one would be told of what waits.
  const [owner] = await portal.database.sql<
    { id: string }[]
  >`select id from accounts where staff_role = 'owner' limit 1`
  const admin = clientOf(portal, await signIn(portal, owner!.id))
  const { id } = await admin.admin.bulk.start.mutate({
    target: { picked: picked.map(({ id, version }) => ({ id, version })) },
    act: 'approve',
    asOf: new Date().toISOString(),
    requestId: randomUUID(),
  })
  return id
}

async function insertExpiredCode({ database }: Portal): Promise<string> {
  const code = generateCode()
  const [row] = await database.sql<{ id: string }[]>`
    insert into invite_codes (code, code_key, name, expires_at, team_id, organization_id, created_by)
    select ${code}, ${code}, 'Hackathon', now() - interval '1 hour', teams.id, organization_id,
           (select id from accounts where kind = 'staff' limit 1)
      from teams where is_default
    returning id`
  return row!.id
}

test('every job run twice and at once, in two processes, does its work once', async () => {
  const sink = await startSmtpSink()
  const database = await createTestDatabase()
  const config = { mail: { smtpUrl: sink.url }, role: 'web' } as const
  // Nobody else takes the jobs: both processes only serve, and the jobs are run by hand.
  const first = await startPortal({ ...config, databaseUrl: database.url })
  const second = await startPortal({ ...config, databaseUrl: database.url })
  closing.push(
    () => sink.close(),
    () => database.drop(),
    () => second.stop(),
    () => first.stop(),
  )
  await insertStaff(first, 'owner')
  const { sql } = first.database

  async function runEverywhere<N extends JobName>(name: N, payload: JobPayloads[N]): Promise<void> {
    const { run } = jobs[name] as Job<N>
    // A run that finds the work in other hands may fail: it is tried again, and then finds it done.
    await Promise.allSettled([first, second, first, second].map((portal) => run(portal, payload)))
    await run(second, payload)
  }
  const names = Object.keys(jobs) as JobName[]
  let ran = 0
  for (let round = 0; round < rounds(10, 100); round++) {
    for (const name of names) {
      await runEverywhere(name, await prepare[name](first))
      ran++
    }
  }
  // The mails that the jobs have written have jobs of their own.
  for (const { id } of await sql<{ id: string }[]>`select id from mails where state = 'waiting'`) {
    await runEverywhere('mail.send', { mailId: id })
    ran++
  }
  const rows = await sql<{ id: string; template: string }[]>`select id, template from mails where state = 'sent'`
  const arrived = sink.mails.map(({ parsed }) => parsed.messageId).sort()
  const lost = rows.filter(({ id }) => !arrived.includes(`<${id}@localhost>`)).length
  survived(
    'every job run twice and at once',
    { of: ran, failed: lost, lost, seed: 0 },
    `${rows.length} mails, ${arrived.length} arrived`,
  )
  expect(arrived).toEqual(rows.map(({ id }) => `<${id}@localhost>`).sort())
  // Each of a run is decided and told once.
  const [decided] = await sql<{ items: number; decisions: number }[]>`
    select (select count(*)::int from bulk_items where outcome = 'done') as items,
           (select count(*)::int from audit_entries where action = 'review.approved') as decisions`
  expect(decided).toEqual({ items: 6 * rounds(10, 100), decisions: 6 * rounds(10, 100) })
  expect(rows.filter((row) => row.template === 'registration-approved')).toHaveLength(6 * rounds(10, 100))
  expect(rows.filter((row) => row.template === 'invite-code-expired')).toHaveLength(2 * rounds(10, 100))
  // Each approved request has one credential, and each expiry was told of once.
  const [issued] = await sql<{ requests: number; credentials: number; keys: number; told: number }[]>`
    select (select count(*)::int from access_requests) as requests, (select count(*)::int from credentials) as credentials,
           (select count(*)::int from credential_keys) as keys,
           (select count(*)::int from audit_entries where action in ('credential.expired', 'credential.expiry-warned')) as told`
  const each = rounds(10, 100)
  expect(issued).toEqual({ requests: 4 * each, credentials: 4 * each, keys: 4 * each, told: 2 * each })
  // Of what is new the owner hears at once, and one reader an hour later.
  expect(rows.filter((row) => row.template === 'reviews-waiting')).toHaveLength(2 * each)
  for (const template of [
    'credential-expiring',
    'credential-expired',
    'review-digest',
    'reviews-overdue',
    'password-reset',
    'registration-known-address',
  ]) {
    expect(
      rows.filter((row) => row.template === template),
      template,
    ).toHaveLength(rounds(10, 100))
  }
})
