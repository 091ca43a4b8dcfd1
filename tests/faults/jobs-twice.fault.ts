// pg-boss runs a job at least once: after a kill or a stall it may run twice, or in two processes at the same moment.
import { afterEach, expect, test } from 'vitest'
import { generateCode } from '#server/features/invite-codes/commands.ts'
import { jobs, type Job, type JobName, type JobPayloads } from '#server/jobs/registry.ts'
import { insertDeveloper, insertRegistration, insertStaff, startPortal, type Portal } from '#tests/setup/portal.ts'
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
  'invite-codes.tell': async (portal) => ({ codeId: await insertExpiredCode(portal) }),
  'invite-codes.sweep': async (portal) => {
    await insertExpiredCode(portal)
    return {}
  },
  'portal.tidy-up': async () => ({}),
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
  expect(rows.filter((row) => row.template === 'invite-code-expired')).toHaveLength(2 * rounds(10, 100))
  for (const template of ['reviews-waiting', 'password-reset', 'registration-known-address']) {
    expect(
      rows.filter((row) => row.template === template),
      template,
    ).toHaveLength(rounds(10, 100))
  }
})
