// Whether mails arrive, in two browsers and with a mail server that does not always want them.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, inAllLooks, violations } from '#tests/setup/axe.ts'
import { setStage, tabTo, type Stage } from '#tests/setup/browser.ts'
import { insertWaiting } from '#tests/setup/bulk.ts'
import { insertMails } from '#tests/setup/mails.ts'
import { insertDeveloper } from '#tests/setup/portal.ts'
import { startSmtpSink, type SinkAnswer, type SmtpSink } from '#tests/setup/smtp-sink.ts'

let stage: Stage
let sink: SmtpSink
let olga: Page
let ben: Page
/** what the mail server says to the nth attempt from now on, and what it waits for before */
let respond: (n: number) => SinkAnswer = () => 'accept'
let hold: (n: number) => Promise<void> | undefined = () => undefined
let attempts = 0

beforeAll(async () => {
  sink = await startSmtpSink({ respond: () => respond(++attempts), hold: () => hold(attempts) })
  stage = await setStage({ mail: { smtpUrl: sink.url } })
  await stage.portal.database.sql`update settings set undo_seconds = 60`
  olga = await stage.admin('Olga', 'owner')
  ben = await stage.admin('Ben')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
  await sink.close()
})

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const answerFrom = (next: typeof respond) => {
  attempts = 0
  respond = next
}

/** Lets the undo window of every mail end now, and what is to be tried again be tried now. */
async function hurry() {
  const { sql } = stage.portal.database
  await sql`update mails set send_after = clock_timestamp() where state = 'waiting'`
  await sql`update pgboss.job set start_after = now() where name = 'mail.send' and state in ('created', 'retry')`
}

/** Approves a registration, whose mail waits for the undo window; answers whom it goes to. */
async function approve(): Promise<string> {
  const [id] = await insertWaiting(stage.portal, 1)
  const [review] = await stage.portal.database.sql<{ email: string }[]>`
    select facts ->> 'email' as email from reviews where id = ${id!}`
  await ben.goto(`/admin/queue/${id}`)
  await ben.getByRole('button', { name: 'Approve', exact: true }).last().click()
  return review!.email
}

test('a mail waits for the undo, goes out, and shows live to who looks on', async () => {
  await olga.goto('/admin/emails')
  await olga.getByText('No mails yet').waitFor()
  const email = await approve()
  await rowOf(olga, email).getByText('Waiting for undo').waitFor()
  await rowOf(olga, email).getByRole('link', { name: 'Review', exact: true }).waitFor()
  await hurry()
  await rowOf(olga, email).getByText('Sent', { exact: true }).waitFor()
  expect(sink.mails.map(({ to }) => to)).toEqual([[email]])
})

test('what a server puts off is tried again, what it refuses is given up, and sent again under its old Message-ID', async () => {
  answerFrom((n) => ({ code: n === 1 ? 450 : 550, at: 'recipient' }))
  const email = await approve()
  await rowOf(olga, email).getByText('Waiting for undo').waitFor()
  await hurry()
  const row = rowOf(olga, email)
  await row.getByText('Failed', { exact: true }).waitFor()
  await row.getByText('1 attempt, will be tried again: 450 scripted answer 450').waitFor()
  await hurry()
  await row.getByText('Gave up', { exact: true }).waitFor()
  await row.getByText('2 attempts: 550 scripted answer 550').waitFor()

  await ben.goto('/admin/emails?standing=gave_up')
  await rowOf(ben, email).getByRole('link').first().click()
  await ben.getByRole('heading', { level: 1, name: 'Registration approved' }).waitFor()
  // By keyboard: the question, then the button in it.
  answerFrom(() => 'accept')
  await tabTo(ben, 'Resend')
  await ben.keyboard.press('Enter')
  const dialog = ben.getByRole('dialog', { name: 'Resend this mail?' })
  await dialog.getByText(/keeps its Message-ID/).waitFor()
  await expectAccessible(ben, 'the question', 'dialog')
  await ben.keyboard.press('ControlOrMeta+Enter')
  await ben.getByText('It is being sent again.').waitFor()
  await ben.getByRole('main').getByText('Sent', { exact: true }).first().waitFor()
  await row.getByText('Sent', { exact: true }).waitFor()
  const [mail] = await stage.portal.database.sql<{ id: string }[]>`select id from mails where to_address = ${email}`
  const arrived = sink.mails.filter(({ to }) => to[0] === email)
  expect(arrived.map(({ parsed }) => parsed.messageId)).toEqual([`<${mail!.id}@localhost>`])

  // Of one that was sent it is another copy, a mail of its own.
  await ben.getByRole('button', { name: 'Resend', exact: true }).click()
  await dialog.getByText('Another copy is sent and listed as a mail of its own.').waitFor()
  await dialog.getByRole('button', { name: 'Resend', exact: true }).click()
  await ben.getByRole('link', { name: 'Open the copy' }).click()
  await ben.getByRole('link', { name: 'the first mail' }).waitFor()
  await ben.getByRole('main').getByText('Sent', { exact: true }).first().waitFor()
  await sink.waitFor(3)
  expect(new Set(sink.mails.filter(({ to }) => to[0] === email).map(({ parsed }) => parsed.messageId)).size).toBe(2)
})

