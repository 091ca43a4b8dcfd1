// Whether mails go out, and how: states are written into the database, nobody waits for a clock.
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { insertMails } from '#tests/setup/mails.ts'
import { clientOf, insertStaff, openStarted, signIn, startPortal, type Portal } from '#tests/setup/portal.ts'
import { startSmtpSink, type SmtpSinkOptions } from '#tests/setup/smtp-sink.ts'

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

describe('health', () => {
  let portal: Portal
  let cookie: string
  // A process that serves and sends nothing, as when the worker is dead.
  beforeAll(async () => {
    portal = await startPortal({ role: 'web' })
    cookie = await signIn(portal, await insertStaff(portal, 'auditor'))
  })
  afterEach(() => portal.database.sql`delete from mails`)
  afterAll(() => portal.end())

  const well = { overdue: 0, stuckSince: null, response: null }
  const iso = (at: Date) => at.toISOString()

  test.each<[string, object[], object]>([
    ['no mail at all', [], well],
    ['one that fails since nine minutes', [{ state: 'waiting', failing_since: minutesAgo(9) }], well],
    ['one that is not due yet', [{ state: 'waiting', attempts: 0, send_after: minutesAgo(-9) }], well],
    ['those that have ended', [{ state: 'gave_up', failing_since: minutesAgo(60) }, { state: 'cancelled' }], well],
    [
      'one that fails since eleven minutes while others arrive',
      [
        { state: 'waiting', failing_since: minutesAgo(11), send_after: minutesAgo(1), response: '450 later' },
        { state: 'sent', sent_at: minutesAgo(9) },
      ],
      { overdue: 1, stuckSince: null, response: '450 later' },
    ],
  ])('is well with %s', async (_, mails, expected) => {
    for (const mail of mails) await insertMails(portal, 1, mail)
    expect(await portal.mailHealth.look()).toEqual(expected)
  })

  test('nothing has gone out since the oldest was due, when it was quiet before', async () => {
    const due = minutesAgo(12)
    await insertMails(portal, 1, { state: 'waiting', attempts: 0, send_after: due })
    await insertMails(portal, 1, { state: 'sending', attempts: 1, send_after: minutesAgo(11) })
    await insertMails(portal, 1, { state: 'sent', sent_at: minutesAgo(600) })
    expect(await portal.mailHealth.look()).toEqual({ overdue: 2, stuckSince: iso(due), response: null })
  })

  test('nothing has gone out since the last one that did, when others failed before it', async () => {
    const last = minutesAgo(20)
    const failing = { state: 'waiting', failing_since: minutesAgo(90) }
    await insertMails(portal, 1, { ...failing, send_after: minutesAgo(5), response: '421 an earlier answer' })
    await insertMails(portal, 1, { ...failing, send_after: minutesAgo(2), response: '421 the last answer' })
    await insertMails(portal, 1, { state: 'sent', sent_at: last })
    expect(await portal.mailHealth.look()).toEqual({
      overdue: 2,
      stuckSince: iso(last),
      response: '421 the last answer',
    })
  })

  test('is told to the admins here when it changes, and answers whoever asks', async () => {
    await portal.mailHealth.look()
    const tab = await openStarted(portal, cookie)
    const [id] = await insertMails(portal, 1, { state: 'waiting', attempts: 0, send_after: minutesAgo(12) })
    await portal.mailHealth.look()
    await portal.mailHealth.look()
    const heard = () => tab.events.flatMap((event) => (event.kind === 'mail-health.changed' ? [event.health] : []))
    await tab.until(() => heard().length > 0)
    expect(await tab.api.admin.emails.health.query()).toEqual(heard()[0])
    expect(heard()).toEqual([{ overdue: 1, stuckSince: expect.any(String), response: null }])
    // A mail that goes out ends it at once, without waiting for the next look.
    const { sql } = portal.database
    const { version } = await tab.api.admin.emails.get.query({ id: id! })
    await sql`update mails set state = 'gave_up' where id = ${id!}`
    const approver = clientOf(portal, await signIn(portal, await insertStaff(portal, 'approver')))
    await approver.admin.emails.resend.mutate({ id: id!, version, requestId: crypto.randomUUID() })
    await tab.until(() => heard().length > 1)
    expect(heard()[1]).toEqual(well)
    await tab.close()
  })
})

