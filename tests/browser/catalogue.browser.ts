// Flow 8: finding an API product, understanding it and putting it into the cart, by the names of the product, by keyboard, live.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from '#server/features/auth/passwords.ts'
import { password, setStage, tabTo, type Stage } from '#tests/setup/browser.ts'
import { insertCatalogue, insertPlan, insertProduct, type InsertedProduct } from '#tests/setup/catalogue.ts'
import { insertMember, insertOrganization, insertTeam } from '#tests/setup/organizations.ts'
import { insertDeveloper, staffClient } from '#tests/setup/portal.ts'

let stage: Stage
let admin: Awaited<ReturnType<typeof staffClient>>
let payments: InsertedProduct
let fleet: InsertedProduct
let publicId: string
let partnersCatalogue: { id: string; version: number }
let partnersId: string
/** a super admin's teammate in Partners of Acme, and somebody of another company */
let member: Page
let rival: Page

beforeAll(async () => {
  stage = await setStage()
  const { portal } = stage
  admin = await staffClient(portal, 'owner', 'Olga')
  payments = await insertProduct(portal, {
    name: 'Payments',
    summary: 'Take payments and give them back.',
    description: 'In **thirty** currencies.',
    tags: ['money'],
    operations: ['GET /payments List payments', 'POST /refunds Refund a payment'],
    guides: { 'Your first payment': 'Create one.', Webhooks: 'We call you.' },
  })
  fleet = await insertProduct(portal, { name: 'Fleet tracking', tags: ['cars'] })
  const silver = await insertPlan(portal, { name: 'Silver', requestsPerSecond: 5, needsApproval: true })
  const gold = await insertPlan(portal, { name: 'Gold' })
  await insertCatalogue(portal, { name: 'Business', productIds: [payments.id], planIds: [silver.id, gold.id] })
  publicId = (await insertCatalogue(portal, { name: 'Everyone', productIds: [payments.id], planIds: [gold.id] })).id
  partnersCatalogue = await insertCatalogue(portal, {
    name: 'Partners only',
    visibility: 'restricted',
    productIds: [fleet.id],
  })
  const acme = await insertOrganization(portal, 'Acme')
  const other = await insertOrganization(portal, 'Other')
  partnersId = await insertTeam(portal, acme.id, 'Partners')
  member = await stage.enter((await insertMember(portal, acme.id, 'team_member', { teamIds: [partnersId] })).id)
  rival = await stage.enter((await insertMember(portal, other.id, 'super_admin')).id)
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true })
/** Whether a heading of the viewer's frame stands where a reader sees it. */
const isInView = (page: Page, name: string) =>
  page
    .frameLocator('iframe')
    .getByRole('heading', { name })
    .evaluate((one) => one.getBoundingClientRect().top > 0 && one.getBoundingClientRect().top < innerHeight)
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)

async function setState(product: InsertedProduct, state: 'draft' | 'published') {
  product.version = (
    await admin.admin.products.setState.mutate({ id: product.id, version: product.version, state })
  ).version
}

/** Names who sees the partners' catalogue. */
async function setAudience(teamIds: string[]) {
  const { id, version } = partnersCatalogue
  partnersCatalogue = await admin.admin.catalogues.edit.mutate({
    id,
    version,
    name: 'Partners only',
    visibility: 'restricted',
    teamIds,
    organizationIds: [],
    productIds: [fleet.id],
    planIds: [],
  })
}

