import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendMail } from '#server/features/emails/jobs.ts'
import { mailStandings, standingOf } from '#server/features/emails/rules.ts'
import type { MailListInput, MailRow } from '#server/features/emails/schema.ts'
import { insertMails, workOffMails } from '#tests/setup/mails.ts'
import { insertOrganization } from '#tests/setup/organizations.ts'
import {
  clientOf,
  insertDeveloper,
  insertRegistration,
  insertStaff,
  openStarted,
  requestId,
  signIn,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'
import { startSmtpSink, type SinkAnswer, type SmtpSink } from '#tests/setup/smtp-sink.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'

let portal: Portal
let sink: SmtpSink
let script: SinkAnswer[] = []
let cookie: string
let ana: ReturnType<typeof clientOf>
let ben: ReturnType<typeof clientOf>

beforeAll(async () => {
  sink = await startSmtpSink({ respond: () => script.shift() ?? 'accept' })
  // Without a worker: a mail goes out when a test says so.
  portal = await startPortal({ role: 'web', mail: { smtpUrl: sink.url } })
  cookie = await signIn(portal, await insertStaff(portal, 'approver'))
  ana = clientOf(portal, cookie)
  ben = clientOf(portal, await signIn(portal, await insertStaff(portal, 'approver', 'Ben')))
})
beforeEach(async () => {
  script = []
  sink.mails.length = 0
  await portal.database.sql`delete from mails`
  await portal.database.sql`delete from pgboss.job`
})
afterAll(async () => {
  await portal.end()
  await sink.close()
})

const list = (filter: MailListInput = {}) => ana.admin.emails.list.query(filter)
const idsOf = async (filter: MailListInput) => (await list(filter)).rows.map(({ id }) => id).sort()
const get = (id: string) => ana.admin.emails.get.query({ id })
const resend = async (id: string, as = ana) =>
  as.admin.emails.resend.mutate({ id, version: (await get(id)).version, requestId: requestId() })

describe('the list', () => {
  test('finds each mail under the one standing that is written on it', async () => {
    const states = ['waiting', 'sending', 'sent', 'gave_up', 'cancelled']
    const at = { past: new Date(Date.now() - 3_600_000), future: new Date(Date.now() + 3_600_000) }
    for (const state of states)
      for (const attempts of [0, 1])
        for (const failing_since of [null, at.past])
          for (const send_after of [at.past, at.future])
            await insertMails(portal, 1, { state, attempts, failing_since, send_after })
    const { rows } = await list()
    expect(rows).toHaveLength(40)
    for (const standing of mailStandings) {
      const expected = rows.filter((row) => standingOf(row, Date.now()) === standing).map(({ id }) => id)
      expect(expected.length, standing).toBeGreaterThan(0)
      expect(await idsOf({ standing }), standing).toEqual(expected.sort())
    }
  })

  test('finds words of names, addresses and subjects in any order and case; signs of a pattern are only signs', async () => {
    const [maria] = await insertMails(portal, 1, {
      subject: 'Your access to Payments',
      to_address: 'maria@nordpay.example',
    })
    const [odd] = await insertMails(portal, 1, { to_name: '100% A_B \\ C', to_address: 'odd@dev.example' })
    expect(await idsOf({ q: 'PAYMENTS lindq' })).toEqual([maria])
    expect(await idsOf({ q: 'maria@nordpay' })).toEqual([maria])
    expect(await idsOf({ q: '%' })).toEqual([odd])
    expect(await idsOf({ q: 'a_b' })).toEqual([odd])
    expect(await idsOf({ q: 'ax' })).toEqual([])
    expect(await idsOf({ q: '\\' })).toEqual([odd])
    expect(await idsOf({ q: '100% maria' })).toEqual([])
  })

  test('filters by template, person, their organization of today, review and run, and all of them together', async () => {
    const developer = await insertDeveloper(portal)
    const { id: reviewId } = await insertRegistration(portal)
    await portal.database.sql`delete from mails`
    const { sql } = portal.database
    const [run] = await sql<[{ id: string }]>`insert into mail_runs default values returning id`
    const about = { account_id: developer.id, review_id: reviewId, run_id: run.id, template: 'role-changed' }
    const [wanted] = await insertMails(portal, 1, about)
    await insertMails(portal, 2)
    for (const filter of [
      { template: 'role-changed' as const },
      { account: developer.id },
      { review: reviewId },
      { run: run.id },
      {
        template: 'role-changed' as const,
        account: developer.id,
        review: reviewId,
        run: run.id,
        standing: 'gave_up' as const,
      },
    ])
      expect(await idsOf(filter), JSON.stringify(filter)).toEqual([wanted])
    expect(await idsOf({ account: randomUUID() })).toEqual([])
    const { organization, account } = await get(wanted!)
    expect(account).toEqual({ id: developer.id, kind: 'user' })
    expect(await idsOf({ organization: organization!.id })).toEqual([wanted])
    const elsewhere = await insertOrganization(portal)
    await sql`update accounts set organization_id = ${elsewhere.id} where id = ${developer.id}`
    expect(await idsOf({ organization: organization!.id })).toEqual([])
    expect(await idsOf({ organization: elsewhere.id })).toEqual([wanted])
  })

  test('pages through mails of one instant without losing or repeating any', async () => {
    const ids = await insertMails(portal, 120, { created_at: new Date() })
    const seen: string[] = []
    for (let after: MailListInput['after']; ;) {
      const page = await list({ ...(after && { after }) })
      seen.push(...page.rows.map(({ id }) => id))
      if (!page.next) break
      after = page.next
    }
    expect(seen).toHaveLength(120)
    expect(seen.sort()).toEqual(ids.sort())
  })
})

describe('sending', () => {
  test('since when it fails stays from the first failure until it has gone out', async () => {
    const [id] = await insertMails(portal, 1, { state: 'waiting', attempts: 0 })
    script = [
      { code: 450, at: 'data' },
      { code: 451, at: 'recipient' },
    ]
    await expect(sendMail(portal, id!)).rejects.toThrow('450')
    const first = await get(id!)
    expect(first).toMatchObject({ state: 'waiting', attempts: 1, failingSince: expect.any(String) })
    await expect(sendMail(portal, id!)).rejects.toThrow('451')
    expect(await get(id!)).toMatchObject({ attempts: 2, failingSince: first.failingSince })
    await sendMail(portal, id!)
    expect(await get(id!)).toMatchObject({ state: 'sent', attempts: 3, failingSince: null })
  })

  test('a sender who is refused keeps the mail waiting; a recipient who is refused gives up that mail alone', async () => {
    const [first, second, third] = await insertMails(portal, 3, { state: 'waiting', attempts: 0 })
    script = [
      { code: 553, at: 'sender' },
      { code: 550, at: 'recipient' },
    ]
    await expect(sendMail(portal, first!)).rejects.toThrow('553')
    await sendMail(portal, second!)
    await sendMail(portal, third!)
    expect(await get(first!)).toMatchObject({ state: 'waiting', response: expect.stringContaining('553') })
    expect(await get(second!)).toMatchObject({ state: 'gave_up', response: expect.stringContaining('550') })
    expect(await get(third!)).toMatchObject({ state: 'sent' })
  })
})

describe('Resend', () => {
  test('of a mail that was given up sends the same mail, and every tab sees it go', async () => {
    const [id] = await insertMails(portal, 1, { state: 'waiting', attempts: 0 })
    script = [{ code: 550, at: 'recipient' }]
    await sendMail(portal, id!)
    const tab = await openStarted(portal, cookie)
    const again = await resend(id!)
    expect(again).toMatchObject({ id, state: 'waiting', attempts: 1, failingSince: null, resentOf: null })
    expect(standingOf(again, Date.now())).toBe('queued')
    await workOffMails(portal)
    expect(sink.mails.map(({ parsed }) => parsed.messageId)).toEqual([`<${id}@localhost>`])
    const heard = () => tab.events.flatMap((event) => (event.kind === 'mail.updated' ? [event.mail.state] : []))
    await tab.until(() => heard().includes('sent'))
    expect(heard()).toEqual(['waiting', 'sent'])
    await tab.close()
    const [audit] = await portal.database.sql`select action, detail from audit_entries where subject_id = ${id!}`
    expect(audit).toEqual({ action: 'mail.resent', detail: { copy: null } })
  })

  test('of a mail that fails tries once more now, beside the job that goes on', async () => {
    const [id] = await insertMails(portal, 1, { state: 'waiting', failing_since: new Date() })
    script = [{ code: 450, at: 'data' }]
    const again = await resend(id!)
    expect(again).toMatchObject({ state: 'waiting', failingSince: expect.any(String) })
    const [job] = await portal.database.sql`select retry_limit from pgboss.job where data ->> 'mailId' = ${id!}`
    expect(job!.retryLimit).toBe(0)
    await workOffMails(portal)
    expect(await get(id!)).toMatchObject({ state: 'waiting', attempts: 2, version: again.version + 1 })
  })

  test('of a mail that was sent sends another copy, which says of what', async () => {
    const [id] = await insertMails(portal, 1, { state: 'sent', sent_at: new Date() })
    const copy = await resend(id!)
    expect(copy).toMatchObject({ state: 'waiting', attempts: 0, resentOf: id, toName: 'Maria Lindqvist' })
    expect(copy.id).not.toBe(id)
    await workOffMails(portal)
    expect(sink.mails.map(({ parsed }) => parsed.messageId)).toEqual([`<${copy.id}@localhost>`])
    expect((await get(id!)).copies).toEqual([{ id: copy.id, createdAt: copy.createdAt }])
  })

  test.each([
    ['was given up', { state: 'gave_up' }],
    ['was sent', { state: 'sent', sent_at: new Date() }],
  ])('by two admins at once sends a mail that %s once', async (_, facts) => {
    const [id] = await insertMails(portal, 1, facts)
    const { version } = await get(id!)
    const press = (as: typeof ana) => as.admin.emails.resend.mutate({ id: id!, version, requestId: requestId() })
    const answers = await Promise.all([refusalOf(press(ana)), refusalOf(press(ben))])
    expect(answers.sort()).toEqual(['MAIL_CHANGED', 'no refusal'])
    await workOffMails(portal)
    expect(sink.mails).toHaveLength(1)
  })

  test('repeated after a lost answer answers as the first', async () => {
    const [id] = await insertMails(portal, 1, { state: 'sent', sent_at: new Date() })
    const input = { id: id!, version: 1, requestId: requestId() }
    const first = await ana.admin.emails.resend.mutate(input)
    expect(await ana.admin.emails.resend.mutate(input)).toEqual(first)
    expect((await list()).rows).toHaveLength(2)
  })

  test.each<[string, object]>([
    ['was cancelled', { state: 'cancelled' }],
    ['waits for the undo window', { state: 'waiting', attempts: 0, send_after: new Date(Date.now() + 60_000) }],
    ['is in the queue', { state: 'waiting', attempts: 0 }],
    ['was sent as a test', { state: 'sent', draft: '{}' }],
    ['was sent with a link that works once', { state: 'sent', template: 'confirm-address' }],
    ['was sent to invite somebody', { state: 'sent', template: 'invitation' }],
    ['was sent to reset a password', { state: 'sent', template: 'password-reset' }],
  ])('is refused for a mail that %s', async (_, facts) => {
    const [id] = await insertMails(portal, 1, facts)
    expect(await refusalOf(resend(id!))).toBe('NOT_RESENDABLE')
    expect((await list()).rows).toHaveLength(1)
  })

  test('tells of no decision that does not stand any more, whether the mail was sent or given up', async () => {
    const review = await insertRegistration(portal)
    const reason = 'Not a customer.'
    const { sql } = portal.database
    await sql`update settings set undo_seconds = 0`
    const rejected = await ana.admin.reviews.reject.mutate({
      id: review.id,
      version: review.version,
      reason,
      requestId: requestId(),
    })
    const [told] = (await list({ review: review.id })).rows
    await sql`update mails set state = 'sent', sent_at = now() where id = ${told!.id}`
    const copy = await resend(told!.id)
    await sql`update mails set state = 'gave_up' where id = ${copy.id}`
    await ana.admin.reviews.reopen.mutate({ id: review.id, version: rejected.version, requestId: requestId() })
    expect(await refusalOf(resend(told!.id))).toBe('NOT_RESENDABLE')
    expect(await get(copy.id)).toMatchObject({ state: 'cancelled' })
    expect(await refusalOf(resend(copy.id))).toBe('NOT_RESENDABLE')
    expect((await list({ review: review.id })).rows).toHaveLength(2)
  })

  test('is refused while the mail is being handed over, and does not disturb it', async () => {
    const [id] = await insertMails(portal, 1, { state: 'waiting', failing_since: new Date() })
    const seen = await get(id!)
    let open = () => {}
    const held = new Promise<void>((resolve) => (open = resolve))
    const { smtp } = portal
    const slow: Portal = { ...portal, smtp: { ...smtp!, send: async (mail) => (await held, smtp!.send(mail)) } }
    const sending = sendMail(slow, id!)
    await expect.poll(async () => (await get(id!)).state).toBe('sending')
    const { version } = seen
    expect(await refusalOf(ana.admin.emails.resend.mutate({ id: id!, version, requestId: requestId() }))).toBe(
      'NOT_RESENDABLE',
    )
    open()
    await sending
    expect(sink.mails).toHaveLength(1)
    expect(await refusalOf(ana.admin.emails.resend.mutate({ id: id!, version, requestId: requestId() }))).toBe(
      'MAIL_CHANGED',
    )
  })

  test('a mail that is not there is not found', async () => {
    const input = { id: randomUUID(), version: 1, requestId: requestId() }
    expect(await refusalOf(ana.admin.emails.resend.mutate(input))).toBe('NOT_FOUND')
  })
})

test('a row is the same in the list, on its page and in its events', async () => {
  const { id: accountId, email } = await insertDeveloper(portal)
  const [id] = await insertMails(portal, 1, { state: 'gave_up', account_id: accountId, to_address: email })
  const tab = await openStarted(portal, cookie)
  const answer = await resend(id!)
  await tab.until(({ events }) => events.some(({ kind }) => kind === 'mail.updated'))
  const heard = tab.events.flatMap((event): MailRow[] => (event.kind === 'mail.updated' ? [event.mail] : []))
  const { html, bodyText, linksHidden, copies, ...row } = await get(id!)
  expect([html, bodyText, linksHidden, copies]).toEqual([null, null, true, []])
  expect([...heard, answer, ...(await list()).rows]).toEqual([row, row, row])
  await tab.close()
})