/** A portal that logs into `lines`. */
async function startLogging(options: SmtpSinkOptions, change = (url: string) => url) {
  const sink = await startSmtpSink(options)
  const lines: string[] = []
  const stream = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) })
  const portal = await startPortal({ mail: { smtpUrl: change(sink.url) }, log: pino({ level: 'trace' }, stream) })
  closing.push(() => sink.close())
  closing.push(() => portal.end())
  const owner = clientOf(portal, await signIn(portal, await insertStaff(portal, 'owner')))
  return { portal, sink, owner, lines }
}
const login = { user: 'portal', password: 'canary-7Kq/ß' }

describe('the mail server', () => {
  test.each<[string, SmtpSinkOptions, (url: string) => string, RegExp]>([
    ['does not answer as it should', { greet: () => 554 }, (url) => url, /does not answer as it should .*554/],
    ['refuses the log-in', { login }, (url) => url.replace('canary', 'wrong'), /refuses the log-in of SMTP_URL .*535/],
    ['has a certificate that is not trusted', { tls: 'implicit' }, (url) => url, /certificate that is not trusted/],
    ['answers', { login }, (url) => url, /Mails go out through 127\.0\.0\.1:\d+\./],
  ])('says in the log of the start that it %s', async (_, options, change, sentence) => {
    const { lines } = await startLogging(options, change)
    const said = () =>
      lines.flatMap((line) => (/[Mm]ails/.test(line) ? [(JSON.parse(line) as { msg: string }).msg] : []))
    await expect.poll(said, { timeout: 20_000 }).toEqual([expect.stringMatching(sentence)])
  })

  test('is described without its password, and its connection can be tested', async () => {
    const { owner, sink } = await startLogging({ login })
    expect(await owner.admin.emails.server.query()).toEqual({
      host: '127.0.0.1',
      port: sink.port,
      security: 'starttls if offered',
      user: 'portal',
    })
    const test = await owner.admin.emails.testConnection.mutate()
    expect(test).toEqual({ works: true, response: expect.stringMatching(/^235/), ms: expect.any(Number) })
    expect(sink.attempts()).toBe(0)
  })

  test('may be tested ten times an hour by one person', async () => {
    const { owner, portal } = await startLogging({ greet: () => 421 })
    for (let n = 0; n < 10; n++)
      expect(await owner.admin.emails.testConnection.mutate()).toMatchObject({
        works: false,
        response: expect.stringContaining('421'),
      })
    await expect(owner.admin.emails.testConnection.mutate()).rejects.toThrow(/Too many attempts/)
    const tests = await portal.database.sql`select detail from audit_entries where action = 'mail-server.tested'`
    expect(tests.map(({ detail }) => detail as object)).toEqual(Array(10).fill({ works: false }))
  })

  test('need not be there: mails are kept', async () => {
    const portal = await startPortal()
    closing.push(() => portal.end())
    const owner = clientOf(portal, await signIn(portal, await insertStaff(portal, 'owner')))
    expect(await owner.admin.emails.server.query()).toBeNull()
    expect(await owner.admin.emails.testConnection.mutate()).toMatchObject({ works: true })
  })

  test('its password stands in no answer, no log, no row and no job, even when the server repeats it', async () => {
    const { portal, owner, lines } = await startLogging({ login, repeatsLogin: true })
    const { sql } = portal.database
    const [id] = await insertMails(portal, 1, { state: 'gave_up' })
    await owner.admin.emails.resend.mutate({ id: id!, version: 1, requestId: crypto.randomUUID() })
    const told = await owner.admin.emails.testConnection.mutate()
    expect(told.response).toContain('AUTH PLAIN …')
    const get = () => owner.admin.emails.get.query({ id: id! })
    await expect.poll(async () => (await get()).response, { timeout: 20_000 }).toContain('AUTH PLAIN …')
    await expect
      .poll(() => sql`select 1 from pgboss.job where name = 'mail.send' and output is not null`)
      .toHaveLength(1)
    const rows = await sql`
      select (select json_agg(mails) from mails)::text || (select json_agg(events) from events)::text
             || (select json_agg(audit_entries) from audit_entries)::text || (select json_agg(job) from pgboss.job)::text as everything`
    const everything = [
      ...lines,
      JSON.stringify([told, await get(), await owner.admin.emails.health.query()]),
      rows[0]!.everything,
    ]
    const { user, password } = login
    for (const secret of [
      password,
      Buffer.from(`\0${user}\0${password}`).toString('base64'),
      encodeURIComponent(password),
    ])
      expect(everything.filter((text) => String(text).includes(secret))).toEqual([])
  })
})
