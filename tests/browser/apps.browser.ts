// An app and its keys, by the names of the product: a maker, a teammate and a portal admin at once, and a rival.
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertAccessRequest, insertApp, insertOffer, type InsertedOffer } from '#tests/setup/access.ts'
import { password, setStage, type Stage } from '#tests/setup/browser.ts'
import { insertMember, insertOrganization, insertTeam } from '#tests/setup/organizations.ts'

let stage: Stage
let appId: string
let offer: InsertedOffer
/** made the app */
let maria: Page
/** in the same organization, and in the team Night */
let erik: Page
/** of another organization */
let rival: Page
let olga: Page

beforeAll(async () => {
  stage = await setStage()
  const { portal } = stage
  await portal.database.sql`update settings set undo_seconds = 1`
  const { id: nordpay } = await insertOrganization(portal, 'Nordpay')
  const night = await insertTeam(portal, nordpay, 'Night')
  const day = await insertTeam(portal, nordpay, 'Day')
  const [mariaId, erikId] = [
    (await insertMember(portal, nordpay, 'team_member', { teamIds: [day, night] })).id,
    (await insertMember(portal, nordpay, 'team_member', { teamIds: [night] })).id,
  ]
  await portal.database.sql`update accounts set first_name = 'Maria', last_name = 'Lindqvist' where id = ${mariaId}`
  await portal.database.sql`update accounts set first_name = 'Erik', last_name = 'Dahl' where id = ${erikId}`
  const { id: acme } = await insertOrganization(portal, 'Acme')
  const rivalId = (await insertMember(portal, acme, 'super_admin')).id
  offer = await insertOffer(portal, { name: 'Gold', needsApproval: true, keyLifetimeDays: 90 })
  appId = (await insertApp(portal, { ownerId: mariaId, name: 'Cockpit' })).id
  await insertAccessRequest(portal, { ownerId: mariaId, appId, offer })
  await portal.database.sql`update products set name = 'Ships', slug = 'ships' where id = ${offer.productIds[0]!}`
  ;[maria, erik, rival] = await Promise.all([stage.enter(mariaId), stage.enter(erikId), stage.enter(rivalId)])
  olga = await stage.admin('Olga')
  await maria.context().grantPermissions(['clipboard-read', 'clipboard-write'])
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const dialog = (page: Page) => page.getByRole('dialog')
/** The card of what an app may use, or waits for, by its API products. */
const card = (page: Page) => page.getByRole('region', { name: 'Ships', exact: true })
const shownKey = (page: Page) => page.getByRole('group', { name: 'API key' })
const lineOf = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })

/** How the server answers somebody who sends a key. */
async function verify(key: string): Promise<number> {
  const [api] = await stage.portal.database.sql<{ baseUrl: string }[]>`
    select base_url from product_apis where product_id = ${offer.productIds[0]!}`
  const { host, pathname } = new URL(api!.baseUrl)
  const headers = {
    authorization: `Bearer ${key}`,
    'x-forwarded-host': host,
    'x-forwarded-uri': pathname,
    'x-forwarded-proto': 'https',
  }
  return (await fetch(`${stage.portal.url}/verify`, { headers })).status
}

async function openSettings(page: Page): Promise<void> {
  await button(page, 'Edit').click()
  await dialog(page).getByLabel('App name', { exact: true }).waitFor()
}

async function choose(page: Page, visibility: string, team?: string): Promise<void> {
  await openSettings(page)
  await dialog(page).getByLabel('Visibility', { exact: true }).selectOption({ label: visibility })
  if (team) await dialog(page).getByLabel('Team', { exact: true }).selectOption({ label: team })
  await button(dialog(page), 'Save').click()
  await dialog(page).waitFor({ state: 'detached' })
}

test('My apps leads to the app; what waits turns into a key by itself, for the teammate too', async () => {
  await button(maria, 'Maria Lindqvist').click()
  await maria.getByRole('menuitem', { name: 'My apps', exact: true }).click()
  await maria.getByRole('row').filter({ hasText: '1 waiting' }).waitFor()
  await link(maria, 'Cockpit').click()
  await heading(maria, 'Approved access').waitFor()
  await heading(maria, 'Pending access').waitFor()
  await button(card(maria), 'Withdraw').waitFor()
  await erik.getByRole('navigation').getByRole('link', { name: 'My apps', exact: true }).click()
  await link(erik, 'Cockpit').click()
  await button(card(erik), 'Withdraw').waitFor()

  await olga.goto('/admin/queue')
  await olga.getByText('Cockpit').first().click()
  await button(olga, 'Approve').first().click()
  for (const page of [maria, erik]) {
    await button(card(page), 'Reveal').waitFor({ timeout: 20_000 })
    await page.getByText('Nothing waits for a decision.').waitFor()
    await page.getByText('Access to Ships is approved, and the key is here.').waitFor({ state: 'attached' })
  }
})

