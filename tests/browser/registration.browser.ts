// The main job: a visitor registers, every admin sees it, one decides, everybody sees it, the mail goes out.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logIn, register, setStage, type Stage } from '#tests/setup/browser.ts'

let stage: Stage
let ana: Page
let ben: Page

beforeAll(async () => {
  stage = await setStage()
  ana = await stage.admin('Ana')
  ben = await stage.admin('Ben', 'owner')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

const mailsTo = (address: string) =>
  stage.portal.database.sql<{ template: string; state: string; subject: string; bodyText: string }[]>`
    select template, state, subject, body_text from mails where to_address = ${address} order by created_at`
const sentTo = async (address: string) =>
  (await mailsTo(address)).filter(({ state }) => state === 'sent').map(({ template }) => template)
const row = (page: Page, name: string) => page.getByRole('main').getByText(name, { exact: false }).first()
const setUndoSeconds = (seconds: number) =>
  stage.portal.database.sql`update settings set undo_seconds = ${seconds}, version = version + 1`

async function openReview(page: Page, name: string): Promise<void> {
  await row(page, name).click()
  await page.getByRole('heading', { name }).waitFor()
}

test('register, see it everywhere, approve, be told, log in', async () => {
  await setUndoSeconds(3)
  const email = 'maria@nordpay.example'
  const applicant = await stage.visit('/auth/register')
  await register(applicant, { email, firstName: 'Maria', lastName: 'Lindqvist' })
  await applicant
    .getByText('Your registration request has been sent. You’ll receive an email once it’s been approved.')
    .or(
      applicant.getByText("Your registration request has been sent. You'll receive an email once it's been approved."),
    )
    .first()
    .waitFor()
  expect(applicant.url()).toContain('/auth/register/status')

  for (const admin of [ana, ben]) {
    await row(admin, 'Maria Lindqvist').waitFor()
    await expect.poll(() => admin.title()).toMatch(/^\(1\) Review queue/)
  }
  await openReview(ana, 'Maria Lindqvist')
  await openReview(ben, 'Maria Lindqvist')
  await ana.getByRole('button', { name: 'Approve', exact: true }).click()
  await applicant.getByText('Your registration is approved').first().waitFor()
  await ben
    .getByText(/approved by Ana/)
    .first()
    .waitFor()
  await ana.getByRole('button', { name: 'Undo', exact: true }).first().waitFor()
  for (const admin of [ana, ben]) await expect.poll(() => admin.title()).toMatch(/^Review queue/)

  expect(await sentTo(email)).not.toContain('registration-approved')
  await expect
    .poll(() => sentTo(email), { timeout: 15_000 })
    .toEqual(expect.arrayContaining(['confirm-address', 'registration-received', 'registration-approved']))
  await applicant.getByRole('link', { name: 'Go to log in' }).click()
  await logIn(applicant, email)
  await applicant.getByRole('button', { name: /Maria Lindqvist/ }).waitFor()
})

test('the mail’s link confirms the address, by a pressed button only, and the reviewer sees it live', async () => {
  const email = 'hana@umi.example'
  const applicant = await stage.visit('/auth/register')
  await register(applicant, { email, firstName: 'Hana', lastName: 'Sato' })
  await openReview(ana, 'Hana Sato')
  await expect.poll(() => sentTo(email), { timeout: 15_000 }).toContain('confirm-address')
  const [mail] = (await mailsTo(email)).filter(({ template }) => template === 'confirm-address')
  const link = /http:\S+\/auth\/confirm\?token=\S+/.exec(mail!.bodyText)![0]

  const mailProgram = await stage.visit('/')
  await mailProgram.goto(link)
  await mailProgram.getByRole('button', { name: 'Confirm' }).waitFor()
  expect(mailProgram.url()).not.toContain('token')
  const [before] = await stage.portal.database.sql`select email_confirmed_at from accounts where email = ${email}`
  expect(before!.emailConfirmedAt).toBeNull()
  await mailProgram.getByRole('button', { name: 'Confirm' }).click()
  await mailProgram.getByText('Your email address is confirmed.').first().waitFor()
  await ana.getByText('Confirmed', { exact: true }).first().waitFor()
})

test('whoever did not register says so by the mail’s link, and the account is gone', async () => {
  const email = 'vera@molnar.example'
  const applicant = await stage.visit('/auth/register')
  await register(applicant, { email, firstName: 'Vera', lastName: 'Molnar' })
  await expect.poll(() => sentTo(email), { timeout: 15_000 }).toContain('confirm-address')
  const [mail] = (await mailsTo(email)).filter(({ template }) => template === 'confirm-address')
  const link = /http:\S+\/auth\/confirm\?token=\S+/.exec(mail!.bodyText)![0]

  const owner = await stage.visit('/')
  await owner.goto(link)
  await owner.getByRole('button', { name: 'This was not me' }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(await stage.portal.database.sql`select 1 from accounts where email = ${email}`).toHaveLength(1)
  await owner.getByRole('button', { name: 'This was not me' }).click()
  await dialog.getByRole('button', { name: 'Remove it' }).click()
  await owner.getByRole('heading', { name: 'Thank you for telling us' }).waitFor()
  expect(await stage.portal.database.sql`select 1 from accounts where email = ${email}`).toEqual([])

  await owner.goto(link)
  await owner.getByRole('button', { name: 'Confirm' }).click()
  await owner.getByRole('heading', { name: 'This link no longer works' }).waitFor()
  await applicant.goto('/auth/login')
  await logIn(applicant, email)
  await applicant
    .getByRole('alert')
    .filter({ hasText: 'That email address and password do not match an account.' })
    .waitFor()
})

test('reject with a reason: the applicant reads it on the open page and in the mail', async () => {
  await setUndoSeconds(1)
  const email = 'omar@dune.example'
  const applicant = await stage.visit('/auth/register')
  await register(applicant, { email, firstName: 'Omar', lastName: 'Haddad' })
  await openReview(ana, 'Omar Haddad')
  await ana.getByRole('button', { name: 'Reject', exact: true }).click()
  const dialog = ana.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('We only take companies from the energy sector.')
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await applicant.getByText('We only take companies from the energy sector.').waitFor()
  await expect.poll(() => sentTo(email), { timeout: 15_000 }).toContain('registration-rejected')
  const mail = (await mailsTo(email)).find(({ template }) => template === 'registration-rejected')
  expect(mail!.bodyText).toContain('energy sector')
  await applicant.goto('/auth/login')
  await logIn(applicant, email)
  await applicant.getByText('Your registration was not approved.').waitFor()
})

test('undo takes the decision back on every page and no mail is sent', async () => {
  await setUndoSeconds(10)
  const email = 'ruth@vance.example'
  const applicant = await stage.visit('/auth/register')
  await register(applicant, { email, firstName: 'Ruth', lastName: 'Vance' })
  await openReview(ana, 'Ruth Vance')
  await ana.getByRole('button', { name: 'Approve', exact: true }).click()
  await applicant.getByText('Your registration is approved').first().waitFor()
  await ana.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await applicant
    .getByText(/Your registration request has been sent/)
    .first()
    .waitFor()
  await row(ben, 'Ruth Vance').waitFor()
  await expect
    .poll(async () => (await mailsTo(email)).find(({ template }) => template === 'registration-approved')?.state)
    .toBe('cancelled')
})

test('both decide the same review: the slower one is shown the winner’s decision', async () => {
  const email = 'tomas@silva.example'
  const applicant = await stage.visit('/auth/register')
  await register(applicant, { email, firstName: 'Tomás', lastName: 'Silva' })
  await openReview(ana, 'Tomás Silva')
  await openReview(ben, 'Tomás Silva')
  // Ben has pressed, and his press is on its way while Ana decides.
  const arrive = Promise.withResolvers<void>()
  await ben.route(/admin\.reviews\.approve/, async (route) => {
    await arrive.promise
    await route.continue()
  })
  await ben.getByRole('button', { name: 'Approve', exact: true }).click()
  await ana.getByRole('button', { name: 'Approve', exact: true }).click()
  await applicant.getByText('Your registration is approved').first().waitFor()
  arrive.resolve()
  await ben
    .getByText(/Ana .+ approved this .+ Nothing was changed\./)
    .first()
    .waitFor()
  await ben.unroute(/admin\.reviews\.approve/)
  const audit = await stage.portal.database.sql`
    select 1 from audit_entries join reviews on reviews.id = audit_entries.subject_id where facts ->> 'email' = ${email} and action = 'review.approved'`
  expect(audit).toHaveLength(1)
})

test('an auditor reads and is offered no decision', async () => {
  const applicant = await stage.visit('/auth/register')
  await register(applicant, { email: 'grace@kimlabs.example', firstName: 'Grace', lastName: 'Kim' })
  const auditor = await stage.admin('Ida', 'auditor')
  await openReview(auditor, 'Grace Kim')
  expect(await auditor.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0)
  expect(await auditor.getByRole('button', { name: 'Reject', exact: true }).count()).toBe(0)
})
