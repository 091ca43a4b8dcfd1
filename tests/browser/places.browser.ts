// Organizations and teams in the console, by two people at once, and what an auditor is offered.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setStage, type Stage } from '#tests/setup/browser.ts'

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

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first()
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })

async function addOrganization(name: string): Promise<void> {
  await olga.goto('/admin/organizations')
  await button(olga, 'Add').click()
  await olga.getByLabel('Organization name', { exact: true }).fill(name)
  await button(olga, 'Save').click()
  await heading(olga, name).waitFor()
}

async function addMember(firstName: string): Promise<void> {
  await olga.goto('/admin/users')
  await button(olga, 'Add new user').click()
  const dialog = olga.getByRole('dialog')
  await dialog.getByLabel('First name', { exact: true }).fill(firstName)
  await dialog.getByLabel('Last name', { exact: true }).fill('Weber')
  await dialog.getByLabel('Email', { exact: true }).fill(`${firstName.toLowerCase()}@acme.example`)
  await dialog.getByLabel('Organization', { exact: true }).selectOption({ label: 'Acme' })
  await dialog.getByLabel('Partners', { exact: true }).check()
  await button(olga, 'Save').click()
  await heading(olga, `${firstName} Weber`).waitFor()
}

const cells = (page: Page, name: string) =>
  page
    .getByRole('row')
    .filter({ has: link(page, name) })
    .first()
    .getByRole('cell')
    .allInnerTexts()

test('an organization, its team and its people appear in the other’s lists, with true counts', async () => {
  await ben.goto('/admin/organizations')
  await addOrganization('Acme')
  await link(ben, 'Acme').waitFor()
  await button(olga, 'Add team').click()
  await olga.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Partners')
  await button(olga, 'Save').click()
  await link(olga, 'Partners').waitFor()
  await addMember('Jonas')
  await expect.poll(async () => (await cells(ben, 'Acme')).slice(0, 3)).toEqual(['1', '0', '2'])
  await ben.goto('/admin/teams?q=partn')
  await expect.poll(async () => (await cells(ben, 'Partners')).slice(0, 2)).toEqual(['Acme', '1'])
})

test('a new name reaches the open pages that say the old one', async () => {
  await ben.goto('/admin/users')
  await link(ben, 'Acme').waitFor()
  await link(olga, 'Acme').click()
  await heading(olga, 'Acme').waitFor()
  await button(olga, 'Rename').click()
  await olga.getByLabel('Organization name', { exact: true }).fill('Acme Rockets')
  await button(olga, 'Save').click()
  await heading(olga, 'Acme Rockets').waitFor()
  await link(olga, 'Acme Rockets All users').waitFor()
  await link(ben, 'Acme Rockets').waitFor()
  await ben.getByLabel('Filter: Organization').selectOption({ label: 'Acme Rockets' })
})

test('deleting says what goes where, does it, and tells who has the page of a team open', async () => {
  await ben.goto('/admin/teams')
  await link(ben, 'Partners').click()
  await heading(ben, 'Partners').waitFor()
  await button(olga, 'Delete').click()
  const dialog = olga.getByRole('dialog')
  await dialog.getByText('1 person goes to the default organization').waitFor()
  await dialog.getByText('2 teams are deleted').waitFor()
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await heading(olga, 'Organizations').waitFor()
  await ben.getByText('Partners was deleted').waitFor()
  const [home] = await stage.portal.database.sql<{ isDefault: boolean }[]>`
    select is_default from accounts join organizations on organizations.id = organization_id where email = 'jonas@acme.example'`
  expect(home?.isDefault).toBe(true)
})

test('a default one is renamed, never deleted, and an auditor changes nothing', async () => {
  await olga.goto('/admin/organizations')
  await olga.getByRole('row').filter({ hasText: 'Default' }).getByRole('link').click()
  await button(olga, 'Rename').waitFor()
  await olga.getByText('It can be renamed, not deleted.').waitFor()
  expect(await button(olga, 'Delete').count()).toBe(0)

  const auditor = await stage.admin('Uma', 'auditor')
  await auditor.goto(olga.url())
  await auditor.getByRole('heading', { name: 'Members' }).waitFor()
  await auditor.getByRole('heading', { name: 'Teams' }).waitFor()
  for (const name of ['Rename', 'Delete', 'Add team']) expect(await button(auditor, name).count()).toBe(0)
  for (const path of ['/admin/organizations', '/admin/teams']) {
    await auditor.goto(path)
    await auditor.getByRole('table').waitFor()
    expect(await button(auditor, 'Add').count()).toBe(0)
  }
})
