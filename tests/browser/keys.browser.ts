// The queue with the hands on the keys: ten decisions, nothing by accident, and the palette to everywhere else.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inAllLooks, violations } from '#tests/setup/axe.ts'
import { setStage, type Stage } from '#tests/setup/browser.ts'
import { insertDeveloper, insertRegistration } from '#tests/setup/portal.ts'

let stage: Stage
let ana: Page

beforeAll(async () => {
  stage = await setStage()
  ana = await stage.admin('Ana')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})
beforeEach(async () => {
  await stage.portal.database.sql`delete from reviews`
})

/** Reviews that wait since before the others, in this order, seen by the page. */
async function wait(...firstNames: string[]): Promise<void> {
  for (const firstName of firstNames) await insertRegistration(stage.portal, firstName)
  await ana.goto('/admin/queue')
  await row(firstNames.at(-1)!).waitFor()
}

const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => ana.keyboard.press(key)), Promise.resolve())
const row = (firstName: string) => ana.getByRole('link', { name: new RegExp(`${firstName} Lindqvist`) }).first()
const pane = (firstName: string) => ana.getByRole('heading', { level: 2, name: `${firstName} Lindqvist` })
/** All that is known of the review is on the screen: only then a key decides. */
async function isOpened(firstName: string) {
  await pane(firstName).waitFor()
  await ana.getByRole('heading', { name: 'Approving will' }).waitFor()
}
const focused = () => ana.evaluate(() => document.activeElement?.textContent ?? '')
async function states(): Promise<Record<string, string>> {
  const rows = await stage.portal.database.sql<{ name: string; state: string }[]>`
    select facts ->> 'firstName' as name, state from reviews`
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]))
}

const ten = ['Ada', 'Bo', 'Cleo', 'Dora', 'Emil', 'Finn', 'Gro', 'Hugo', 'Ines', 'Jon']

