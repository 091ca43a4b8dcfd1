// What goes out in the provider's words: to one reader, inert, and in spite of whatever is wrong with the words.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { readDefault } from '#emails/sources.ts'
import type { TemplateName, WordingSource } from '#emails/wording.ts'
import { createApplicants, applicant } from '#tests/setup/applicants.ts'
import { clientOf, insertDeveloper, insertStaff, signIn, startPortal } from '#tests/setup/portal.ts'
import type { Portal } from '#tests/setup/portal.ts'
import { callRaw } from '#tests/setup/raw-call.ts'
import { startSmtpSink, type SmtpSink } from '#tests/setup/smtp-sink.ts'
import { jpeg, pixel } from '#tests/setup/uploads.ts'

vi.setConfig({ testTimeout: 120_000 })

let portal: Portal
let sink: SmtpSink
let ben: ReturnType<typeof clientOf>
let cookie: string
let benId: string
const logged: { template?: string }[] = []

beforeAll(async () => {
  sink = await startSmtpSink()
  portal = await startPortal({ mail: { smtpUrl: sink.url } })
  benId = await insertStaff(portal, 'owner', 'Ben')
  cookie = await signIn(portal, benId)
  ben = clientOf(portal, cookie)
  Object.assign(portal.log, { error: (facts: object) => logged.push(facts) })
})
afterAll(async () => {
  await portal.end()
  await sink.close()
})
beforeEach(async () => {
  sink.mails.length = 0
  logged.length = 0
  await portal.database.sql`delete from rate_limits`
})

async function publish(name: TemplateName | 'layout', over: Partial<WordingSource>) {
  const { version, source } = await ben.admin.wordings.get.query({ name })
  return ben.admin.wordings.publish.mutate({ name, version, source: { ...source, ...over } })
}
/** Waits for the mail to an address, or to anybody, whose subject is like this. */
async function waitFor(subject: RegExp, address?: string) {
  const find = () =>
    sink.mails.find(({ to, parsed }) => subject.test(parsed.subject ?? '') && (!address || to.includes(address)))
  await expect.poll(find, { timeout: 60_000 }).toBeDefined()
  return find()!
}
async function putBySql(template: string, source: unknown) {
  const { sql } = portal.database
  await sql`
    insert into mail_wordings (template, version, source)
    select ${template}, coalesce(max(version), 0) + 1, ${sql.json(source as never)} from mail_wordings where template = ${template}`
}
/** Tells somebody that they were deactivated, as an admin does. */
async function deactivateSomebody() {
  const { id, email } = await insertDeveloper(portal)
  await ben.admin.users.deactivate.mutate({ id })
  return email
}

test('the next mail says what was published, in its subject, its HTML and its text', async () => {
  const wording = await readDefault('account-deactivated')
  await publish('account-deactivated', {
    subject: 'Goodbye from {{portalName}}',
    body: wording.body.replace('</mj-text>', ' Fare well, {{firstName}}.</mj-text>'),
    text: `${wording.text}\n\nFare well, {{firstName}}.`,
  })
  const email = await deactivateSomebody()
  const { to, parsed } = await waitFor(/^Goodbye from/)
  expect(to).toEqual([email])
  expect(parsed.html).toMatch(/Fare well, (<bdi>)?Dev/)
  expect(parsed.text).toContain('Fare well, Dev.')
})

test('what was published reaches the preview of a rejection too', async () => {
  const people = await createApplicants(portal)
  const input = applicant()
  await people.register(input)
  await publish('registration-rejected', { subject: 'About your registration' })
  const { id } = await people.reviewOf(input.email)
  const shown = await ben.admin.reviews.previewMail.mutate({ id, about: 'rejection', text: 'No.' })
  expect(shown.subject).toBe('About your registration')
})

const hostile = [
  '</h1><script>alert(1)</script><img src=x onerror=alert(2)>',
  'Maria\r\nBcc: eve@evil.example',
  'Maria <eve@evil.example>, Mallory',
  '{{confirmUrl}} {{#if x}}',
  '\u202Egnp.evil\u202C \u2066Maria',
]
test('a name that somebody types is text in a published wording, for one reader', async () => {
  const wording = await readDefault('confirm-address')
  await publish('confirm-address', {
    subject: '{{firstName}}, welcome to {{portalName}}',
    preview: 'Hello {{firstName}}',
    body: `<mj-text><h1>{{firstName}}</h1></mj-text>\n${wording.body}`,
    text: `{{firstName}}!\n\n${wording.text}`,
  })
  const people = await createApplicants(portal)
  let taken = 0
  for (const firstName of ['Maria', ...hostile]) {
    const input = applicant({ firstName })
    const { status } = await people.register(input)
    // What cannot be a name at all the form refuses.
    if (status !== 200) continue
    taken++
    const { to, parsed, raw } = await waitFor(/ welcome to /, input.email)
    expect(to).toEqual([input.email])
    expect(parsed.to).toHaveLength(1)
    expect([parsed.cc, parsed.bcc]).toEqual([undefined, undefined])
    expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.toMatch(/^bcc:/im)
    expect(parsed.html).not.toMatch(/<script|<img/)
    expect(parsed.subject).not.toMatch(/[\r\n\u202a-\u202e\u2066-\u2069]/)
  }
  expect(taken).toBeGreaterThan(1)
})