test('a key is shown to a recent password, works, and hides again; the teammate reads who saw it', async () => {
  await stage.portal.database.sql`update sessions set password_typed_at = now() - interval '11 minutes'`
  await button(maria, 'Reveal').click()
  await dialog(maria).getByLabel('Password', { exact: true }).fill('a loud lighthouse')
  await button(dialog(maria), 'Confirm').click()
  await dialog(maria).getByText('That is not your current password.').first().waitFor()
  await dialog(maria).getByLabel('Password', { exact: true }).fill(password)
  await button(dialog(maria), 'Confirm').click()
  const key = await shownKey(maria).innerText()
  expect(key).toMatch(/^gatehouse_\w{49}$/)
  expect(await verify(key)).toBe(200)
  await lineOf(erik, 'Maria Lindqvist revealed the key for Ships').waitFor()
  await button(maria, 'Hide').click()
  expect(await maria.content()).not.toContain(key)
  expect(await maria.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(key)

  // No password again, and nothing on the screen.
  await button(maria, 'Copy').click()
  await expect.poll(() => maria.evaluate(() => navigator.clipboard.readText())).toBe(key)
  expect(await shownKey(maria).count()).toBe(0)
})

test('rotated with an overlap both keys work, and the page says until when the old one does', async () => {
  await button(maria, 'Reveal').click()
  const old = await shownKey(maria).innerText()
  await button(maria, 'Rotate').click()
  const overlap = dialog(maria).getByRole('combobox')
  expect(await overlap.locator('option').allInnerTexts()).toEqual(['Now', '1 hour', '24 hours', '7 days'])
  await overlap.selectOption({ label: '7 days' })
  await dialog(maria)
    .getByText(`…${old.slice(-4)} goes on until`)
    .waitFor()
  await button(dialog(maria), 'Rotate').click()
  await card(maria)
    .getByText(/works until .+ \(in 7 days\)/)
    .waitFor()
  await card(erik).getByText('works until').waitFor()
  await button(maria, 'Reveal').first().click()
  await expect.poll(() => shownKey(maria).count()).toBe(2)
  const [present, before] = await shownKey(maria).allInnerTexts()
  expect(before).toBe(old)
  expect([await verify(present!), await verify(old)]).toEqual([200, 200])

  await button(maria, 'Rotate').click()
  await dialog(maria).getByRole('combobox').selectOption({ label: 'Now' })
  await button(dialog(maria), 'Rotate').click()
  await expect.poll(() => card(maria).getByText('works until').count()).toBe(0)
  await expect.poll(() => verify(present!)).toBe(401)
  expect(await verify(old)).toBe(401)
})

test('whose team it is given to sees it, in open browsers too; a rival sees nothing', async () => {
  await choose(maria, 'Team', 'Day')
  await heading(erik, 'Cockpit is not here any more').waitFor()
  await maria.getByText('Team Day').first().waitFor()
  await link(erik, 'Go to my apps').click()
  await heading(erik, 'No apps yet').waitFor()
  await choose(maria, 'Team', 'Night')
  await link(erik, 'Cockpit').click()
  await button(card(erik), 'Reveal').waitFor()
  await openSettings(erik)
  const options = () => dialog(erik).getByLabel('Visibility', { exact: true }).locator('option').allInnerTexts()
  await expect.poll(options).toEqual(['Team', 'Organization'])
  await erik.keyboard.press('Escape')

  await choose(maria, 'Personal')
  await heading(erik, 'Cockpit is not here any more').waitFor()
  // Out of the organization's channel, and still the maker's.
  await button(card(maria), 'Reveal').waitFor()
  await choose(maria, 'Organization')
  await erik.goto(`/apps/${appId}`)
  await button(card(erik), 'Reveal').waitFor()
  await rival.goto(`/apps/${appId}`)
  await heading(rival, 'There is no such page').waitFor()
})

test('what a teammate saves while one types comes in, and nothing that was typed is lost', async () => {
  await openSettings(maria)
  await dialog(maria).getByLabel('Description', { exact: true }).fill('On the wall.')
  // A reveal moves the version too, and is no reason to stop anybody.
  await button(erik, 'Reveal').click()
  await dialog(erik).getByLabel('Password', { exact: true }).fill(password)
  await button(dialog(erik), 'Confirm').click()
  await shownKey(erik).waitFor()
  await openSettings(erik)
  await dialog(erik).getByLabel('App name', { exact: true }).fill('Bridge')
  await button(dialog(erik), 'Save').click()
  await dialog(maria).getByText('Erik Dahl changed this app meanwhile.').waitFor()
  await expect.poll(() => dialog(maria).getByLabel('App name', { exact: true }).inputValue()).toBe('Bridge')
  await button(dialog(maria), 'Save').click()
  await dialog(maria).waitFor({ state: 'detached' })
  for (const page of [maria, erik]) {
    await heading(page, 'Bridge').waitFor()
    await page.getByText('On the wall.').waitFor()
  }
})

test('revoked by one, ended for both, with the way to ask again', async () => {
  await button(erik, 'Hide').click()
  await button(maria, 'Reveal').click()
  const key = await shownKey(maria).innerText()
  await button(maria, 'Revoke').click()
  await dialog(maria)
    .getByText(`…${key.slice(-4)} is refused within a second`)
    .waitFor()
  await button(dialog(maria), 'Revoke').click()
  for (const page of [maria, erik]) {
    await page.getByText('Ended access (1)').click()
    expect(await link(page, 'Request again').getAttribute('href')).toBe('/products/ships')
    expect(await shownKey(page).count()).toBe(0)
  }
  await expect.poll(() => verify(key)).toBe(401)
})

test('deleted, after saying what stops working, also on the page that a teammate has open', async () => {
  await insertAccessRequest(stage.portal, { ownerId: await ownerOf(appId), appId, offer })
  await button(card(maria), 'Withdraw').waitFor()
  await button(maria, 'Delete').click()
  await dialog(maria).getByText('1 request that waits is withdrawn').waitFor()
  await button(dialog(maria), 'Delete').click()
  await heading(maria, 'No apps yet').waitFor()
  await heading(erik, 'Bridge is not here any more').waitFor()
})

async function ownerOf(id: string): Promise<string> {
  const [app] = await stage.portal.database.sql<{ ownerId: string }[]>`select owner_id from apps where id = ${id}`
  return app!.ownerId
}