test('all that were given up are sent again, with progress and the result in both tabs', async () => {
  await insertMails(stage.portal, 40)
  await insertMails(stage.portal, 2, { template: 'registration-received', to_name: 'Nobody Else' })
  // Past the twentieth the server waits, so that a run is under way while one looks.
  let letGo = () => {}
  const gate = new Promise<void>((resolve) => (letGo = resolve))
  answerFrom((n) => (n <= 5 ? { code: 550, at: 'recipient' } : 'accept'))
  hold = (n) => (n > 20 ? gate : undefined)

  await ben.goto('/admin/emails')
  await olga.goto('/admin/emails?kind=registration-known-address')
  await ben.getByRole('button', { name: 'Resend failed (42)', exact: true }).waitFor()
  await olga.getByRole('button', { name: 'Resend failed (40)', exact: true }).click()
  const dialog = olga.getByRole('dialog', { name: 'Resend 40 mails?' })
  await dialog.getByText('Maria Lindqvist', { exact: false }).waitFor()
  await expectAccessible(olga, 'the question', 'dialog')
  await dialog.getByRole('button', { name: 'Resend 40 mails', exact: true }).click()
  for (const page of [olga, ben]) {
    await page.getByRole('progressbar', { name: 'Progress' }).waitFor()
    await page.getByText('Sending again: 20 of 40', { exact: true }).waitFor()
  }
  await ben.getByText('by Olga', { exact: false }).waitFor()
  await expectAccessible(ben, 'under way', 'main')
  // It is the server's: a reload loses nothing of it.
  await olga.reload()
  await olga.getByText('Sending again: 20 of 40', { exact: true }).waitFor()
  hold = () => undefined
  letGo()
  for (const page of [olga, ben]) await page.getByText('35 sent, 5 failed again', { exact: true }).waitFor()
  await ben.getByRole('link', { name: 'Show what failed' }).click()
  await expect.poll(() => ben.getByRole('region', { name: 'Mails' }).getByRole('row').count()).toBe(1 + 5)
  await ben.getByRole('button', { name: 'Remove the filter: sent again together' }).waitFor()

  // Cancelled, the rest stays as it was.
  const held = new Promise<void>((resolve) => (letGo = resolve))
  hold = (n) => (n > 1 ? held : undefined)
  answerFrom(() => 'accept')
  await ben.goto('/admin/emails')
  await ben.getByRole('button', { name: 'Resend failed (7)', exact: true }).click()
  await ben.getByRole('dialog').getByRole('button', { name: 'Resend 7 mails', exact: true }).click()
  await olga.getByText('Sending again: 1 of 7', { exact: true }).waitFor()
  await olga.getByRole('button', { name: 'Cancel', exact: true }).click()
  await olga.getByText('Stopping…').waitFor()
  hold = () => undefined
  letGo()
  await ben.getByText(/^\d sent, \d left as they were$/).waitFor()
})

