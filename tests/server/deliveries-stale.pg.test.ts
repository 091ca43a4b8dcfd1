// What a mail says may be over by the time it can leave: an attempt hung while somebody changed their mind.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sampleFacts } from '#emails/samples.ts'
import { sendMail } from '#server/features/emails/jobs.ts'
import { insertMails, workOffMails } from '#tests/setup/mails.ts'
import {
  clientOf,
  insertRegistration,
  insertStaff,
  requestId,
  signIn,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'
import { startSmtpSink, type SinkAnswer, type SmtpSink } from '#tests/setup/smtp-sink.ts'

let portal: Portal
let sink: SmtpSink
let script: SinkAnswer[] = []
let ana: ReturnType<typeof clientOf>

beforeAll(async () => {
  sink = await startSmtpSink({ respond: () => script.shift() ?? 'accept' })
  // Without a worker: a mail goes out when a test says so.
  portal = await startPortal({ role: 'web', mail: { smtpUrl: sink.url } })
  await portal.database.sql`update settings set undo_seconds = 0`
  ana = clientOf(portal, await signIn(portal, await insertStaff(portal, 'approver')))
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

const stateOf = async (id: string) =>
  (await portal.database.sql<{ state: string }[]>`select state from mails where id = ${id}`)[0]!.state
const versionOf = async (id: string) => (await ana.admin.emails.get.query({ id })).version
const resend = async (id: string) =>
  ana.admin.emails.resend.mutate({ id, version: await versionOf(id), requestId: requestId() })

test('a rejection that was reopened while an attempt hung is not told by the next one', async () => {
  const { sql } = portal.database
  const { id, version } = await insertRegistration(portal)
  const rejected = await ana.admin.reviews.reject.mutate({ id, version, reason: 'No.', requestId: requestId() })
  const [mail] = await sql<{ id: string }[]>`select id from mails where template = 'registration-rejected'`
  // As an attempt leaves it that hangs, or whose process was killed.
  await sql`update mails set state = 'sending', attempts = 1, send_after = now() + interval '50 seconds'`
  await ana.admin.reviews.reopen.mutate({ id, version: rejected.version, requestId: requestId() })
  expect(await stateOf(mail!.id)).toBe('sending')
  await sql`update mails set send_after = now() - interval '1 second'`
  await workOffMails(portal)
  expect(await stateOf(mail!.id)).toBe('cancelled')
  expect(sink.mails.map(({ parsed }) => parsed.subject)).not.toContainEqual(expect.stringContaining('not approved'))
})

test('of two mails that carry a link which works once, the older is not tried again', async () => {
  const { sql } = portal.database
  const { requesterId } = await insertRegistration(portal)
  const facts = sql.json({ firstName: 'Maria' })
  const rest = { template: 'confirm-address', account_id: requesterId, state: 'waiting', attempts: 1, facts }
  const [older] = await insertMails(portal, 1, { ...rest, created_at: new Date(Date.now() - 60_000) })
  const [newer] = await insertMails(portal, 1, rest)
  await sendMail(portal, newer!)
  await sendMail(portal, older!)
  expect([await stateOf(newer!), await stateOf(older!)]).toEqual(['sent', 'cancelled'])
  const [token] = await sql`select mail_id from mail_tokens where account_id = ${requesterId}`
  expect(token!.mailId).toBe(newer)
})

test('a question that is answered is not asked again', async () => {
  const { sql } = portal.database
  const { id, version } = await insertRegistration(portal)
  await ana.admin.reviews.ask.mutate({ id, version, question: 'Which ships?', requestId: requestId() })
  await workOffMails(portal)
  const [mail] = await sql<{ id: string }[]>`select id from mails where template = 'review-question'`
  expect(await stateOf(mail!.id)).toBe('sent')
  expect((await resend(mail!.id)).resentOf).toBe(mail!.id)
  await sql`update reviews set state = 'pending', question = null where id = ${id}`
  expect(await refusalOf(resend(mail!.id))).toBe('NOT_RESENDABLE')
  await sql`update mails set state = 'gave_up' where id = ${mail!.id}`
  expect(await refusalOf(resend(mail!.id))).toBe('NOT_RESENDABLE')
  expect(await refusalOf(ana.admin.emails.resendFailed.mutate({ requestId: requestId() }))).toBe('NOTHING_TO_RESEND')
})

test('a link to follow a registration is not sent once more when that is decided', async () => {
  const { sql } = portal.database
  const { id } = await insertRegistration(portal)
  const [mail] = await insertMails(portal, 1, { template: 'registration-received', review_id: id, state: 'sent' })
  expect((await resend(mail!)).resentOf).toBe(mail)
  await sql`update reviews set state = 'rejected', decided_at = now() - interval '31 days' where id = ${id}`
  expect(await refusalOf(resend(mail!))).toBe('NOT_RESENDABLE')
})

test('a draft that cannot be written any more is given up at once', async () => {
  const source = { subject: 'x', preview: '', body: '<mj-nothing>x</mj-nothing>', text: 'x', why: 'x' }
  const [mail] = await insertMails(portal, 1, {
    state: 'waiting',
    attempts: 0,
    facts: portal.database.sql.json(sampleFacts['registration-known-address']),
    draft: portal.database.sql.json({ wording: source }),
  })
  await sendMail(portal, mail!)
  expect(await stateOf(mail!)).toBe('gave_up')
})

test('whoever took so long to write a mail that another attempt has it leaves it to that one', async () => {
  const { sql } = portal.database
  const [mail] = await insertMails(portal, 1, { state: 'waiting', attempts: 0 })
  // The other attempt takes it while this one reads what it has to write.
  await sql.unsafe(`
    create function steal() returns trigger language plpgsql as $$ begin
      if new.state = 'sending' and old.state = 'sending' then return null; end if;
      return new;
    end $$;
    create trigger stolen before update on mails for each row execute function steal()`)
  await expect(sendMail(portal, mail!)).rejects.toThrow('in other hands')
  await sql`drop function steal cascade`
  expect(sink.mails).toHaveLength(0)
})
