// Plans and catalogues in the console, by keyboard and by two admins at once; the portal through a team's eyes; why somebody sees
// a product, while that turns.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '#tests/setup/axe.ts'
import { setStage, type Stage } from '#tests/setup/browser.ts'
import { insertCatalogue, insertProduct, type InsertedProduct } from '#tests/setup/catalogue.ts'
import { insertMember, insertOrganization, insertTeam } from '#tests/setup/organizations.ts'

let stage: Stage
let olga: Page
let ben: Page
let acme: { id: string }
let partnersId: string
let payments: InsertedProduct
/** in the team, and in the organization only */
let maria: { id: string }
let jonas: { id: string }

beforeAll(async () => {
  stage = await setStage()
  const { portal } = stage
  acme = await insertOrganization(portal, 'Acme Rockets')
  partnersId = await insertTeam(portal, acme.id, 'Partners')
  maria = await insertMember(portal, acme.id, 'team_member', { teamIds: [partnersId] })
  jonas = await insertMember(portal, acme.id)
  await portal.database.sql`update accounts set first_name = 'Maria', last_name = 'Lindqvist' where id = ${maria.id}`
  await portal.database.sql`update accounts set first_name = 'Jonas', last_name = 'Weber' where id = ${jonas.id}`
  payments = await insertProduct(portal, { name: 'Payments', operations: ['POST /refunds Pay back'] })
  await insertProduct(portal, { name: 'Launch windows' })
  olga = await stage.admin('Olga', 'owner')
  ben = await stage.admin('Ben')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name }) })

