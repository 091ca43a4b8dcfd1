// Every page: no accessibility violation in either theme, nothing wider than the window at any width, labels as promised.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { register, setStage, type Stage } from '#tests/setup/browser.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const widths = [1440, 820, 390]

let stage: Stage
let owner: Page
let visitor: Page

beforeAll(async () => {
  stage = await setStage()
  owner = await stage.admin('Olga', 'owner')
  visitor = await stage.visit('/')
  const applicant = await stage.visit('/auth/register')
  await register(applicant, { email: 'maria@nordpay.example', firstName: 'Maria', lastName: 'Lindqvist' })
  await applicant.waitForURL('**/auth/register/status')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const results = (await page.evaluate(
    'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })',
  )) as AxeResults
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

const pages: [who: 'visitor' | 'owner', path: string, heading: RegExp][] = [
  ['visitor', '/', /./],
  ['visitor', '/auth/register', /./],
  ['visitor', '/auth/login', /log in/i],
  ['visitor', '/auth/register/status', /./],
  ['visitor', '/auth/confirm?token=unknown-unknown-unknown-unknown', /./],
  ['visitor', '/auth/reset', /./],
  ['visitor', '/auth/reset/code?token=unknown-unknown-unknown-unknown', /./],
  ['visitor', '/auth/invitation?token=unknown-unknown-unknown-unknown', /./],
  ['visitor', '/setup?token=unknown-unknown-unknown-unknown', /./],
  ['visitor', '/nowhere', /./],
  ['owner', '/admin/queue', /review queue/i],
  ['owner', '/admin/queue?state=decided', /review queue/i],
  ['owner', '/admin/emails', /emails/i],
  ['owner', '/admin/settings/general', /general/i],
  ['owner', '/admin/settings/admins', /admin users/i],
  ['owner', '/admin/users', /users/i],
  ['owner', '/admin/users/invitations', /invitations/i],
  ['owner', '/profile', /profile settings/i],
  ['owner', '/admin/nowhere', /./],
]

describe.each(pages)('%s %s', (who, path, heading) => {
  test.each(['light', 'dark'] as const)('%s: accessible, and fits every width', async (colorScheme) => {
    const page = who === 'owner' ? owner : visitor
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto(path)
    await page.getByRole('heading', { level: 1, name: heading }).first().waitFor()
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      const wider = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
      expect(wider, `wider than ${width}`).toBeLessThanOrEqual(0)
      expect(await violations(page), `at ${width}`).toEqual([])
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  })
})

test('every label of the flows is there, by role and name', async () => {
  await visitor.goto('/auth/register')
  for (const label of ['Email address', 'First name', 'Last name'])
    await visitor.getByRole('textbox', { name: label, exact: true }).waitFor()
  for (const label of ['Password', 'Re-enter password']) await visitor.getByLabel(label, { exact: true }).waitFor()
  await visitor.getByRole('button', { name: 'Register to developer portal', exact: true }).waitFor()
  for (const link of ['Log in', 'Register'])
    await visitor.getByRole('banner').getByRole('link', { name: link, exact: true }).waitFor()
  await visitor.goto('/auth/login')
  await visitor.getByRole('textbox', { name: 'Email address', exact: true }).waitFor()
  await visitor.getByLabel('Password', { exact: true }).waitFor()
  await visitor.getByRole('button', { name: 'Log in', exact: true }).waitFor()

  await owner.goto('/admin/queue')
  for (const tab of ['All', 'Registrations']) await owner.getByRole('tab', { name: tab, exact: true }).waitFor()
  await owner.getByText('Maria Lindqvist').first().click()
  for (const button of ['Approve', 'Reject']) await owner.getByRole('button', { name: button, exact: true }).waitFor()
  await owner.goto('/admin/settings/general')
  for (const label of [
    'Enable API consumers to register',
    'Enable API consumers to sign in',
    'Auto-approve API consumers registering to the portal',
    'Require a confirmed email before review',
  ]) {
    await owner.getByRole('checkbox', { name: label, exact: true }).waitFor()
  }
  await owner.getByRole('button', { name: 'Save', exact: true }).waitFor()
  for (const link of ['Review queue', 'Users', 'Emails', 'General', 'Admin users'])
    await owner.getByRole('navigation').getByRole('link', { name: link, exact: true }).first().waitFor()
})

test('nothing is offered before it works', async () => {
  await visitor.goto('/')
  for (const link of ['Catalogues', 'Cart']) expect(await visitor.getByRole('link', { name: link }).count()).toBe(0)
  await visitor.goto('/auth/register')
  expect(await visitor.getByLabel('Invite code').count()).toBe(0)
})