test('the filter is in the address, and comes back with it', async () => {
  const { sql } = stage.portal.database
  const { id: accountId } = await insertDeveloper(stage.portal)
  await insertMails(stage.portal, 1, { account_id: accountId, to_name: 'Dev Eloper', state: 'sent' })
  await olga.goto(`/admin/users/${accountId}`)
  await olga.getByRole('link', { name: 'Mails to this person' }).click()
  await olga.waitForURL(`**/admin/emails?person=${accountId}`)
  const rows = olga.getByRole('region', { name: 'Mails' }).getByRole('row')
  await expect.poll(() => rows.count()).toBe(1 + 1)
  await olga.getByLabel('Filter: State').selectOption('Sent')
  await olga.getByRole('searchbox', { name: 'Search mails' }).fill('eloper')
  await olga.waitForURL(/q=eloper/)
  await olga.reload()
  await olga.getByRole('button', { name: 'Remove the filter: to Dev Eloper' }).waitFor()
  expect(await olga.getByLabel('Filter: State').inputValue()).toBe('sent')
  expect(await olga.getByRole('searchbox', { name: 'Search mails' }).inputValue()).toBe('eloper')
  await expect.poll(() => rows.count()).toBe(1 + 1)
  const [download] = await Promise.all([
    olga.waitForEvent('download'),
    olga.getByRole('button', { name: 'Export CSV', exact: true }).click(),
  ])
  expect(
    readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n'),
  ).toHaveLength(1 + 1)
  await olga.getByLabel('Filter: Kind').selectOption('Invitation')
  await olga.getByText('No mail matches').waitFor()
  await olga.getByRole('button', { name: 'Clear', exact: true }).click()
  await olga.waitForURL(/\/admin\/emails$/)
  const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`select count(*)::int as count from mails`
  await expect.poll(() => rows.count()).toBe(1 + count)
})

test('a banner tells on every page that nothing goes out, once, and goes when something does', async () => {
  const { portal } = stage
  const { sql } = portal.database
  await ben.goto('/admin/users')
  await olga.goto('/admin/emails')
  await ben.getByRole('heading', { level: 1, name: 'Users' }).waitFor()
  await sql`update mails set sent_at = sent_at - interval '1 hour' where sent_at is not null`
  const [id] = await insertMails(portal, 1, {
    state: 'waiting',
    attempts: 4,
    response: '451 try again later',
    failing_since: new Date(Date.now() - 20 * 60_000),
    send_after: new Date(Date.now() - 60_000),
  })
  await portal.mailHealth.look()
  for (const page of [olga, ben]) {
    await page.getByRole('alert').filter({ hasText: 'No mail has gone out since' }).waitFor()
    await page.getByText(': 1 is waiting. The mail server: 451 try again later.').waitFor()
  }
  expect(await ben.getByRole('button', { name: 'Test connection' }).count()).toBe(0)
  await inAllLooks(olga, async ({ name, rules }) => {
    expect(await violations(olga, 'html', rules), name).toEqual([])
  })
  await ben.getByRole('link', { name: 'Show them' }).click()
  await ben.waitForURL('**/admin/emails?standing=failed')
  await expect.poll(() => ben.getByRole('region', { name: 'Mails' }).getByRole('row').count()).toBe(1 + 1)

  await ben.getByRole('row').getByRole('link', { name: 'Maria Lindqvist' }).click()
  await ben.waitForURL(`**/admin/emails/${id}`)
  await ben.getByRole('button', { name: 'Resend', exact: true }).click()
  await ben.getByRole('dialog').getByRole('button', { name: 'Resend', exact: true }).click()
  for (const page of [olga, ben]) await page.getByRole('alert').waitFor({ state: 'detached' })
})

test('the connection is tested, and an auditor is offered nothing', async () => {
  await olga.setViewportSize({ width: 1440, height: 900 })
  await olga.goto('/admin/emails')
  const server = olga.getByRole('region', { name: 'Mail server' })
  await server.getByText(`127.0.0.1:${sink.port}`).waitFor()
  await server.getByRole('button', { name: 'Test connection' }).click()
  await server
    .getByRole('status')
    .filter({ hasText: /^Works After \d+ ms: / })
    .waitFor()
  await sink.close()
  await server.getByRole('button', { name: 'Test connection' }).click()
  await server
    .getByRole('status')
    .filter({ hasText: /^Does not work After [\d,]+ ms: / })
    .waitFor()
  sink = await startSmtpSink({ port: sink.port })

  await insertMails(stage.portal, 1)
  const ana = await stage.admin('Ana', 'auditor')
  await ana.goto('/admin/emails')
  await ana.getByRole('row').getByText('Gave up').first().waitFor()
  await ana.getByText(/^127\.0\.0\.1:/).waitFor()
  const offered = ana.getByRole('button', { name: /^(Resend|Test connection|Cancel)/ })
  expect(await offered.count()).toBe(0)
  await ana.getByRole('row').getByRole('link', { name: 'Maria Lindqvist' }).first().click()
  await ana.getByText('About this mail').waitFor()
  expect(await offered.count()).toBe(0)
  await inAllLooks(ana, async ({ name, rules }) => {
    expect(await violations(ana, 'html', rules), name).toEqual([])
  })
})
