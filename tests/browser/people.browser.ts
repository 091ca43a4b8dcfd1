// The reference flows of people, from the first click to the mail to the log-in, by the names of the product.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logIn, password, register, setStage, type Stage } from '#tests/setup/browser.ts'

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

/** The link in the newest mail of a kind, as its reader finds it. */
async function linkTo(address: string, template: string): Promise<string> {
  const find = async () => {
    const [mail] = await stage.portal.database.sql<{ bodyText: string }[]>`
      select body_text from mails where to_address = ${address} and template = ${template} and state = 'sent' order by created_at desc limit 1`
    return /http:\S+token=\S+/.exec(mail?.bodyText ?? '')?.[0] ?? ''
  }
  await expect.poll(find, { timeout: 20_000 }).toContain('token=')
  return find()
}

async function choosePassword(page: Page, first: string, button: string, typed = password): Promise<void> {
  await page.getByLabel(first, { exact: true }).fill(typed)
  await page.getByLabel('Re-enter password', { exact: true }).fill(typed)
  await page.getByRole('button', { name: button, exact: true }).click()
}

async function addUser(person: {
  firstName: string
  lastName: string
  email: string
  password?: string
}): Promise<void> {
  await owner.goto('/admin/users')
  await owner.getByRole('button', { name: 'Add new user', exact: true }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel('First name', { exact: true }).fill(person.firstName)
  await dialog.getByLabel('Last name', { exact: true }).fill(person.lastName)
  await dialog.getByLabel('Email', { exact: true }).fill(person.email)
  if (person.password) await dialog.getByLabel('Set password', { exact: true }).fill(person.password)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await owner
    .getByRole('heading', { name: `${person.firstName} ${person.lastName}` })
    .first()
    .waitFor()
}

async function choose(option: string): Promise<void> {
  await owner.getByRole('button', { name: 'More options', exact: true }).click()
  await owner.getByRole('menuitem', { name: option, exact: true }).click()
}

test('invite a new user: add, send the invite, complete the registration, log in', async () => {
  const email = 'erik@nordpay.example'
  await addUser({ firstName: 'Erik', lastName: 'Dahl', email })
  await choose('Send invite')
  const invited = await stage.visit('/')
  await invited.goto(await linkTo(email, 'invitation'))
  await invited.getByRole('heading', { name: 'Complete your registration' }).waitFor()
  expect(invited.url()).not.toContain('token')
  await choosePassword(invited, 'Password', 'Complete registration')
  await invited.getByRole('link', { name: 'Go to log in' }).click()
  await logIn(invited, email)
  await invited.getByRole('button', { name: /Erik Dahl/ }).waitFor()
  await owner.getByText('Active', { exact: true }).first().waitFor()
})

test('set a password instead: no invite is offered, and it must be changed at the first log-in', async () => {
  const email = 'lena@nordpay.example'
  await addUser({ firstName: 'Lena', lastName: 'Moe', email, password: 'typed by the admin' })
  await owner.getByRole('button', { name: 'More options', exact: true }).click()
  await owner.getByRole('menuitem', { name: 'Deactivate', exact: true }).waitFor()
  expect(await owner.getByRole('menuitem', { name: 'Send invite' }).count()).toBe(0)
  await owner.keyboard.press('Escape')

  const lena = await stage.visit('/auth/login')
  await logIn(lena, email, 'typed by the admin')
  await lena.waitForURL('**/auth/change-password*')
  await lena.goto('/profile')
  await lena.waitForURL('**/auth/change-password*')
  await choosePassword(lena, 'New password', 'Change password')
  await lena.getByRole('button', { name: /Lena Moe/ }).waitFor()
})

test('approve a self-registered user from the users list: the applicant’s page turns', async () => {
  const email = 'maria@nordpay.example'
  const applicant = await stage.visit('/auth/register')
  await register(applicant, { email, firstName: 'Maria', lastName: 'Lindqvist' })
  await owner.goto('/admin/users')
  await owner
    .getByRole('link', { name: /Maria Lindqvist/ })
    .first()
    .click()
  await owner.getByRole('button', { name: 'Activate developer', exact: true }).first().click()
  await applicant.getByText('Your registration is approved').first().waitFor()
  await owner.getByText('Active', { exact: true }).first().waitFor()
})

test('reset a password: the form, the mail, the new password, log in again', async () => {
  const email = 'erik@nordpay.example'
  const erik = await stage.visit('/auth/login')
  await erik.getByRole('link', { name: 'Forgot password?' }).click()
  // The form of the log-in has a field of the same name.
  await erik.waitForURL('**/auth/reset')
  await erik.getByLabel('Email address').fill(email)
  await erik.getByRole('button', { name: 'Reset', exact: true }).click()
  await erik
    .getByText(
      'Thank you for your request. If this account is valid we will send instructions on how to reset your password.',
    )
    .first()
    .waitFor()
  const link = await linkTo(email, 'password-reset')
  expect(new URL(link).pathname).toBe('/auth/reset/code')
  await erik.goto(link)
  await choosePassword(erik, 'New password', 'Reset', 'another quiet lighthouse')
  await erik.getByText('Your password has been reset.').first().waitFor()
  await erik.getByRole('link', { name: 'Login again' }).click()
  await logIn(erik, email, 'another quiet lighthouse')
  await erik.getByRole('button', { name: /Erik Dahl/ }).waitFor()
})

test('deactivate: both tabs are out without a reload, and activating lets in again', async () => {
  const email = 'erik@nordpay.example'
  const tabs = [await stage.visit('/auth/login'), await stage.visit('/auth/login')]
  for (const tab of tabs) {
    await logIn(tab, email, 'another quiet lighthouse')
    await tab.getByRole('button', { name: /Erik Dahl/ }).waitFor()
  }
  await owner.goto('/admin/users')
  await owner
    .getByRole('link', { name: /Erik Dahl/ })
    .first()
    .click()
  await choose('Deactivate')
  await owner.getByRole('dialog').getByRole('button', { name: 'Deactivate', exact: true }).click()
  for (const tab of tabs) await tab.getByRole('link', { name: 'Log in' }).first().waitFor()
  await choose('Activate developer')
  await tabs[0]!.goto('/auth/login')
  await logIn(tabs[0]!, email, 'another quiet lighthouse')
  await tabs[0]!.getByRole('button', { name: /Erik Dahl/ }).waitFor()
})

test('profile settings: change the password, log out other sessions', async () => {
  const email = 'erik@nordpay.example'
  const other = await stage.visit('/auth/login')
  await logIn(other, email, 'another quiet lighthouse')
  await other.getByRole('button', { name: /Erik Dahl/ }).waitFor()
  const erik = await stage.visit('/auth/login')
  await logIn(erik, email, 'another quiet lighthouse')
  // The page after log-in takes the focus; a menu opened before would be closed by it.
  await erik.waitForURL('**/dashboard')
  await erik.getByRole('heading', { level: 1 }).waitFor()
  await erik.getByRole('button', { name: /Erik Dahl/ }).click()
  await erik.getByRole('menuitem', { name: 'Profile settings' }).click()
  await erik.getByRole('button', { name: 'Log out other sessions' }).click()
  await other.getByRole('link', { name: 'Log in' }).first().waitFor()
  await erik.getByLabel('Current password', { exact: true }).fill('another quiet lighthouse')
  await choosePassword(erik, 'New password', 'Change password', 'a third quiet lighthouse')
  await expect
    .poll(
      async () =>
        (
          await stage.portal.database
            .sql`select 1 from mails where to_address = ${email} and template = 'password-changed'`
        ).length,
    )
    .toBeGreaterThan(1)
  await erik.getByRole('button', { name: /Erik Dahl/ }).waitFor()
})

test('invite a portal admin as auditor: accepts, reads, is offered no change', async () => {
  const email = 'ida@provider.example'
  await owner.goto('/admin/settings/admins')
  await owner.getByRole('button', { name: 'Add', exact: true }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel('First name', { exact: true }).fill('Ida')
  await dialog.getByLabel('Last name', { exact: true }).fill('Berg')
  await dialog.getByLabel('Email', { exact: true }).fill(email)
  await dialog.getByLabel('Role', { exact: true }).selectOption({ label: 'Auditor' })
  await dialog.getByRole('button', { name: 'Send invite', exact: true }).click()
  const ida = await stage.visit('/')
  await ida.goto(await linkTo(email, 'invitation'))
  await choosePassword(ida, 'Password', 'Complete registration')
  await ida.getByRole('link', { name: 'Go to log in' }).click()
  await logIn(ida, email)
  await ida.waitForURL('**/admin')
  await ida.goto('/admin/users')
  await ida
    .getByRole('link', { name: /Erik Dahl/ })
    .first()
    .waitFor()
  expect(await ida.getByRole('button', { name: 'Add new user' }).count()).toBe(0)
})
