// Finding in the queue: the address holds the view, views are shared live, and selecting moves nothing.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setStage, type Stage } from '#tests/setup/browser.ts'
import { insertRegistration } from '#tests/setup/portal.ts'

let stage: Stage
let ana: Page
let ben: Page

beforeAll(async () => {
  stage = await setStage()
  for (const name of ['Ada', 'Bo', 'Cleo', 'Dora', 'Emil']) await insertRegistration(stage.portal, name)
  await stage.portal.database.sql`
    update reviews set requested_at = now() - make_interval(hours => case facts ->> 'firstName' when 'Ada' then 81 else 80 end)
     where facts ->> 'firstName' in ('Ada', 'Bo')`
  ana = await stage.admin('Ana')
  ben = await stage.admin('Ben')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

const names = (page: Page) =>
  page
    .getByRole('list', { name: 'Reviews' })
    .getByRole('link')
    .locator('b')
    .allInnerTexts()
    .then((texts) => texts.map((text) => text.split(' ')[0]))
const choose = (page: Page, label: string, option: string) =>
  page.getByRole('combobox', { name: `Filter: ${label}` }).selectOption({ label: option })

test('what is chosen stands in the address, and a reload restores it with the review that is open', async () => {
  await ana.getByRole('button', { name: 'More filters' }).click()
  await choose(ana, 'Age', 'Red, 72 h or more')
  await choose(ana, 'Sort', 'Newest first')
  await ana.getByRole('searchbox', { name: 'Search reviews' }).fill('lindqvist')
  await expect.poll(() => ana.url()).toMatch(/\?q=lindqvist&age=red&sort=newest$/)
  await expect.poll(() => names(ana)).toEqual(['Bo', 'Ada'])
  // Typing goes on where it was.
  expect(await ana.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search')

  await ana.getByRole('link', { name: /Ada Lindqvist/ }).click()
  await ana.getByRole('heading', { level: 2, name: 'Ada Lindqvist' }).waitFor()
  const address = ana.url()
  await ana.reload()
  await ana.getByRole('heading', { level: 2, name: 'Ada Lindqvist' }).waitFor()
  expect(ana.url()).toBe(address)
  await expect.poll(() => names(ana)).toEqual(['Bo', 'Ada'])
  expect(await ana.getByRole('searchbox', { name: 'Search reviews' }).inputValue()).toBe('lindqvist')
})

test('a view that is shared is there for another at once, counts on, and goes with its owner’s word', async () => {
  await ana.goto('/admin/queue?q=lindqvist')
  await ana.getByRole('button', { name: 'Save view' }).click()
  await ana.getByRole('textbox', { name: 'Name' }).fill('The Lindqvists')
  await ana.getByRole('checkbox', { name: 'Shared with all portal admins' }).check()
  await ana.getByRole('button', { name: 'Save', exact: true }).click()

  const his = ben.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /The Lindqvists/ })
  await his.waitFor()
  expect(await his.innerText()).toContain('5')
  await insertRegistration(stage.portal, 'Finn')
  await expect.poll(() => his.innerText()).toContain('6')
  await his.click()
  await expect.poll(() => ben.url()).toMatch(/\?q=lindqvist$/)
  // It is hers to change.
  expect(await ben.getByRole('button', { name: 'Options of The Lindqvists' }).count()).toBe(0)

  await ana.getByRole('button', { name: 'Options of The Lindqvists' }).click()
  await ana.getByRole('menuitem', { name: 'Delete view' }).click()
  await ana.getByRole('button', { name: 'Delete', exact: true }).click()
  await his.waitFor({ state: 'detached' })
})

test('selecting moves no row; what another decides drops out; all that match are more than those', async () => {
  await ana.goto('/admin/queue')
  const box = (name: string) => ana.getByRole('checkbox', { name: `Select ${name} Lindqvist` })
  const dora = ana.getByRole('link', { name: /Dora Lindqvist/ })
  await dora.waitFor()
  const before = await dora.boundingBox()
  await box('Ada').check()
  await box('Cleo').click({ modifiers: ['Shift'] })
  const bar = ana.getByRole('group', { name: 'Selection' })
  await bar.getByText('3 selected').waitFor()
  await bar.getByRole('button', { name: 'Select all 6 that match' }).waitFor()
  expect(await dora.boundingBox()).toEqual(before)

  await ben.goto('/admin/queue')
  await ben.getByRole('link', { name: /Bo Lindqvist/ }).click()
  await ben.getByRole('button', { name: /^Approve/ }).click()
  await bar.getByText('2 selected').waitFor()

  await bar.getByRole('button', { name: 'Clear' }).click()
  await ana.getByRole('searchbox', { name: 'Search reviews' }).fill('nobody of this name')
  await ana.getByRole('heading', { name: 'No review matches' }).waitFor()
  await ana.getByRole('link', { name: 'Clear' }).click()
  await expect.poll(() => ana.url()).toMatch(/queue$/)
  await dora.waitFor()
})
