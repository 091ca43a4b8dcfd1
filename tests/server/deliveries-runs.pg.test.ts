import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { countRuns } from '#server/features/emails/runs.ts'
import { runMax, type GivenUpInput, type MailRun } from '#server/features/emails/schema.ts'
import { tidyUp } from '#server/jobs/tidy-up.ts'
import { insertMails, workOffMails } from '#tests/setup/mails.ts'
import { clientOf, insertStaff, openStarted, requestId, signIn, startPortal, type Portal } from '#tests/setup/portal.ts'
import { startSmtpSink, type SinkAnswer, type SmtpSink } from '#tests/setup/smtp-sink.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'

let portal: Portal
let sink: SmtpSink
let script: SinkAnswer[] = []
let ana: ReturnType<typeof clientOf>
let cookie: string

beforeAll(async () => {
  sink = await startSmtpSink({ respond: () => script.shift() ?? 'accept' })
  // Without a worker: mails go out when a test says so.
  portal = await startPortal({ role: 'web', mail: { smtpUrl: sink.url } })
  cookie = await signIn(portal, await insertStaff(portal, 'approver'))
  ana = clientOf(portal, cookie)
})
beforeEach(async () => {
  script = []
  sink.mails.length = 0
  const { sql } = portal.database
  await sql`delete from mails`
  await sql`delete from mail_runs`
  await sql`delete from pgboss.job`
})
afterAll(async () => {
  await portal.end()
  await sink.close()
})

const start = (filter: GivenUpInput = {}, as = ana) =>
  as.admin.emails.resendFailed.mutate({ ...filter, requestId: requestId() })
const cancel = ({ id }: MailRun) => ana.admin.emails.cancelRun.mutate({ id, requestId: requestId() })
const find = ({ id }: MailRun) => ana.admin.emails.run.query({ id })
const states = async () => {
  const rows = await portal.database.sql<{ state: string; count: number }[]>`
    select state, count(*)::int as count from mails group by state`
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

test('sends all that were given up and that the filter finds, each once, under its own Message-ID', async () => {
  const wanted = await insertMails(portal, 12, { subject: 'Welcome to Polder' })
  await insertMails(portal, 3, { subject: 'Another' })
  await insertMails(portal, 2, { subject: 'Welcome to Polder', state: 'sent' })
  const preview = await ana.admin.emails.givenUp.query({ q: 'polder' })
  expect(preview).toEqual({ total: 12, addresses: 12, names: Array<string>(5).fill('Maria Lindqvist') })
  const run = await start({ q: 'polder' })
  expect(run).toMatchObject({ state: 'running', total: 12, sent: 0, failed: 0, finishedAt: null })
  const { rows } = await ana.admin.emails.list.query({ run: run.id })
  expect(rows.map(({ id }) => id).sort()).toEqual([...wanted].sort())
  await workOffMails(portal)
  expect(sink.mails.map(({ parsed }) => parsed.messageId).sort()).toEqual(
    wanted.map((id) => `<${id}@localhost>`).sort(),
  )
  expect(await find(run)).toMatchObject({
    state: 'done',
    total: 12,
    sent: 12,
    failed: 0,
    finishedAt: expect.any(String),
  })
  expect(await ana.admin.emails.runs.query()).toEqual([await find(run)])
  expect(await refusalOf(start({ q: 'polder' }))).toBe('NOTHING_TO_RESEND')
})

test('counts what is given up again, waits for what will be tried again, and says so as it goes', async () => {
  await insertMails(portal, 3)
  const tab = await openStarted(portal, cookie)
  const run = await start()
  script = [{ code: 550, at: 'recipient' }, { code: 450, at: 'data' }, 'accept']
  await workOffMails(portal)
  expect(await find(run)).toMatchObject({ state: 'running', total: 3, sent: 1, failed: 1 })
  await workOffMails(portal)
  const ended = await find(run)
  expect(ended).toMatchObject({ state: 'done', total: 3, sent: 2, failed: 1 })
  const heard = () => tab.events.flatMap((event) => (event.kind === 'mail-run.changed' ? [event.run] : []))
  await tab.until(() => heard().at(-1)?.state === 'done')
  expect(heard().map(({ sent, failed }) => [sent, failed])).toEqual([
    [0, 0],
    [1, 1],
    [2, 1],
  ])
  expect(heard().at(-1)).toEqual(ended)
  expect(tab.events.filter(({ kind }) => kind === 'mails.changed')).toHaveLength(1)
  // Nothing has changed since, and nobody is told.
  await countRuns(portal.database)
  expect((await find(run)).version).toBe(ended.version)
  await tab.close()
})

test('each mail that is through asks for a count, at most one a second', async () => {
  await insertMails(portal, 5)
  await start()
  await workOffMails(portal)
  const asked = await portal.database.sql`select 1 from pgboss.job where name = 'mail.count-runs'`
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.length).toBeLessThanOrEqual(6)
})

test('stands behind every other mail', async () => {
  await insertMails(portal, 2)
  await start()
  const jobs = await portal.database.sql<
    { priority: number }[]
  >`select priority from pgboss.job where name = 'mail.send'`
  expect(jobs.map(({ priority }) => priority)).toEqual([-1, -1])
})