test.each([1440, 820, 390])('flow 8 by keyboard alone, %i px wide', async (width) => {
  const { email } = await insertDeveloper(stage.portal, { passwordHash: await hashPassword(password) })
  const page = await stage.visit('/', { width, height: 900 })
  await heading(page, 'Gatehouse').waitFor()
  if (!(await link(page, 'Catalogues').first().isVisible())) {
    await tabTo(page, 'Open menu')
    await page.keyboard.press('Enter')
    await link(page, 'Catalogues').last().waitFor()
  }
  await tabTo(page, 'Catalogues')
  await page.keyboard.press('Enter')
  await heading(page, 'Catalogues').waitFor()

  // By an operation, straight to it.
  await tabTo(page, 'Search')
  await page.keyboard.type('refund')
  await link(page, 'POST /refunds – Refund a payment').waitFor()
  await page.waitForURL('**/catalogues?q=refund')
  await tabTo(page, 'POST /refunds – Refund a payment')
  await page.keyboard.press('Enter')
  await heading(page, 'Payments').waitFor()
  await expect.poll(() => focused(page)).toBe('Payments')
  const shown = page.getByRole('navigation', { name: 'Operations of Payments API' }).locator('[aria-current]')
  await shown.getByText('Refund a payment').waitFor()
  expect(await page.getByTitle('Payments API: API specification').getAttribute('src')).toMatch(/^\/viewer\/.*#op=1$/)
  expect(await page.title()).toBe('Payments · Gatehouse')
  // The viewer goes to the operation when it is ready, and leaves the focus where it is.
  await page.frameLocator('iframe').getByRole('heading', { name: 'Refund a payment' }).waitFor()
  await expect.poll(() => isInView(page, 'Refund a payment')).toBe(true)
  expect(await focused(page)).toBe('Payments')

  // The tabs, by their arrows.
  await tabTo(page, 'API specification')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Your first payment' }).waitFor()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await page.getByText('In thirty currencies.').waitFor()
  expect(new URL(page.url()).pathname).toBe(`/products/${payments.slug}`)
  expect(await focused(page)).toBe('Overview')

  // The chosen catalogue is kept through the log-in.
  await page.getByLabel('Catalogue', { exact: true }).focus()
  await page.keyboard.press('ArrowDown')
  await page.waitForURL(`**?catalogue=${publicId}`)
  await tabTo(page, 'Log in to request access')
  await page.keyboard.press('Enter')
  await heading(page, 'Log in').waitFor()
  await tabTo(page, 'Email address')
  await page.keyboard.type(email)
  await tabTo(page, 'Password')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/products/${payments.slug}?catalogue=${publicId}`)
  await button(page, 'Add to cart').waitFor()
  expect(await page.getByLabel('Catalogue', { exact: true }).inputValue()).toBe(publicId)

  await tabTo(page, 'Add to cart')
  await page.keyboard.press('Enter')
  await page.getByText('In your cart', { exact: true }).waitFor()
  await expect.poll(() => focused(page)).toBe('Go to cart')
  await page.keyboard.press('Enter')
  await heading(page, 'Cart').waitFor()
  await page.getByRole('region', { name: 'Everyone', exact: true }).getByRole('link', { name: 'Payments' }).waitFor()
  await tabTo(page, 'Remove')
  await page.keyboard.press('Enter')
  await page.getByText('Your cart is empty').waitFor()
})

test('the filters stand in the address, and what they leave can be cleared', async () => {
  const visitor = await stage.visit('/catalogues')
  await card(visitor, 'Payments').waitFor()
  expect(await card(visitor, 'Fleet tracking').count()).toBe(0)
  await visitor.getByLabel('Catalogue', { exact: true }).selectOption({ label: 'Everyone' })
  await visitor.waitForURL(`**/catalogues?catalogue=${publicId}`)
  await card(visitor, 'Payments').getByRole('link', { name: 'money', exact: true }).click()
  await button(visitor, 'Remove the tag money').waitFor()
  await visitor.reload()
  await button(visitor, 'Remove the tag money').waitFor()
  await card(visitor, 'Payments').waitFor()
  await visitor.getByRole('searchbox', { name: 'Search' }).fill('nothing like it')
  await visitor.getByText('Nothing matches').waitFor()
  await button(visitor, 'Clear filters').click()
  await card(visitor, 'Payments').getByRole('link', { name: 'More info', exact: true }).click()
  await heading(visitor, 'Payments').waitFor()
  for (const name of ['Overview', 'API specification', 'Get started'])
    await visitor.getByRole('tab', { name, exact: true }).waitFor()
  for (const name of ['Plan', 'Rate limit', 'Quota', 'Key lifetime', 'Access'])
    await visitor.getByRole('columnheader', { name, exact: true }).first().waitFor()
  await button(visitor, 'Copy').waitFor()
})

test('a cart is the same in every tab, at once', async () => {
  const sara = await stage.developer('Sara')
  const second = await sara.context().newPage()
  await second.goto('/cart')
  await second.getByText('Your cart is empty').waitFor()
  await sara.goto(`/products/${payments.slug}`)
  await button(sara, 'Add to cart').click()
  await second.getByRole('region', { name: 'Business', exact: true }).waitFor()
  await sara.getByLabel('Catalogue', { exact: true }).selectOption({ label: 'Everyone' })
  await button(sara, 'Add to cart').click()
  await second.getByRole('region', { name: 'Everyone', exact: true }).waitFor()
  await second.getByRole('banner').getByText('2', { exact: true }).waitFor()
  await link(second, 'Cart').waitFor()
  await second.getByRole('region', { name: 'Everyone', exact: true }).getByRole('button', { name: 'Remove' }).click()
  await button(sara, 'Add to cart').waitFor()
  // The line that went has passed the focus on.
  await expect.poll(() => focused(second)).toBe('Remove')
})

test('what is withdrawn leaves open pages calmly, and comes back', async () => {
  const visitor = await stage.visit(`/products/${payments.slug}/get-started`)
  const list = await stage.visit('/catalogues')
  const ida = await stage.developer('Ida')
  await ida.goto(`/products/${payments.slug}`)
  await button(ida, 'Add to cart').click()
  await link(ida, 'Go to cart').click()
  await heading(ida, 'Cart').waitFor()
  await visitor.getByRole('heading', { name: 'Your first payment' }).waitFor()
  await card(list, 'Payments').waitFor()

  await setState(payments, 'draft')
  await visitor.getByText('This API product is not available any more').waitFor()
  await heading(visitor, 'Payments').waitFor()
  await card(list, 'Payments').waitFor({ state: 'detached' })
  await ida.getByText('Not available any more', { exact: true }).waitFor()
  const olga = await stage.admin('Olga')
  await olga.goto(`/products/${payments.slug}`)
  await olga.getByText('Draft: only staff see this page.').waitFor()

  await setState(payments, 'published')
  await visitor.getByRole('heading', { name: 'Your first payment' }).waitFor()
  await card(list, 'Payments').waitFor()
  await link(ida, 'Payments').waitFor()
})

test('an audience that changes gives and takes sight while one looks; a rival is told nothing', async () => {
  await member.goto('/catalogues')
  await card(member, 'Payments').waitFor()
  expect(await card(member, 'Fleet tracking').count()).toBe(0)
  await rival.goto(`/products/${fleet.slug}`)
  await heading(rival, 'There is no such page').waitFor()

  await setAudience([partnersId])
  await card(member, 'Fleet tracking').getByRole('link', { name: 'More info' }).click()
  await heading(member, 'Fleet tracking').waitFor()
  await button(member, 'Add to cart').waitFor()
  await rival.reload()
  await heading(rival, 'There is no such page').waitFor()

  await setAudience([])
  await member.getByText('This API product is not available any more').waitFor()
  expect(await button(member, 'Add to cart').count()).toBe(0)
  await member.goto('/catalogues')
  await card(member, 'Payments').waitFor()
  expect(await card(member, 'Fleet tracking').count()).toBe(0)
})

test('many are shown page by page, without losing the place', async () => {
  for (let at = 10; at < 40; at++)
    await insertProduct(stage.portal, { name: `Sensor ${at}`, tags: ['sensors'], catalogueIds: [publicId] })
  const visitor = await stage.visit('/catalogues?tag=sensors')
  await card(visitor, 'Sensor 33').waitFor()
  await visitor.getByText('The first 24 API products').waitFor()
  await button(visitor, 'Show more').click()
  await card(visitor, 'Sensor 39').waitFor()
  await visitor.getByText('30 API products').waitFor()
  expect(await button(visitor, 'Show more').count()).toBe(0)
})
