// General settings: a changed switch reaches open pages without a reload.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logIn, password, register, setStage, type Stage } from '#tests/setup/browser.ts'
import { insertOrganization, insertRequest, placeOf } from '#tests/setup/organizations.ts'

let stage: Stage
let owner: Page

beforeAll(async () => {
  stage = await setStage()
  owner = await stage.admin('Olga', 'owner')
  await owner.goto('/admin/settings/general')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

const version = async () =>
  (await stage.portal.database.sql<{ version: number }[]>`select version from settings`)[0]!.version

async function flip(label: string): Promise<void> {
  const before = await version()
  await owner.getByRole('checkbox', { name: label, exact: true }).click()
  await owner.getByRole('button', { name: 'Save' }).click()
  await owner.getByText('Saved.').first().waitFor()
  await expect.poll(version).toBe(before + 1)
}

test('registration off reaches the open form and keeps what was typed', async () => {
  const visitor = await stage.visit('/auth/register')
  await visitor.getByLabel('First name').fill('Vera')
  await flip('Enable API consumers to register')
  await visitor.getByText('Registration is not allowed').first().waitFor()
  await flip('Enable API consumers to register')
  await expect.poll(() => visitor.getByLabel('First name').inputValue()).toBe('Vera')
})

test('auto-approve on: registering says that log-in works, and it does', async () => {
  await flip('Auto-approve API consumers registering to the portal')
  const visitor = await stage.visit('/auth/register')
  const email = 'auto@matic.example'
  await register(visitor, { email, firstName: 'Auto', lastName: 'Matic' })
  await visitor
    .getByText(/You['’]ve successfully registered. You can now log in./)
    .first()
    .waitFor()
  await visitor.getByRole('link', { name: 'Go to log in' }).click()
  await logIn(visitor, email, password)
  await visitor.getByRole('button', { name: /Auto Matic/ }).waitFor()
  await flip('Auto-approve API consumers registering to the portal')
})

test('sign-in off ends a developer’s session on the open page, and staff stay', async () => {
  await flip('Auto-approve API consumers registering to the portal')
  const email = 'sig@nout.example'
  const developer = await stage.visit('/auth/register')
  await register(developer, { email, firstName: 'Sig', lastName: 'Nout' })
  await developer.getByRole('link', { name: 'Go to log in' }).click()
  await logIn(developer, email)
  await developer.getByRole('button', { name: /Sig Nout/ }).waitFor()
  await flip('Enable API consumers to sign in')
  await developer.getByRole('link', { name: 'Log in' }).first().waitFor()
  await developer.goto('/auth/login')
  await logIn(developer, email)
  await developer.getByText('This portal is disabled').waitFor()
  await owner.reload()
  await owner.getByRole('checkbox', { name: 'Enable API consumers to sign in' }).waitFor()
})

test('auto-approve of organizations on: those who wait are approved too, except for a name that is taken', async () => {
  await owner.goto('/admin/settings/general')
  await flip('Enable API consumers to sign in')
  await insertOrganization(stage.portal, 'Umi Labs')
  const free = await insertRequest(stage.portal, 'Nordpay')
  const taken = await insertRequest(stage.portal, 'umi labs')
  await flip('Auto-approve API consumers registering organizations')
  const dialog = owner.getByRole('dialog', { name: '2 organization requests are waiting. Approve them too?' })
  await dialog.getByRole('button', { name: 'Approve them' }).click()
  await owner.getByRole('dialog', { name: '1 organization request approved.' }).waitFor()
  await owner.getByText('One was left out: its name is taken.').waitFor()
  await owner.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  expect(await placeOf(stage.portal, free.id)).toMatchObject({ organization: 'Nordpay', role: 'super_admin' })
  expect(await placeOf(stage.portal, taken.id)).toMatchObject({ role: 'team_member' })
  const next = await insertRequest(stage.portal, 'Dune Energy')
  expect(next.review.state).toBe('approved')
})