test('a cancelled run gives back what still waits, as it was; what is on its way goes', async () => {
  const [onItsWay] = await insertMails(portal, 1)
  const waiting = await insertMails(portal, 4)
  const run = await start()
  await portal.database
    .sql`update mails set state = 'sending', send_after = now() + interval '50 s' where id = ${onItsWay!}`
  expect(await cancel(run)).toMatchObject({ state: 'cancelled', total: 5, sent: 0, failed: 0, finishedAt: null })
  expect(await states()).toEqual({ gave_up: 4, sending: 1 })
  await workOffMails(portal)
  expect(sink.mails).toHaveLength(0)
  await portal.database.sql`update mails set state = 'sent' where id = ${onItsWay!}`
  await countRuns(portal.database)
  const ended = await find(run)
  expect(ended).toMatchObject({ state: 'cancelled', total: 5, sent: 1, failed: 0, finishedAt: expect.any(String) })
  expect(await refusalOf(cancel(run))).toBe('RUN_CHANGED')
  expect(await refusalOf(ana.admin.emails.cancelRun.mutate({ id: randomUUID(), requestId: requestId() }))).toBe(
    'NOT_FOUND',
  )
  // They can be sent again, and the run that was cancelled is not changed by it.
  const next = await start()
  expect(next.total).toBe(waiting.length)
  await workOffMails(portal)
  expect(await find(next)).toMatchObject({ state: 'done', sent: 4 })
  expect(await find(run)).toEqual(ended)
})

test('a mail that leaves a run for good is not waited for', async () => {
  const [dropped, kept] = await insertMails(portal, 2)
  const run = await start()
  const { sql } = portal.database
  await sql`delete from mails where id = ${dropped!}`
  await sql`update mails set state = 'cancelled' where id = ${kept!}`
  await countRuns(portal.database)
  expect(await find(run)).toMatchObject({ state: 'done', total: 0, sent: 0 })
})

test('a reset of an hour ago is left alone: it would be dropped', async () => {
  await insertMails(portal, 1, { template: 'password-reset', created_at: new Date(Date.now() - 3_700_000) })
  expect(await ana.admin.emails.givenUp.query({})).toMatchObject({ total: 0, names: [] })
  expect(await refusalOf(start())).toBe('NOTHING_TO_RESEND')
})

test('at most 10,000 at once; more are refused and none is touched', async () => {
  const { sql } = portal.database
  await sql`
    insert into mails (template, to_name, to_address, state, attempts)
    select 'role-changed', 'Maria', 'm' || n || '@dev.example', 'gave_up', 1 from generate_series(1, ${runMax + 1}) n`
  expect(await refusalOf(start())).toBe('TOO_MANY_MAILS')
  expect(await states()).toEqual({ gave_up: runMax + 1 })
  expect(await sql`select 1 from mail_runs`).toHaveLength(0)
  await sql`delete from mails where to_address = 'm1@dev.example'`
  expect(await start()).toMatchObject({ total: runMax })
  const [jobs] =
    await sql`select count(distinct data ->> 'mailId')::int as count from pgboss.job where name = 'mail.send'`
  expect(jobs!.count).toBe(runMax)
}, 60_000)

test('of 200 admins who press it at once one starts a run, and each mail goes out once', async () => {
  const { sql } = portal.database
  await insertMails(portal, 40)
  const admins = await Promise.all(
    Array.from({ length: 200 }, async () =>
      clientOf(portal, await signIn(portal, await insertStaff(portal, 'approver'))),
    ),
  )
  const answers = await Promise.all(admins.map((admin) => refusalOf(start({}, admin))))
  expect(answers.filter((answer) => answer === 'no refusal')).toHaveLength(1)
  expect(answers.filter((answer) => answer === 'NOTHING_TO_RESEND')).toHaveLength(199)
  expect(await sql`select 1 from mail_runs`).toHaveLength(1)
  await workOffMails(portal)
  expect(sink.mails).toHaveLength(40)
  expect(new Set(sink.mails.map(({ parsed }) => parsed.messageId)).size).toBe(40)
}, 120_000)

test('every process knows a run, and tells of it', async () => {
  await insertMails(portal, 2)
  const second = await startPortal({ role: 'web', databaseUrl: portal.databaseUrl, mail: { smtpUrl: sink.url } })
  try {
    const tab = await openStarted(second, cookie)
    const run = await start()
    await workOffMails(portal)
    await tab.until(({ events }) => events.some((event) => event.kind === 'mail-run.changed' && event.run.sent === 2))
    expect(await clientOf(second, cookie).admin.emails.run.query({ id: run.id })).toEqual(await find(run))
    await tab.close()
  } finally {
    await second.stop()
  }
})

test('a run is forgotten a month after its end; its mails stay', async () => {
  await insertMails(portal, 1)
  const run = await start()
  await workOffMails(portal)
  await portal.database.sql`update mail_runs set finished_at = now() - interval '29 days'`
  await tidyUp(portal.database)
  expect(await find(run)).toBeDefined()
  await portal.database.sql`update mail_runs set finished_at = now() - interval '31 days'`
  await tidyUp(portal.database)
  expect(await refusalOf(find(run))).toBe('NOT_FOUND')
  expect(await states()).toEqual({ sent: 1 })
})
