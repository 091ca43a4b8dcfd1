// The overview as an admin sees it: it follows what others do, each figure leads to what it counts, and anybody can read it.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inAllLooks, violations } from '#tests/setup/axe.ts'
import { setStage, type Stage } from '#tests/setup/browser.ts'
import { insertRegistration, requestId, staffClient } from '#tests/setup/portal.ts'

let stage: Stage
let owner: Page

beforeAll(async () => {
  stage = await setStage()
  owner = await stage.admin('Olga', 'owner')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

const figure = (label: string) => owner.locator('.figure', { has: owner.getByText(label, { exact: true }) })
const valueOf = (label: string) => figure(label).locator('.figure-value').innerText()

test('is where staff begin, and counts what arrives and what is decided while one looks', async () => {
  await owner.goto('/admin')
  await owner.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
  await owner.getByRole('heading', { name: 'Nothing waits, and nothing came in 30 days' }).waitFor()
  const [, late] = [await insertRegistration(stage.portal, 'Maria'), await insertRegistration(stage.portal, 'Nora')]
  await expect.poll(() => valueOf('Waiting')).toBe('2')
  // What is on the page stays there: it is written into, not drawn anew.
  await owner.locator('.plot canvas').first().waitFor()
  const canvas = await owner.locator('.plot canvas').first().elementHandle()
  await stage.portal.database.sql`update reviews set requested_at = now() - interval '25 hours' where id = ${late.id}`
  const ben = await staffClient(stage.portal, 'approver', 'Ben')
  const { rows } = await ben.admin.reviews.list.query({})
  const { id, version } = rows.find(({ id }) => id !== late.id)!
  await ben.admin.reviews.approve.mutate({ id, version, requestId: requestId() })
  await expect.poll(() => valueOf('Waiting 24 h or more')).toBe('1')
  await owner.getByRole('row', { name: /Ben approver/ }).waitFor()
  expect(await canvas!.evaluate((element) => element.isConnected)).toBe(true)
})

test('shows in a table what each plot shows', async () => {
  const card = owner.getByRole('region', { name: 'Arrived and decided', exact: true })
  await card.getByText('Show the numbers').click()
  const table = card.getByRole('table', { name: 'Arrived and decided by day' })
  expect(await table.getByRole('row').count()).toBe(31)
  expect(await card.getByRole('img').getAttribute('aria-label')).toMatch(/^2 reviews arrived and 1 were decided/)
})

test('leads into the queue with the filter of the figure', async () => {
  await figure('Waiting 24 h or more').click()
  await owner.waitForURL('**/admin/queue?age=amber')
  await owner.getByText('Nora Lindqvist').first().waitFor()
  await owner.goBack()
  await owner.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
})

test('enjoys that nothing waits', async () => {
  const ben = await staffClient(stage.portal, 'approver', 'Ben')
  const { rows } = await ben.admin.reviews.list.query({})
  for (const { id, version } of rows)
    await ben.admin.reviews.reject.mutate({ id, version, reason: 'Not a customer.', requestId: requestId() })
  await owner.getByRole('heading', { name: 'Nothing waiting.' }).waitFor()
  expect(await valueOf('Waiting')).toBe('0')
})

test('is accessible and fits at every width, in both themes', async () => {
  await insertRegistration(stage.portal, 'Omar')
  await inAllLooks(owner, async ({ name, rules }) => {
    await owner.goto('/admin')
    await owner.locator('.plot canvas').first().waitFor()
    expect(await violations(owner, '#main', rules), name).toEqual([])
  })
})

test('the hours and the reasons of the settings are saved, and reach the overview', async () => {
  await owner.goto('/admin/settings/general')
  await owner.getByLabel('Turns amber after (hours)').fill('30')
  await owner.getByLabel('Turns red after (hours)').fill('20')
  await owner.getByRole('button', { name: 'Save', exact: true }).click()
  await owner.getByText('At least as many hours as for amber.').first().waitFor()
  await owner.getByLabel('Turns red after (hours)').fill('90')
  await owner.getByRole('button', { name: 'Remove reason 1' }).click()
  await owner.getByRole('button', { name: 'Add a reason' }).click()
  await owner.getByLabel('Reason 3', { exact: true }).fill('We serve carriers only.')
  await owner.getByRole('button', { name: 'Move reason 3 up' }).click()
  await owner.getByRole('button', { name: 'Save', exact: true }).click()
  await owner.getByText('Saved.').waitFor()
  const [saved] = await stage.portal.database
    .sql`select amber_hours, red_hours, reject_reasons[2] as second from settings`
  expect(saved).toEqual({ amberHours: 30, redHours: 90, second: 'We serve carriers only.' })
  await owner.goto('/admin')
  await figure('Waiting 30 h or more').waitFor()
})
