// API products as admins make them (flow 16), by label and keyboard; two admins at once, and one who reads only.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '#tests/setup/axe.ts'
import { setStage, type Stage } from '#tests/setup/browser.ts'
import { insertCatalogue, insertProduct } from '#tests/setup/catalogue.ts'

let stage: Stage
let olga: Page
let ben: Page

beforeAll(async () => {
  stage = await setStage()
  olga = await stage.admin('Olga', 'owner')
  ben = await stage.admin('Ben')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

/** Presses Tab until the control of this name has the focus. */
async function tabTo(page: Page, name: string) {
  const reached = () =>
    page.evaluate(() => {
      const focused = document.activeElement as (HTMLElement & { labels?: NodeListOf<HTMLElement> }) | null
      const labelledBy = document.getElementById(focused?.getAttribute('aria-labelledby') ?? '')
      const label = focused?.getAttribute('aria-label') ?? labelledBy?.textContent
      return (label ?? focused?.labels?.[0]?.textContent ?? focused?.textContent ?? '').trim()
    })
  for (let presses = 0; presses < 80; presses++) {
    if ((await reached()) === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach “${name}”`)
}

const operation = { summary: 'List them', responses: { 200: { description: 'All of them' } } }
const documentOf = (title: string, path: string) =>
  JSON.stringify(
    { openapi: '3.1.0', info: { title, version: '1.0.0' }, paths: { [path]: { get: operation } } },
    null,
    2,
  )
const broken = `openapi: 3.0.3
info:
  title: Broken
  version: 1.0.0
paths:
  /ships:
    fetch:
      summary: No such method
`

const fieldOf = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const rowOf = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) })
const open = async (page: Page, id: string) => {
  await page.goto(`/admin/products/${id}`)
  await page.getByRole('heading', { name: 'Who sees it' }).waitFor()
}
const waitForSaved = (page: Page) => page.getByRole('status').getByText('Saved.', { exact: true }).waitFor()

test('an admin adds a product with two APIs by keyboard; a bad document is refused line by line; then it is published', async () => {
  await ben.goto('/admin/products')
  await olga.goto('/admin/products')
  await olga.getByText('No API products yet').waitFor()
  await expectAccessible(olga, 'first use')
  await tabTo(olga, 'Add')
  await olga.keyboard.press('Enter')
  await olga.waitForURL('**/admin/products/new')
  await olga.getByRole('heading', { level: 1, name: 'Add API product' }).waitFor()
  await tabTo(olga, 'Save')
  await olga.keyboard.press('Enter')
  await olga.getByRole('alert').getByText('Name: Enter a name.').waitFor()

  await tabTo(olga, 'Name')
  await olga.keyboard.type('Harbour')
  await tabTo(olga, 'Summary')
  await olga.keyboard.type('What lies in which berth.')
  await tabTo(olga, 'Description')
  await olga.keyboard.insertText('# Berths\n\nAsk **before** you arrive.')
  await tabTo(olga, 'Preview')
  await olga.keyboard.press('Enter')
  await olga.getByRole('heading', { level: 2, name: 'Berths', exact: true }).waitFor()
  await olga.keyboard.press('Enter')
  await tabTo(olga, 'Tags')
  await olga.keyboard.type('ships,water')
  await olga.keyboard.press('Enter')
  await tabTo(olga, 'Base URL')
  await olga.keyboard.type('https://berths.harbour.example/v1')
  await tabTo(olga, 'OpenAPI document')
  const asFile = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
  await fieldOf(olga, 'OpenAPI document').setInputFiles(asFile('broken.yaml', broken))
  const report = olga.getByRole('alert').filter({ hasText: 'broken.yaml cannot be used' })
  await report.getByText('Line 7', { exact: true }).waitFor()
  await report.getByText('fetch:', { exact: true }).waitFor()
  await expectAccessible(olga, 'report')
  await fieldOf(olga, 'OpenAPI document').setInputFiles(asFile('berths.json', documentOf('Berths', '/berths')))
  await olga.getByText('berths.json is fine.').waitFor()

  await tabTo(olga, 'Add an API')
  await olga.keyboard.press('Enter')
  const second = olga.getByRole('group', { name: /^API 2/ })
  await tabTo(olga, 'Base URL')
  await olga.keyboard.type('https://tides.harbour.example')
  await tabTo(olga, 'Paste its text')
  await olga.keyboard.press('Enter')
  await tabTo(olga, 'Text of the document')
  await olga.keyboard.insertText(documentOf('Tides', '/tides'))
  await tabTo(olga, 'Check')
  await olga.keyboard.press('Enter')
  await second.getByText('The pasted text is fine.').waitFor()
  await tabTo(olga, 'Save')
  await olga.keyboard.press('Enter')
  await olga.waitForURL(/\/admin\/products\/[0-9a-f-]{36}$/)
  await olga.getByRole('heading', { level: 1, name: 'Harbour', exact: true }).waitFor()
  await olga.getByRole('group', { name: 'API 2: Tides' }).getByRole('link', { name: 'Download' }).waitFor()
  await rowOf(ben, 'Harbour').getByText('Draft', { exact: true }).waitFor()

  await tabTo(olga, 'Publish')
  await olga.keyboard.press('Enter')
  await olga.getByText('Harbour is published, but in no catalogue: nobody but staff sees it yet.').waitFor()
  await expectAccessible(olga, 'published')
  await rowOf(ben, 'Harbour').getByText('Published', { exact: true }).waitFor()
  await rowOf(ben, 'Harbour').getByText('In no catalogue').waitFor()
  const id = olga.url().split('/').at(-1)!
  await insertCatalogueByHand(id)
  await olga.getByRole('link', { name: 'Open sea', exact: true }).waitFor()
  await rowOf(ben, 'Harbour').getByText('In no catalogue').waitFor({ state: 'detached' })
  await button(olga, 'Deprecate').click()
  await rowOf(ben, 'Harbour').getByText('Deprecated', { exact: true }).waitFor()
  await button(olga, 'Withdraw').click()
  await rowOf(ben, 'Harbour').getByText('Draft', { exact: true }).waitFor()
})

/** Through the API, so that its event is heard. */
async function insertCatalogueByHand(productId: string) {
  const input = { name: 'Open sea', visibility: 'public', teamIds: [], organizationIds: [], planIds: [] }
  const body = JSON.stringify({ ...input, productIds: [productId], requestId: crypto.randomUUID() })
  const answer = await ben.evaluate(async (text) => {
    const headers = { 'content-type': 'application/json' }
    return (await fetch('/trpc/admin.catalogues.add', { method: 'POST', headers, body: text })).status
  }, body)
  expect(answer).toBe(200)
}

test('two admins edit the same product: nothing typed is lost, and each learns what the other has set', async () => {
  const { id } = await insertProduct(stage.portal, { name: 'Pilots', summary: 'Who guides whom.' })
  for (const page of [olga, ben]) await open(page, id)
  await fieldOf(ben, 'Summary').fill('Ben’s summary')
  await fieldOf(ben, 'Base URL').fill('https://ben.example')
  await fieldOf(olga, 'Summary').fill('Olga’s summary')
  await fieldOf(olga, 'Name').fill('Pilots of the port')
  await button(olga, 'Save').click()
  await waitForSaved(olga)

  await ben.getByText('Olga owner changed this API product meanwhile.').waitFor()
  await ben.getByText('Summary: Olga’s summary').waitFor()
  expect(await fieldOf(ben, 'Name').inputValue()).toBe('Pilots of the port')
  expect(await fieldOf(ben, 'Summary').inputValue()).toBe('Ben’s summary')
  expect(await fieldOf(ben, 'Base URL').inputValue()).toBe('https://ben.example')
  await expectAccessible(ben, 'conflict')
  expect(await button(ben, 'Publish').count()).toBe(0)
  await button(ben, 'Save').click()
  await waitForSaved(ben)
  await expect.poll(() => fieldOf(olga, 'Summary').inputValue()).toBe('Ben’s summary')

  // Leaving with something typed asks first.
  await fieldOf(ben, 'Summary').fill('Not saved')
  await ben.getByRole('link', { name: 'API products', exact: true }).first().click()
  await ben.getByRole('dialog').getByText('Leave without saving?').waitFor()
  await ben.getByRole('dialog').getByRole('button', { name: 'Stay here' }).click()
  await button(ben, 'Discard changes').click()
  expect(await fieldOf(ben, 'Summary').inputValue()).toBe('Ben’s summary')
})

test('guides are written, previewed, moved by button and key, and removed; the focus stays on what was moved', async () => {
  const { id } = await insertProduct(stage.portal, { name: 'Locks', guides: { First: 'One', Second: 'Two' } })
  for (const page of [olga, ben]) await open(page, id)
  const titles = (page: Page) =>
    page
      .getByRole('list', { name: /^Guides/ })
      .getByRole('listitem')
      .locator('.guide-title')
      .allInnerTexts()
  await tabTo(olga, 'Add guide')
  await olga.keyboard.press('Enter')
  await olga.getByRole('region', { name: 'New guide' }).waitFor()
  await tabTo(olga, 'Title')
  await olga.keyboard.type('Third')
  await tabTo(olga, 'Text')
  await olga.keyboard.insertText('## Three')
  await tabTo(olga, 'Save guide')
  await olga.keyboard.press('Enter')
  await expect.poll(() => titles(ben)).toEqual(['First', 'Second', 'Third'])

  await tabTo(olga, 'Move Third up')
  await olga.keyboard.press('Enter')
  await olga.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => titles(ben)).toEqual(['Third', 'First', 'Second'])
  await expect.poll(() => titles(olga)).toEqual(['Third', 'First', 'Second'])
  expect(await olga.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Move Third up')

  // A guide that two write at once; a product that changes otherwise is in nobody's way.
  for (const page of [olga, ben]) await button(page, 'Edit First').click()
  await fieldOf(olga, 'Title').fill('First of all')
  await fieldOf(ben, 'Text').fill('Mine')
  await button(olga, 'Save guide').click()
  await ben.getByText('Somebody else changed this guide meanwhile.').waitFor()
  expect(await fieldOf(ben, 'Title').inputValue()).toBe('First of all')
  expect(await fieldOf(ben, 'Text').inputValue()).toBe('Mine')
  await button(ben, 'Save guide').click()
  await button(ben, 'Edit First of all').waitFor()
  await button(olga, 'Remove Second').click()
  await olga.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect.poll(() => titles(ben)).toEqual(['Third', 'First of all'])
})

test('an auditor reads everything and is offered nothing to change; nothing is wider than a telephone', async () => {
  const catalogue = await insertCatalogue(stage.portal, { name: 'Inland' })
  const { id, slug } = await insertProduct(stage.portal, {
    name: 'Canals',
    description: `| ${'wide | '.repeat(12)}\n|${'-|'.repeat(12)}\n| ${'cell-without-end | '.repeat(12)}`,
    tags: ['barges'],
    guides: { 'First call': '## Hello' },
    catalogueIds: [catalogue.id],
  })
  const ida = await stage.admin('Ida', 'auditor')
  await ida.goto('/admin/products?q=canals')
  await rowOf(ida, 'Canals').getByRole('link', { name: 'Canals' }).click()
  await ida.getByRole('heading', { level: 1, name: 'Canals' }).waitFor()
  await ida.getByRole('link', { name: 'Inland', exact: true }).waitFor()
  const why = ida.getByRole('link', { name: 'Why can this person (not) see it?' })
  expect(await why.getAttribute('href')).toBe(`/admin/catalogues/why?product=${id}`)
  const portal = ida.getByRole('link', { name: 'Open its page in the portal' })
  expect(await portal.getAttribute('href')).toBe(`/products/${slug}`)
  for (const name of ['Save', 'Publish', 'Withdraw', 'Deprecate', 'Delete', 'Add guide', 'Preview', 'Edit First call'])
    expect(await button(ida, name).count(), name).toBe(0)
  expect(await ida.getByRole('main').getByRole('textbox').count()).toBe(0)
  await ida.goto('/admin/products/new')
  await ida.getByText('Only owners and approvers add API products').waitFor()

  for (const page of [ida, olga]) {
    await open(page, id)
    await page.setViewportSize({ width: 390, height: 900 })
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
    await expectAccessible(page, 'narrow')
    await page.setViewportSize({ width: 1440, height: 900 })
  }
})

test('the list filters by the address; deleting says what goes, and whoever looks learns of it', async () => {
  const catalogue = await insertCatalogue(stage.portal, { name: 'Ferries' })
  const { id } = await insertProduct(stage.portal, { name: 'Timetables', catalogueIds: [catalogue.id] })
  await insertProduct(stage.portal, { name: 'Tickets', state: 'draft', catalogueIds: [catalogue.id] })
  await ben.goto(`/admin/products?catalogue=${catalogue.id}&state=published`)
  await rowOf(ben, 'Timetables').waitFor()
  expect(await rowOf(ben, 'Tickets').count()).toBe(0)
  await ben.getByRole('combobox', { name: 'Filter: State' }).selectOption({ label: 'Draft' })
  await rowOf(ben, 'Tickets').waitFor()
  expect(ben.url()).toContain('state=draft')
  await open(ben, id)
  await open(olga, id)
  await tabTo(olga, 'Delete')
  await olga.keyboard.press('Enter')
  await olga.getByRole('dialog').getByText('it leaves 1 catalogue').waitFor()
  await olga.getByRole('dialog').getByText('1 API with documents and 0 guides are gone').waitFor()
  await olga.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await olga.waitForURL('**/admin/products')
  await ben.getByRole('heading', { name: 'Timetables was deleted' }).waitFor()
})