test.each([
  ['a tag that a newer MJML does not know', 'registration-approved', { body: '<mj-gone>Hello</mj-gone>' }],
  ['a fact that a newer Gatehouse does not have', 'registration-approved', { body: '<mj-text>{{gone}}</mj-text>' }],
  ['a layout that is none', 'layout', { body: '<mjml><mj-gone>{{> body}}</mj-gone></mjml>', text: '{{> body}}' }],
])('%s never stops a mail: the default is sent, and the failure logged', async (_, template, source) => {
  await putBySql(template, { subject: 'Broken', preview: '', text: '', why: '', ...source })
  const people = await createApplicants(portal)
  await people.reset()
  const input = applicant()
  await people.register(input)
  await people.decide(input.email, 'approve')
  const { parsed } = await waitFor(/approved/i, input.email)
  expect(parsed.html).toContain('/auth/login')
  expect(logged).toContainEqual(expect.objectContaining({ template: 'registration-approved' }))
  await portal.database.sql`delete from mail_wordings where template = ${template}`
})

test('a test goes to its author only, says so, and opens nothing', async () => {
  const { source } = await ben.admin.wordings.get.query({ name: 'invitation' })
  const tried = { ...source, subject: 'Come in, {{firstName}}' }
  const { mailId, toAddress } = await ben.admin.wordings.sendTest.mutate({ name: 'invitation', source: tried })
  const mail = await waitFor(/^\[Test\] /)
  const [account] = await portal.database.sql`select email from accounts where id = ${benId}`
  expect([mail.to, toAddress]).toEqual([[account!.email], account!.email])
  expect(mail.parsed.subject).toMatch(/^\[Test\] Come in, /)
  expect(mail.parsed.messageId).toContain(mailId)
  expect(await portal.database.sql`select 1 from mail_tokens where mail_id = ${mailId}`).toHaveLength(0)
  const { recent, version } = await ben.admin.wordings.get.query({ name: 'invitation' })
  expect([recent, version]).toEqual([[], 0])
  const [row] = await portal.database
    .sql`select account_id, draft is not null as is_test from mails where id = ${mailId}`
  expect(row).toEqual({ accountId: null, isTest: true })
})

test('a layout is tried around a mail, and twenty tests an hour are enough', async () => {
  const { source } = await ben.admin.wordings.get.query({ name: 'layout' })
  const tried = { name: 'layout' as const, around: 'password-changed' as const, source }
  await ben.admin.wordings.sendTest.mutate({
    ...tried,
    source: { ...source, text: `{{> body}}\n\n{{why}}\nRotterdam` },
  })
  const { parsed } = await waitFor(/^\[Test\] /)
  expect(parsed.text).toMatch(/Rotterdam\s*$/)
  await portal.database.sql`update rate_limits set points = 20 where key like 'testMailByAccount:%'`
  await expect(ben.admin.wordings.sendTest.mutate(tried)).rejects.toMatchObject({
    data: { refusal: { code: 'TOO_MANY_ATTEMPTS' } },
  })
})

async function uploadPicture(base64: string): Promise<string> {
  const answer = await callRaw(portal, '/uploads/pictures', { body: JSON.stringify({ base64 }), headers: { cookie } })
  expect(answer.status).toBe(200)
  return answer.json.id as string
}
const saveSettings = async (over: object) =>
  ben.admin.settings.save.mutate({ ...(await ben.admin.settings.get.query()), ...over })

test('the logo goes along with each mail, and its colour is the provider’s', async () => {
  for (const [picture, type] of [
    [pixel, 'image/png'],
    [jpeg, 'image/jpeg'],
  ] as const) {
    const logoId = await uploadPicture(picture)
    expect(await saveSettings({ logoId, accent: '#A01020' })).toMatchObject({ logoId, accent: '#a01020' })
    const { parsed } = await waitFor(/./, await deactivateSomebody())
    expect(parsed.html).toContain('cid:logo')
    expect(parsed.attachments).toMatchObject([{ mimeType: type, contentId: '<logo>', disposition: 'inline' }])
    expect(Buffer.from(parsed.attachments[0]!.content as ArrayBuffer).toString('base64')).toBe(picture)
  }
  // Whoever saves other settings keeps them; taken away, nothing goes along.
  const { logoId: _, accent: __, ...others } = await ben.admin.settings.get.query()
  expect(await ben.admin.settings.save.mutate(others)).toMatchObject({ accent: '#a01020', logoId: expect.any(String) })
  await saveSettings({ logoId: null })
  const { parsed } = await waitFor(/./, await deactivateSomebody())
  expect(parsed.attachments).toEqual([])
  expect(parsed.html).not.toContain('cid:')
  expect(parsed.html).toContain('#a01020')
})
