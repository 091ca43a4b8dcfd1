// Flows 9 and 10 together: from a cart with two catalogues to keys that teammates share, by the names of the product, mails included.
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from '#server/features/auth/passwords.ts'
import { keyPrefix } from '#server/features/credentials/rules.ts'
import { password, setStage, type Stage } from '#tests/setup/browser.ts'
import { insertCatalogue, insertPlan, insertProduct } from '#tests/setup/catalogue.ts'
import { insertMember, insertOrganization } from '#tests/setup/organizations.ts'
import { staffClient } from '#tests/setup/portal.ts'

let stage: Stage
let olga: Page
let maria: Page
let erik: Page
let rival: Page
let mariaEmail: string
/** the address of the app's page */
let appPath: string

beforeAll(async () => {
  stage = await setStage()
  const { portal } = stage
  await portal.database.sql`update settings set undo_seconds = 2`
  const [payments, weather, fleet] = await Promise.all(
    ['Payments', 'Weather', 'Fleet tracking'].map((name) => insertProduct(portal, { name })),
  )
  const silver = await insertPlan(portal, { name: 'Silver', requestsPerSecond: 5, needsApproval: true })
  const gold = await insertPlan(portal, { name: 'Gold', requestsPerSecond: 50, needsApproval: true })
  const free = await insertPlan(portal, { name: 'Free', requestsPerSecond: 1 })
  await insertCatalogue(portal, {
    name: 'Partners',
    productIds: [payments!.id, fleet!.id],
    planIds: [silver.id, gold.id],
  })
  await insertCatalogue(portal, { name: 'Open data', productIds: [weather!.id], planIds: [free.id] })
  const acme = await insertOrganization(portal, 'Acme')
  const other = await insertOrganization(portal, 'Other')
  const passwordHash = await hashPassword(password)
  const person = await insertMember(portal, acme.id, 'team_member', { passwordHash })
  mariaEmail = person.email
  maria = await stage.enter(person.id)
  erik = await stage.enter((await insertMember(portal, acme.id, 'team_member', { passwordHash })).id)
  rival = await stage.enter((await insertMember(portal, other.id, 'super_admin', { passwordHash })).id)
  olga = await stage.admin('Olga', 'approver')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

type Place = Page | Locator
const button = (place: Place, name: string) => place.getByRole('button', { name, exact: true })
const link = (place: Place, name: string) => place.getByRole('link', { name, exact: true })
const field = (place: Place, name: string) => place.getByLabel(name, { exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const section = (place: Place, name: string) => place.getByRole('region', { name, exact: true })

/** Puts a product into the cart, from its own page. */
async function addToCart(page: Page, name: string): Promise<void> {
  await page.goto('/catalogues')
  await page.getByRole('article', { name, exact: true }).getByRole('link', { name: 'More info', exact: true }).click()
  await heading(page, name).waitFor()
  await button(page, 'Add to cart').click()
  await link(page, 'Go to cart').waitFor()
}

async function goToCart(page: Page): Promise<void> {
  await page.goto('/cart')
  await heading(page, 'Cart').waitFor()
}

const countOf = async (table: 'access_requests' | 'credentials' | 'apps') => {
  const { sql } = stage.portal.database
  const [row] = await sql<{ total: number }[]>`select count(*)::int as total from ${sql(table)}`
  return row!.total
}

const mailsTo = async (address: string, template: string) => {
  const mails = await stage.portal.database.sql<{ bodyText: string }[]>`
    select body_text from mails where to_address = ${address} and template = ${template} and state = 'sent'
     order by created_at`
  return mails.map(({ bodyText }) => bodyText)
}

/** Shows the key of a card, typing the password if it is asked for, and reads it. */
async function reveal(page: Page, card: Locator): Promise<string> {
  await button(card, 'Reveal').click()
  const dialog = page.getByRole('dialog')
  const key = field(card, 'API key')
  await dialog.or(key).first().waitFor()
  if (await dialog.isVisible()) {
    await field(dialog, 'Password').fill(password)
    await button(dialog, 'Confirm').click()
  }
  await key.waitFor()
  return (await key.textContent())!
}

test('two catalogues in one cart are two forms; the plan without approval yields its key at once', async () => {
  for (const name of ['Payments', 'Weather']) await addToCart(maria, name)
  await goToCart(maria)
  await maria.getByText(/Each catalogue is a request of its own/).waitFor()
  const open = section(maria, 'Open data')
  // The only plan, and nobody has an app yet.
  await field(open, 'App name').waitFor()
  await open.getByText('Needs no approval: your key is there at once.').waitFor()
  expect(await field(open, 'App').locator('option:checked').textContent()).toBe('Create a new app')
  // Typed into both before one is sent: the other keeps what was typed.
  const partners = section(maria, 'Partners')
  await field(partners, 'Reason').fill('To take payments in the harbour')
  await button(open, 'Request access').click()
  await open.getByText('App name: Enter a name for the app.').waitFor()
  await field(open, 'App name').fill('Harbour board')
  await field(open, 'Description').fill('Shows what lies where')
  await field(open, 'Redirect URLs').fill('https://board.example/back')
  await button(open, 'Request access').click()
  await maria.getByText('Your key for Harbour board is ready').waitFor()
  await open.waitFor({ state: 'detached' })
  await expect.poll(() => maria.evaluate(() => document.activeElement?.textContent)).toBe('Go to my apps')
  expect(await field(partners, 'Reason').inputValue()).toBe('To take payments in the harbour')
  expect([await countOf('apps'), await countOf('access_requests'), await countOf('credentials')]).toEqual([1, 1, 1])
})

test('a plan that changes meanwhile is confirmed anew; pressed twice is asked once', async () => {
  const partners = section(maria, 'Partners')
  await field(partners, 'Plan').selectOption({ label: 'Silver' })
  await field(partners, 'App').selectOption({ label: 'Harbour board' })
  await partners.getByText(/^Needs approval: our team decides/).waitFor()
  const admin = await staffClient(stage.portal, 'owner', 'Otto')
  const { rows } = await admin.admin.plans.list.query({ search: 'Silver' })
  const { id, version, createdAt: _, ...terms } = rows[0]!
  await admin.admin.plans.edit.mutate({ ...terms, id, version, requestsPerSecond: 2 })
  await partners.getByText('Rate limit: was 5 requests a second, now 2 requests a second').waitFor()
  await button(partners, 'Request access').click()
  await partners
    .getByRole('alert')
    .getByText(/Look at what has changed/)
    .waitFor()
  await button(partners, 'Use the changed plan').click()
  await button(partners, 'Request access').dblclick()
  await maria.getByText('Access for Harbour board requested').waitFor()
  await maria.getByText('Your cart is empty').waitFor()
  expect([await countOf('apps'), await countOf('access_requests'), await countOf('credentials')]).toEqual([1, 2, 1])
})

test('approved, the open page of the app shows its key; the mail says so and carries none', async () => {
  await link(maria, 'Go to my apps').last().click()
  await heading(maria, 'Harbour board').waitFor()
  appPath = new URL(maria.url()).pathname
  expect(appPath).toMatch(/^\/apps\/[\w-]+$/)
  const approved = section(maria, 'Approved access')
  const pending = section(maria, 'Pending access')
  await approved.getByText('Weather').first().waitFor()
  await pending.getByText('Payments').first().waitFor()

  await olga.goto('/admin/queue')
  await olga.getByText('Harbour board').first().click()
  await olga.getByText('To take payments in the harbour').first().waitFor()
  await button(olga, 'Approve').first().click()
  await approved.getByText('Payments').first().waitFor()
  await expect.poll(() => button(approved, 'Reveal').count()).toBe(2)
  // One for each set of credentials, with the way to them.
  await expect.poll(() => mailsTo(mariaEmail, 'access-approved'), { timeout: 20_000 }).toHaveLength(2)
  for (const mail of await mailsTo(mariaEmail, 'access-approved')) {
    expect(mail).toContain(appPath)
    expect(mail).not.toContain(keyPrefix)
  }
  expect(await countOf('credentials')).toBe(2)
})

test('a teammate in another browser sees and reveals both keys, a rival sees no such page', async () => {
  await erik.goto('/apps')
  await heading(erik, 'My apps').waitFor()
  await link(erik, 'Harbour board').click()
  await heading(erik, 'Harbour board').waitFor()
  const approved = section(erik, 'Approved access')
  await expect.poll(() => button(approved, 'Reveal').count()).toBe(2)
  const keys = [await reveal(erik, section(approved, 'Weather')), await reveal(erik, section(approved, 'Payments'))]
  for (const key of keys) expect(key.startsWith(keyPrefix)).toBe(true)
  expect(new Set(keys).size).toBe(2)

  await rival.goto(appPath)
  await heading(rival, 'There is no such page').waitFor()
  await rival.goto('/apps')
  await rival.getByText('No apps yet').waitFor()
})

test('what the app has is said in the cart, and left out', async () => {
  for (const name of ['Payments', 'Fleet tracking']) await addToCart(erik, name)
  await goToCart(erik)
  const partners = section(erik, 'Partners')
  await field(partners, 'Plan').selectOption({ label: 'Gold' })
  await field(partners, 'App').selectOption({ label: 'Harbour board' })
  await partners.getByText('already granted', { exact: true }).waitFor()
  await button(partners, 'Leave out').click()
  await partners.getByText('Left out of this request; it stays in your cart.').waitFor()
  await button(partners, 'Request access').click()
  await erik.getByText('Access for Harbour board requested').waitFor()
  await link(partners, 'Fleet tracking').waitFor({ state: 'detached' })
  await link(partners, 'Payments').waitFor()
  // Both see the app, and so what was asked for.
  await section(maria, 'Pending access').getByText('Fleet tracking').first().waitFor()
})