test('ten decisions by keys alone: each opens the next one, a reason is typed, the last leaves the focus in the page', async () => {
  await wait(...ten)
  await press('j')
  await expect.poll(focused).toContain('Ada')
  await press('j')
  await expect.poll(focused).toContain('Bo')
  await press('k', 'Enter')
  for (const [at, name] of ten.entries()) {
    await isOpened(name)
    if (at % 3 !== 2) {
      await press('a')
    } else {
      await press('r')
      const reason = ana.getByRole('dialog').getByLabel('Reason', { exact: true })
      await reason.waitFor()
      // Letters that are shortcuts elsewhere.
      await ana.keyboard.type('arizona jinx')
      expect(await reason.inputValue()).toBe('arizona jinx')
      await press('ControlOrMeta+Enter')
    }
    const next = ten[at + 1]
    // Where the eye is, the focus is: on the row of the review that is open now.
    if (next) await expect.poll(focused).toContain(next)
  }
  const expected = Object.fromEntries(ten.map((name, at) => [name, at % 3 === 2 ? 'rejected' : 'approved']))
  await expect.poll(states).toEqual(expected)
  await expect.poll(() => ana.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
})

test('z takes the last decision back, and the review is open again', async () => {
  await wait('Ada', 'Bo')
  await press('j', 'Enter')
  await isOpened('Ada')
  await press('a')
  await isOpened('Bo')
  await press('z')
  await isOpened('Ada')
  await expect.poll(states).toEqual({ Ada: 'pending', Bo: 'pending' })
})

test('j and k go on with the review open, Enter goes into it, Esc comes out to its row', async () => {
  await wait('Ada', 'Bo', 'Cleo')
  await press('j', 'Enter')
  await pane('Ada').waitFor()
  await press('j')
  await pane('Bo').waitFor()
  await press('j')
  await pane('Cleo').waitFor()
  await press('k')
  await pane('Bo').waitFor()
  await expect.poll(focused).toContain('Bo')
  await press('Enter')
  await expect.poll(focused).toBe('Bo Lindqvist')
  await press('Escape')
  await expect.poll(() => new URL(ana.url()).pathname).toBe('/admin/queue')
  await expect.poll(focused).toContain('Bo')
})

test('where the review covers the list, moving puts the focus on its name', async () => {
  await wait('Ada', 'Bo')
  await ana.setViewportSize({ width: 390, height: 844 })
  await press('j', 'Enter')
  await expect.poll(focused).toBe('Ada Lindqvist')
  await press('j')
  await expect.poll(focused).toBe('Bo Lindqvist')
  await press('Escape')
  await expect.poll(focused).toContain('Bo Lindqvist')
  await ana.setViewportSize({ width: 1440, height: 900 })
})

test('x and Shift+x select, Esc drops the selection; / goes to the search, and Esc comes back', async () => {
  await wait('Ada', 'Bo', 'Cleo')
  await press('j', 'x', 'j', 'j', 'Shift+X')
  await ana.getByText('3 selected').waitFor()
  // With no review open, deciding is about those that are selected; it asks first.
  await press('a')
  await ana.getByRole('dialog', { name: 'Approve 3 reviews' }).waitFor()
  await press('Escape')
  await ana.getByRole('dialog').waitFor({ state: 'detached' })
  await press('Escape')
  await ana.getByText('3 selected').waitFor({ state: 'detached' })
  await ana.getByRole('searchbox').waitFor()
  await press('/')
  await ana.keyboard.type('cleo')
  await row('Ada').waitFor({ state: 'detached' })
  await row('Cleo').waitFor()
  await press('Escape')
  await expect.poll(focused).toContain('Cleo')
})

test('nothing fires while typing, with a modifier, or when single keys are switched off; what is off shows no key', async () => {
  await wait('Ada', 'Bo')
  await press('j', 'Enter')
  await isOpened('Ada')
  await press('Shift+A', 'Alt+a')
  await press('/')
  await ana.keyboard.type('a')
  await press('?')
  expect(await ana.getByRole('dialog').count()).toBe(0)
  await ana.getByRole('searchbox').fill('')
  await press('Escape')

  await press('?')
  const sheet = ana.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await sheet.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck()
  await press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await isOpened('Ada')
  expect(await ana.getByRole('button', { name: 'Approve' }).locator('kbd').count()).toBe(0)
  // Were they heard, each of them would leave the review.
  await press('a', 'j', 'k', 'g', 'u', 'x', '?')
  expect(new URL(ana.url()).pathname).toMatch(/\/admin\/queue\/.+/)
  expect(await ana.getByRole('dialog').count()).toBe(0)
  expect(await states()).toEqual({ Ada: 'pending', Bo: 'pending' })

  // Kept in this browser, and the palette is there all the same.
  await ana.reload()
  await isOpened('Ada')
  expect(await ana.getByRole('button', { name: 'Approve' }).locator('kbd').count()).toBe(0)
  await press('ControlOrMeta+k')
  await ana.getByRole('combobox', { name: 'Find, or do anything' }).fill('keyboard')
  await press('Enter')
  await sheet.getByRole('checkbox', { name: 'Single-key shortcuts' }).check()
  await press('Escape')
  await ana.getByRole('button', { name: 'Approve' }).locator('kbd').waitFor()
})

test('without a connection a key decides nothing and says why', async () => {
  await wait('Ada', 'Bo')
  await press('j', 'Enter')
  await isOpened('Ada')
  await ana.context().setOffline(true)
  await ana.getByText('Deciding is off until the connection is back').first().waitFor()
  await press('a', 'r')
  await ana
    .getByRole('status')
    .filter({ hasText: /^Deciding is off/ })
    .waitFor()
  expect(await ana.getByRole('dialog').count()).toBe(0)
  await ana.context().setOffline(false)
  await ana.getByText('Live', { exact: true }).waitFor()
  expect(await states()).toEqual({ Ada: 'pending', Bo: 'pending' })
  await press('a')
  await pane('Bo').waitFor()
})

test('the palette leads to the users, to somebody by a piece of their address, and decides what is open', async () => {
  const { id, email } = await insertDeveloper(stage.portal)
  await wait('Ada', 'Bo')
  await ana.getByRole('button', { name: /^Find people/ }).click()
  const field = ana.getByRole('combobox', { name: 'Find, or do anything' })
  await field.fill('users')
  await press('Enter')
  await ana.getByRole('heading', { level: 1, name: 'Users' }).waitFor()
  await expect.poll(focused).toBe('Users')

  await press('ControlOrMeta+k')
  await field.fill(email.slice(0, -4))
  await ana.getByRole('option', { name: email }).waitFor()
  await press('Enter')
  await expect.poll(() => new URL(ana.url()).pathname).toBe(`/admin/users/${id}`)

  await press('g', 'q')
  await row('Ada').click()
  await isOpened('Ada')
  await press('ControlOrMeta+k')
  await field.fill('appr')
  await ana.getByRole('option', { name: /^Approve.*Ada Lindqvist/ }).waitFor()
  await press('Enter')
  await pane('Bo').waitFor()
  await expect.poll(states).toEqual({ Ada: 'approved', Bo: 'pending' })
})

test('g and a letter lead to every page of the menu', async () => {
  await ana.goto('/admin/queue')
  const menu = ana.getByRole('navigation', { name: 'Main menu' })
  await menu.waitFor()
  const hrefs = await menu.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
  const { shortcutIds, shortcutOf } = await import('#client/features/keys/shortcuts.ts')
  const keysByHref = new Map(shortcutIds.map((id) => [shortcutOf(id).href, shortcutOf(id).keys]))
  for (const href of hrefs) {
    const keys = keysByHref.get(href)
    expect(keys, href).toBeDefined()
    await press(...keys!.split(' '))
    await expect.poll(() => new URL(ana.url()).pathname).toBe(href)
  }
})

test('palette, sheet and the switch of notifications are accessible and fit at any width, in light and dark', async () => {
  await wait('Ada', 'Bo')
  await row('Ada').click()
  await isOpened('Ada')
  const dialog = ana.getByRole('dialog')
  const views: [string, () => Promise<void>][] = [
    ['sheet', () => press('?')],
    [
      'palette',
      async () => {
        await press('ControlOrMeta+k')
        await ana.getByRole('combobox').last().fill('lindqvist')
        await ana.getByRole('group', { name: 'Waiting reviews' }).getByRole('option', { name: /Bo/ }).waitFor()
      },
    ],
    [
      'notifications',
      async () => {
        await ana.getByRole('button', { name: /Ana/ }).first().click()
        await ana.getByRole('menuitem', { name: 'Desktop notifications' }).click()
      },
    ],
  ]
  for (const [view, show] of views) {
    await show()
    await dialog.waitFor()
    await inAllLooks(ana, async ({ name, rules }) =>
      expect(await violations(ana, 'html', rules), `${view}, ${name}`).toEqual([]),
    )
    await ana.setViewportSize({ width: 1440, height: 900 })
    await press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
})