/** Presses Tab until the control of this name has the focus. */
async function tabTo(page: Page, name: string) {
  const reached = () =>
    page.evaluate(() => {
      const focused = document.activeElement as (HTMLElement & { labels?: NodeListOf<HTMLElement> }) | null
      return focused?.getAttribute('aria-label') ?? focused?.labels?.[0]?.textContent ?? focused?.textContent ?? ''
    })
  for (let presses = 0; presses < 80; presses++) {
    if ((await reached()).trim() === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach “${name}”`)
}

/** Types into a combobox and takes the choice of this name. */
async function choose(page: Page, label: string, text: string, choice: string | RegExp) {
  await tabTo(page, label)
  await page.keyboard.type(text)
  await page.getByRole('option', { name: choice }).waitFor()
  await page.keyboard.press('Enter')
}

test('a plan is added by keyboard, edited by two, and deleted with true numbers', async () => {
  await ben.goto('/admin/plans')
  await ben.getByText('No plans yet').waitFor()
  await olga.goto('/admin/plans')
  await olga.getByText('No plans yet').waitFor()
  await expectAccessible(olga, 'no plans')
  await tabTo(olga, 'Add')
  await olga.keyboard.press('Enter')
  const dialog = olga.getByRole('dialog')
  await dialog.getByRole('heading', { name: 'Add plan' }).waitFor()
  await olga.keyboard.type('Gold')
  await tabTo(olga, 'Requests per second')
  await olga.keyboard.type('50')
  await tabTo(olga, 'Key lifetime')
  await olga.keyboard.type('ninety')
  await tabTo(olga, 'Quota')
  await olga.keyboard.type('10,000')
  await tabTo(olga, 'Quota period')
  await olga.keyboard.type('Week')
  await dialog.getByText('10,000 requests a week').waitFor()
  await tabTo(olga, 'Access needs approval')
  await olga.keyboard.press('Space')
  await dialog.getByText('Whoever asks has a key at once').waitFor()
  await olga.keyboard.press('Control+Enter')
  await dialog.getByRole('alert').getByText('Key lifetime: Enter a whole number, or nothing.').waitFor()
  await expectAccessible(olga, 'add plan')
  await dialog.getByLabel('Key lifetime', { exact: true }).fill('90')
  await dialog.getByLabel('Key lifetime', { exact: true }).press('Control+Enter')
  await heading(olga, 'Gold').waitFor()
  await olga.getByText('It is in no catalogue').waitFor()
  const cells = await rowOf(ben, 'Gold').getByRole('cell').allInnerTexts()
  expect(cells).toEqual(['50 requests a second', '10,000 requests a week', '90 days', 'At once'])

  await rowOf(ben, 'Gold').getByRole('link').click()
  await heading(ben, 'Gold').waitFor()
  for (const page of [olga, ben]) await button(page, 'Edit').click()
  const [hers, his] = [dialog, ben.getByRole('dialog')] as const
  await his.getByLabel('Quota', { exact: true }).fill('5')
  await hers.getByLabel('Quota', { exact: true }).fill('')
  await hers.getByLabel('Description', { exact: true }).fill('For partners.')
  await button(olga, 'Save').click()
  await his.getByText('Olga owner changed this plan meanwhile.').waitFor()
  await his.getByText('Quota: none').waitFor()
  expect(await his.getByLabel('Quota', { exact: true }).inputValue()).toBe('5')
  expect(await his.getByLabel('Description', { exact: true }).inputValue()).toBe('For partners.')
  await expectAccessible(ben, 'two edit a plan')
  await button(ben, 'Save').click()
  await olga.getByText('5 requests a week').waitFor()

  await button(olga, 'Delete').click()
  await dialog.getByText('no catalogue is touched: it is in none').waitFor()
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await heading(olga, 'Plans').waitFor()
  await ben.getByText('Gold was deleted').waitFor()
})

test('a catalogue is added by keyboard with its audience, products and plans', async () => {
  await stage.portal.database.sql`insert into plans (name, needs_approval) values ('Free', false)`
  await ben.goto('/admin/catalogues')
  await rowOf(ben, 'Public catalogue').waitFor()
  await olga.goto('/admin/catalogues')
  await rowOf(olga, 'Public catalogue').waitFor()
  await tabTo(olga, 'Add')
  await olga.keyboard.press('Enter')
  const dialog = olga.getByRole('dialog')
  await dialog.getByRole('heading', { name: 'Add catalogue' }).waitFor()
  await olga.keyboard.type('Partner catalogue')
  await tabTo(olga, 'Visibility')
  await olga.keyboard.type('Teams')
  await dialog.getByText('Nobody sees this catalogue').waitFor()
  await choose(olga, 'Audience', 'partn', 'Partners | Acme Rockets')
  await dialog.getByRole('button', { name: 'Remove Partners | Acme Rockets' }).waitFor()
  await tabTo(olga, 'Search products')
  await olga.keyboard.type('pay')
  await dialog.getByRole('checkbox', { name: 'Launch windows' }).waitFor({ state: 'detached' })
  await tabTo(olga, 'Payments')
  await olga.keyboard.press('Space')
  await dialog.getByRole('group', { name: 'Products', exact: true }).getByText('1 chosen').waitFor()
  await tabTo(olga, 'Free')
  await olga.keyboard.press('Space')
  await expectAccessible(olga, 'add catalogue')
  await olga.keyboard.press('Control+Enter')

  await heading(olga, 'Partner catalogue').waitFor()
  for (const name of ['Payments', 'Free', 'Partners | Acme Rockets'])
    await olga.getByRole('main').getByRole('link', { name, exact: true }).waitFor()
  await expectAccessible(olga, 'catalogue')
  await expect
    .poll(() => rowOf(ben, 'Partner catalogue').getByRole('cell').allInnerTexts())
    .toMatchObject(['Teams and organizations', '1 team', '1', '1', expect.anything()])
})

test('of two admins who edit a catalogue neither loses what they add or take out', async () => {
  await rowOf(ben, 'Partner catalogue').getByRole('link').click()
  await heading(ben, 'Partner catalogue').waitFor()
  for (const page of [olga, ben]) {
    await button(page, 'Edit').click()
    await page.getByRole('checkbox', { name: 'Launch windows' }).waitFor()
  }
  const [hers, his] = [olga.getByRole('dialog'), ben.getByRole('dialog')] as const
  await his.getByLabel('Name', { exact: true }).fill('Ben’s catalogue')
  await his.getByRole('checkbox', { name: 'Payments' }).uncheck()
  await hers.getByLabel('Name', { exact: true }).fill('Olga’s catalogue')
  await hers.getByRole('checkbox', { name: 'Launch windows' }).check()
  await button(olga, 'Save').click()
  await his.getByText('Olga owner changed this catalogue meanwhile.').waitFor()
  await his.getByText('Name: Olga’s catalogue').waitFor()
  await his.getByText('Products: added Launch windows').waitFor()
  expect(await his.getByRole('checkbox', { name: 'Launch windows' }).isChecked()).toBe(true)
  expect(await his.getByRole('checkbox', { name: 'Payments' }).isChecked()).toBe(false)
  expect(await his.getByLabel('Name', { exact: true }).inputValue()).toBe('Ben’s catalogue')
  await button(ben, 'Save').click()
  await heading(olga, 'Ben’s catalogue').waitFor()
  const lines = olga.getByRole('region', { name: 'Products (1)' })
  await lines.getByRole('link', { name: 'Launch windows', exact: true }).waitFor()
})

test('a preview shows what a team sees, and follows when its catalogue changes', async () => {
  const { id } = await insertCatalogue(stage.portal, { name: 'Pay', teamIds: [partnersId], productIds: [payments.id] })
  await olga.goto(`/admin/teams/${partnersId}`)
  await olga.getByRole('link', { name: 'Pay', exact: true }).waitFor()
  await olga.getByRole('link', { name: 'Preview as', exact: true }).click()
  await heading(olga, 'Preview as Partners').waitFor()
  for (const name of ['Payments', 'Launch windows']) await olga.getByRole('article', { name }).waitFor()
  await expectAccessible(olga, 'preview')
  await olga.getByRole('searchbox', { name: 'Search', exact: true }).fill('refunds')
  await olga.getByRole('article', { name: 'Launch windows' }).waitFor({ state: 'detached' })
  await olga.getByRole('article', { name: 'Payments' }).waitFor()

  await olga.goto(`/admin/catalogues/preview?organization=${acme.id}`)
  await heading(olga, 'Preview as Acme Rockets').waitFor()
  await olga.getByText('Acme Rockets sees no product').waitFor()
  await ben.goto(`/admin/catalogues/${id}`)
  await button(ben, 'Edit').click()
  await ben.getByRole('dialog').getByLabel('Visibility', { exact: true }).selectOption({ label: 'Private' })
  await button(ben, 'Save').click()
  await olga.getByRole('article', { name: 'Payments' }).waitFor()
})

test('the rules say why a person in the audience sees it and one out of it does not, and turn with the audience', async () => {
  const { id } = await insertCatalogue(stage.portal, { name: 'Moon', teamIds: [partnersId] })
  const moon = await insertProduct(stage.portal, { name: 'Moon base', catalogueIds: [id] })
  await olga.goto(`/admin/users/${maria.id}`)
  await olga.getByRole('link', { name: 'What can this person see?', exact: true }).click()
  await heading(olga, 'Why can this person (not) see it?').waitFor()
  await choose(olga, 'Product', 'moon', 'Moon base')
  await olga.getByText('Maria Lindqvist can see Moon base.').waitFor()
  await olga.getByText('Shown to them through the team Partners.').waitFor()
  await expectAccessible(olga, 'sees it')

  await choose(olga, 'Person', 'jonas', 'Jonas Weber')
  await olga.getByText('Jonas Weber cannot see Moon base: its only catalogue is not shown to Jonas Weber.').waitFor()
  expect(new URL(olga.url()).search).toBe(`?person=${jonas.id}&product=${moon.id}`)
  await expectAccessible(olga, 'does not see it')
  await ben.goto(`/admin/catalogues/${id}`)
  await button(ben, 'Edit').click()
  await choose(ben, 'Audience', 'acme', /^Acme Rockets ?Organization/)
  await ben.keyboard.press('Control+Enter')
  await olga.getByText('Jonas Weber can see Moon base.').waitFor()
  await olga.getByText('Shown to them through the organization Acme Rockets.').waitFor()

  await choose(olga, 'Person', 'visitor', 'A visitor')
  await olga.getByText('A visitor cannot see Moon base: a visitor is not logged in.').waitFor()
  await olga.getByRole('link', { name: 'Open Moon', exact: true }).waitFor()
})

test('deleting says what is left without a catalogue, and an auditor reads everything and changes nothing', async () => {
  await olga.goto('/admin/catalogues?q=moon')
  await rowOf(olga, 'Moon').getByRole('link').click()
  await heading(olga, 'Moon').waitFor()
  const ida = await stage.admin('Ida', 'auditor')
  await ida.goto(olga.url())
  await heading(ida, 'Moon').waitFor()
  await ida.getByRole('link', { name: 'Moon base', exact: true }).waitFor()
  for (const name of ['Edit', 'Delete']) expect(await button(ida, name).count()).toBe(0)
  for (const path of ['/admin/catalogues', '/admin/plans']) {
    await ida.goto(path)
    await ida.getByRole('table').waitFor()
    expect(await button(ida, 'Add').count()).toBe(0)
  }
  await ida.goto(olga.url())
  await heading(ida, 'Moon').waitFor()
  await button(olga, 'Delete').click()
  const dialog = olga.getByRole('dialog')
  await dialog.getByText('1 product is in no other catalogue and seen by nobody then').waitFor()
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await heading(olga, 'Catalogues').waitFor()
  await ida.getByText('Moon was deleted').waitFor()
})
