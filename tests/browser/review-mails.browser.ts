// How soon one is told of reviews: from the account menu and in the list of admin users, by label and by keyboard.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setStage, tabTo, wear, type Stage } from '#tests/setup/browser.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let stage: Stage
let owner: Page
let auditor: Page

beforeAll(async () => {
  stage = await setStage()
  owner = await stage.admin('Olga', 'owner')
  auditor = await stage.admin('Jens', 'auditor')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Review mails' })
const pacesOf = async (firstName: string) => {
  const rows = await stage.portal.database.sql<{ kind: string; pace: string }[]>`
    select paces.kind, pace from review_mail_paces paces join accounts on accounts.id = account_id where first_name = ${firstName}`
  return Object.fromEntries(rows.map(({ kind, pace }) => [kind, pace]))
}

test('everybody finds their own in the account menu, and an auditor is offered nothing urgent', async () => {
  await auditor.getByRole('button', { name: 'Jens auditor' }).click()
  await auditor.getByRole('menuitem', { name: 'Review mails' }).click()
  const dialog = dialogOf(auditor)
  await dialog.waitFor()
  const options = await dialog.getByLabel('Registrations').getByRole('option').allInnerTexts()
  expect(options).toEqual(['Hourly', 'Daily', 'Never'])
  await dialog.getByLabel('Access requests').selectOption('Hourly')
  await dialog.getByText('In one mail with all that is new, at most every hour.').waitFor()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await auditor.getByText('Saved how soon Jens auditor is told.').waitFor()
  await dialog.waitFor({ state: 'detached' })
  expect(await pacesOf('Jens')).toEqual({ access: 'hourly' })
  await auditor.getByRole('button', { name: 'Mixed (review mails of Jens auditor)' }).waitFor()
  // Others' are to be read.
  expect(await auditor.getByRole('row', { name: /Olga/ }).getByRole('button').count()).toBe(0)
  await auditor.getByRole('row', { name: /Olga/ }).getByText('At once', { exact: true }).waitFor()
})

test('an owner changes somebody’s by keyboard alone; what was not touched follows whoever changes it meanwhile', async () => {
  await owner.goto('/admin/settings/admins')
  const opener = owner.getByRole('button', { name: 'Mixed (review mails of Jens auditor)' })
  await opener.waitFor()
  await tabTo(owner, 'Mixed (review mails of Jens auditor)')
  await owner.keyboard.press('Enter')
  const dialog = dialogOf(owner)
  await dialog.waitFor()
  const focused = () => owner.evaluate(() => (document.activeElement as HTMLSelectElement).name)
  expect(await focused()).toBe('registration')
  await owner.keyboard.press('d')
  expect(await dialog.getByLabel('Registrations').inputValue()).toBe('daily')
  await auditor.getByRole('button', { name: 'Mixed (review mails of Jens auditor)' }).click()
  await dialogOf(auditor).getByLabel('Organization requests').selectOption('Daily')
  await dialogOf(auditor).getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => dialog.getByLabel('Organization requests').inputValue()).toBe('daily')
  await owner.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  expect(await pacesOf('Jens')).toEqual({ registration: 'daily', organization: 'daily', access: 'hourly' })
  // Esc changes nothing and leads back.
  await tabTo(owner, 'Mixed (review mails of Jens auditor)')
  await owner.keyboard.press('Enter')
  await dialog.waitFor()
  await owner.keyboard.press('n')
  await owner.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true)
  expect(await pacesOf('Jens')).toMatchObject({ registration: 'daily' })
})

test.each([320, 768, 1280])('is accessible and fits at %i px, in both themes', async (width) => {
  await owner.setViewportSize({ width, height: 900 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await wear(owner, colorScheme)
    await owner.goto('/admin/settings/admins')
    for (const scope of ['#main', 'dialog']) {
      if (scope === 'dialog') await owner.getByRole('button', { name: 'At once (review mails of Olga owner)' }).click()
      else await owner.getByRole('table', { name: 'Admin users' }).waitFor()
      await owner.locator(scope).waitFor()
      await owner.evaluate(axeSource)
      const results = (await owner.evaluate(`axe.run('${scope}', {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })`)) as AxeResults
      expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
      expect(await owner.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
    }
  }
})

test('the reminder of the settings is a number of hours, or nothing', async () => {
  await owner.goto('/admin/settings/general')
  const field = owner.getByLabel('Remind staff of what waits longer than (hours)')
  expect(await field.inputValue()).toBe('72')
  await field.fill('')
  await owner.getByRole('button', { name: 'Save', exact: true }).click()
  await owner.getByText('Saved.').waitFor()
  const [saved] = await stage.portal.database.sql`select reminder_hours from settings`
  expect(saved).toEqual({ reminderHours: null })
})
