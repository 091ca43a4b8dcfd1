// What mails say, changed by owners in their own words: by label and keyboard, two owners at once, and one who reads only.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, inAllLooks, violations } from '#tests/setup/axe.ts'
import { setStage, tabTo, type Stage } from '#tests/setup/browser.ts'
import { pixel } from '#tests/setup/uploads.ts'

let stage: Stage
let olga: Page
let ben: Page

beforeAll(async () => {
  stage = await setStage()
  olga = await stage.admin('Olga', 'owner')
  ben = await stage.admin('Ben', 'owner')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const choose = (page: Page, name: string) => page.getByRole('radio', { name, exact: true })
/** A text of the mail in the frame that shows it so. */
const inFrame = (page: Page, look: string, text: string) => mailOn(page, look).getByText(text).first()
/** The frame that is shown; another one may be on its way. */
const mailOn = (page: Page, look: string) => page.frameLocator(`iframe[title="Mail on a ${look}"]:not([data-waiting])`)
const groundOf = (page: Page, look: string) =>
  mailOn(page, look)
    .locator('body')
    .evaluate((body) => getComputedStyle(body).backgroundColor)
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

async function open(page: Page, name: string) {
  await page.goto(`/admin/emails/wording/${name}`)
  await page.getByRole('region', { name: 'Preview' }).locator('iframe').first().waitFor()
}
/** Types into the field that has the focus, in place of what stands there. */
async function retype(page: Page, text: string) {
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}
async function publish(page: Page) {
  await expect.poll(() => button(page, 'Publish').getAttribute('aria-disabled')).toBe(null)
  await button(page, 'Publish').click()
  await page.getByText('Published. Every mail that goes out from now on says this.').waitFor()
}
/** Invites somebody; answers the subject of their mail once it is written. */
async function inviteSomebody(firstName: string): Promise<string> {
  const invited = { firstName, lastName: 'Dahl', email: `${firstName.toLowerCase()}@nordpay.example` }
  const { sql } = stage.portal.database
  await olga.goto('/admin/users')
  await button(olga, 'Add new user').click()
  const dialog = olga.getByRole('dialog')
  await dialog.getByLabel('First name', { exact: true }).fill(invited.firstName)
  await dialog.getByLabel('Last name', { exact: true }).fill(invited.lastName)
  await dialog.getByLabel('Email', { exact: true }).fill(invited.email)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await olga
    .getByRole('heading', { name: `${invited.firstName} ${invited.lastName}` })
    .first()
    .waitFor()
  await button(olga, 'More options').click()
  await olga.getByRole('menuitem', { name: 'Send invite', exact: true }).click()
  const subject = async () =>
    (await sql<{ subject: string | null }[]>`select subject from mails where to_address = ${invited.email}`)[0]?.subject
  await expect.poll(subject, { timeout: 30_000 }).toBeTruthy()
  return (await subject())!
}

test('an owner changes a mail: a problem with its line, the preview, a test, and then it is published', async () => {
  await olga.goto('/admin/emails')
  await olga.getByRole('tab', { name: 'Wording', exact: true }).press('Enter')
  await olga.waitForURL('**/admin/emails/wording')
  await ben.goto('/admin/emails/wording')
  await rowOf(ben, 'Invitation').getByText('Default', { exact: true }).waitFor()
  await tabTo(olga, 'Invitation')
  await olga.keyboard.press('Enter')
  await olga.getByRole('heading', { level: 1, name: 'Invitation' }).waitFor()
  await inFrame(olga, 'desk, light', 'You are invited').waitFor()

  await field(olga, 'Subject').focus()
  await retype(olga, '{{inviterName}} asks you in')
  await tabTo(olga, 'Title')
  await retype(olga, 'Come in, {{nobody}}')
  const problem = olga.getByRole('button', { name: /^Error: Body, line 1/ })
  await problem.waitFor()
  expect(await button(olga, 'Publish').getAttribute('title')).toBe('Mend 1 error first.')
  await olga.getByText('The last version without errors is shown.').waitFor()
  await expectAccessible(olga, 'with an error')
  await problem.press('Enter')
  expect(await field(olga, 'Title').evaluate((element) => element === document.activeElement)).toBe(true)

  // The problem goes to its line in the other view, too.
  await choose(olga, 'MJML').press('Space')
  await problem.press('Enter')
  const selected = await field(olga, 'MJML').evaluate((element) => {
    const { value, selectionStart, selectionEnd } = element as HTMLTextAreaElement
    return value.slice(selectionStart, selectionEnd)
  })
  expect(selected).toBe('<mj-text mj-class="title"><h1>Come in, {{nobody}}</h1></mj-text>')
  await choose(olga, 'Text blocks').press('Space')
  await field(olga, 'Title').focus()
  await retype(olga, 'Come in, ')
  await olga.getByRole('button', { name: /^Insert firstName/ }).press('Enter')
  await olga.keyboard.insertText('!')
  expect(await field(olga, 'Title').inputValue()).toBe('Come in, {{firstName}}!')

  await inFrame(olga, 'desk, light', 'Come in, Maria!').waitFor()
  await olga.getByLabel('In the inbox').getByText('Jana Visser asks you in').waitFor()
  await choose(olga, 'Dark').press('Space')
  await expect.poll(() => groundOf(olga, 'desk, dark')).toBe('rgb(16, 19, 24)')
  await choose(olga, 'Phone').press('Space')
  await expect.poll(() => groundOf(olga, 'phone, dark')).toBe('rgb(16, 19, 24)')
  expect(
    await mailOn(olga, 'phone, dark')
      .locator('html')
      .evaluate(() => innerWidth),
  ).toBeLessThanOrEqual(375)
  await choose(olga, 'Text').press('Space')
  await olga.getByLabel('Text', { exact: true }).getByText('Complete your registration').waitFor()

  await button(olga, 'Send test to me').press('Enter')
  await olga.getByText(/^A test was written to staff\d+@portal\.example\./).waitFor()
  await olga.getByRole('link', { name: 'Open it in Deliveries' }).click()
  await olga.getByRole('dialog').getByText('Leave without saving?').waitFor()
  await olga.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
  await olga.getByRole('heading', { level: 1, name: 'Jana Visser asks you in' }).waitFor()
  expect(await rowOf(ben, 'Invitation').getByText('Default', { exact: true }).count()).toBe(1)

  // What was typed is still there, if it is wanted.
  await open(olga, 'invitation')
  expect(await field(olga, 'Title').inputValue()).toBe('You are invited')
  await button(olga, 'Take them up').press('Enter')
  expect(await field(olga, 'Title').inputValue()).toBe('Come in, {{firstName}}!')
  await expect.poll(() => button(olga, 'Publish').getAttribute('aria-disabled')).toBe(null)
  await field(olga, 'Subject').press('ControlOrMeta+Enter')
  await olga.getByText('Published. Every mail that goes out from now on says this.').waitFor()
  await rowOf(ben, 'Invitation').getByText('by Olga owner').waitFor()
  expect(await inviteSomebody('Erik')).toBe('Olga owner asks you in')
})

test('two owners at one mail: nothing typed is lost, and one of the two says whose shall hold', async () => {
  for (const page of [olga, ben]) await open(page, 'invitation')
  await field(ben, 'Title').fill('Ben’s title')
  await field(olga, 'Title').fill('Olga’s title')
  await field(olga, 'Preview line').fill('Olga’s line')
  await publish(olga)

  const notice = ben.getByRole('status').filter({ hasText: 'Olga owner published another wording' })
  await notice.getByText('You both changed: Body').waitFor()
  expect(await field(ben, 'Title').inputValue()).toBe('Ben’s title')
  expect(await field(ben, 'Preview line').inputValue()).toBe('Olga’s line')
  expect(await button(ben, 'Publish').getAttribute('title')).toMatch(/take theirs or keep yours/)
  await notice.getByRole('button', { name: 'Show the differences' }).press('Enter')
  const differences = notice.getByRole('region', { name: 'Body', exact: true })
  await differences.getByText('Olga’s').waitFor()
  expect(await differences.innerText()).toMatch(/−[\s\S]*Olga’s title[\s\S]*\+[\s\S]*Ben’s title/)
  await expectAccessible(ben, 'a meeting')
  await notice.getByRole('button', { name: 'Keep mine' }).press('Enter')
  await publish(ben)
  await expect.poll(() => field(olga, 'Title').inputValue()).toBe('Ben’s title')

  await field(ben, 'Title').fill('Ben again')
  await field(olga, 'Title').fill('Olga again')
  await publish(olga)
  await ben.getByRole('button', { name: 'Take theirs' }).press('Enter')
  expect(await field(ben, 'Title').inputValue()).toBe('Olga again')
  expect(await button(ben, 'Publish').getAttribute('title')).toBe('Nothing has been changed.')
})

test('an earlier version comes back, and the default', async () => {
  await open(olga, 'invitation')
  await button(olga, 'Versions').press('Enter')
  const versions = olga.getByRole('dialog', { name: 'Versions of “Invitation”' })
  await versions.getByText('It is the same as what is in the editor.').waitFor()
  await versions.getByRole('radio', { name: /^Version 1/ }).check()
  await versions.getByRole('region', { name: 'Body', exact: true }).getByText('Come in,').waitFor()
  await expectAccessible(olga, 'versions', 'dialog')
  await versions.getByRole('button', { name: 'Restore this version' }).press('Enter')
  await versions.waitFor({ state: 'detached' })
  await expect.poll(() => field(olga, 'Title').inputValue()).toBe('Come in, {{firstName}}!')

  await button(olga, 'Restore default').press('Enter')
  const restore = olga.getByRole('dialog', { name: 'Restore the default of “Invitation”?' })
  await expectAccessible(olga, 'restore', 'dialog')
  await restore.getByRole('button', { name: 'Restore', exact: true }).press('Enter')
  await olga.getByText('The default holds again.').waitFor()
  expect(await field(olga, 'Title').inputValue()).toBe('You are invited')
  expect(await inviteSomebody('Nora')).toMatch(/^Olga owner invites you to/)
})

test('the brand: an accent too light is said to be, a logo is uploaded, and a mail beside it shows both', async () => {
  await olga.goto('/admin/emails/wording/brand')
  await inFrame(olga, 'desk, light', 'You are invited').waitFor()
  await field(olga, 'Accent').fill('#ffee00')
  await olga.getByText(/Hard to read\. Too light to read: mails use #/).waitFor()
  await field(olga, 'Portal name').fill('Polder APIs')
  await inFrame(olga, 'desk, light', 'Polder APIs').waitFor()
  await olga
    .getByLabel('Logo', { exact: true })
    .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') })
  // Decoration in the mail: the name stands beside it.
  await mailOn(olga, 'desk, light').locator('img[src^="data:image/png"]').waitFor({ state: 'attached' })
  await expectAccessible(olga, 'brand')
  await button(olga, 'Save').press('Enter')
  await olga.getByText('Saved.').first().waitFor()
  await ben.goto('/admin/emails/wording')
  await ben.getByRole('img', { name: 'Accent #ffee00' }).waitFor()
  await ben.getByRole('img', { name: 'Polder APIs' }).waitFor()
})

test('an auditor reads all of it and is offered nothing that changes it', async () => {
  const ada = await stage.admin('Ada', 'auditor')
  await open(ada, 'invitation')
  await ada.getByText('Only owners change what mails say. You see what is published.').waitFor()
  await inFrame(ada, 'desk, light', 'You are invited').waitFor()
  expect(await field(ada, 'Subject').getAttribute('readonly')).not.toBe(null)
  for (const name of ['Publish', 'Send test to me', 'Restore default']) expect(await button(ada, name).count()).toBe(0)
  expect(await ada.getByRole('button', { name: /^Insert/ }).count()).toBe(0)
  await button(ada, 'Versions').press('Enter')
  await ada.getByRole('dialog').getByText('It is the same as what is in the editor.').waitFor()
  expect(await ada.getByRole('dialog').getByRole('button', { name: 'Restore this version' }).count()).toBe(0)
  await ada.keyboard.press('Escape')
  await ada.goto('/admin/emails/wording/brand')
  await ada.getByText('Only owners change the brand. You see what holds.').waitFor()
  expect(await button(ada, 'Save').count()).toBe(0)
})

test.each(['reviews-waiting', 'layout', 'brand'])(
  '%s with its preview is accessible and fits in every look',
  async (name) => {
    await olga.setViewportSize({ width: 1280, height: 900 })
    await open(olga, name)
    await inAllLooks(olga, async ({ name: look, rules }) => {
      expect(await violations(olga, undefined, rules), look).toEqual([])
    })
  },
)
