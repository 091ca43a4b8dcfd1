// The reference flow of organizations: three people at once, by the names of the product, mails included.
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logIn, password, setStage, type Stage } from '#tests/setup/browser.ts'

let stage: Stage
let olga: Page
let maria: Page
let erik: Page
const erikEmail = 'erik@nordpay.example'

beforeAll(async () => {
  stage = await setStage()
  await stage.portal.database.sql`update settings set undo_seconds = 4`
  olga = await stage.admin('Olga', 'owner')
  maria = await stage.developer('Maria')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const inHeader = (page: Page, name: string) => page.getByRole('banner').getByRole('link', { name, exact: true })
const dialog = (page: Page) => page.getByRole('dialog')
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

async function ask(page: Page, name: string): Promise<void> {
  await inHeader(page, 'Create an organization').click()
  await page.getByLabel('Organization name', { exact: true }).fill(name)
  await button(page, 'Create organization').click()
}

async function open(name: string): Promise<void> {
  await olga.goto('/admin/queue')
  await olga.getByText(name).first().click()
}

async function switchSetting(change: Record<string, boolean>): Promise<void> {
  await olga.evaluate(async (changed) => {
    const { result } = (await (await fetch('/trpc/admin.settings.get')).json()) as { result: { data: object } }
    const body = JSON.stringify({ ...result.data, ...changed })
    const answer = await fetch('/trpc/admin.settings.save', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    if (!answer.ok) throw new Error(await answer.text())
  }, change)
}

async function linkTo(address: string): Promise<string> {
  const find = async () => {
    const [mail] = await stage.portal.database.sql<{ bodyText: string }[]>`
      select body_text from mails where to_address = ${address} and template = 'invitation' and state = 'sent'
       order by created_at desc limit 1`
    return /http:\S+token=\S+/.exec(mail?.bodyText ?? '')?.[0] ?? ''
  }
  await expect.poll(find, { timeout: 20_000 }).toContain('token=')
  return find()
}

async function setRole(name: string, role: string): Promise<void> {
  await button(rowOf(maria, name), 'Edit').click()
  await dialog(maria).getByLabel('Role', { exact: true }).selectOption({ label: role })
  await button(maria, 'Save').click()
  await dialog(maria).waitFor({ state: 'detached' })
}

test('a developer asks: the page is pending, the header offers it no more; withdrawn, it does again', async () => {
  await ask(maria, 'Nordpay')
  await heading(maria, 'Your organization request is still pending').waitFor()
  await expect.poll(() => inHeader(maria, 'Create an organization').count()).toBe(0)
  await button(maria, 'Withdraw').click()
  await button(dialog(maria), 'Withdraw').click()
  await maria.getByText('Your request is withdrawn.').waitFor()
  await inHeader(maria, 'Create an organization').waitFor()
})

test('rejected with a reason, undone, approved: the open page follows', async () => {
  await ask(maria, 'Nordpay')
  await heading(maria, 'Your organization request is still pending').waitFor()
  await open('Nordpay')
  await button(olga, 'Reject').first().click()
  await dialog(olga).getByLabel('Reason', { exact: true }).fill('Which Nordpay?')
  await button(dialog(olga), 'Reject').click()
  await heading(maria, 'Your organization request was not approved').waitFor()
  await maria.getByText('Which Nordpay?').waitFor()
  await button(maria, 'Ask again').waitFor()
  await button(olga, 'Undo').first().click()
  await heading(maria, 'Your organization request is still pending').waitFor()

  await open('Nordpay')
  await button(olga, 'Approve').first().click()
  await heading(maria, "Success! You've created an organization").waitFor()
  // Nobody is invited into what can still be undone.
  await button(maria, 'Invite your first user').waitFor()
  expect(await button(maria, 'Invite your first user').getAttribute('aria-disabled')).toBe('true')
  await link(maria, 'Invite your first user').click()
  await dialog(maria).getByRole('heading', { name: 'Invite new user' }).waitFor()
})

test('a teammate is invited by mail, registers, and turns from Pending to Registered', async () => {
  await dialog(maria).getByLabel('First name', { exact: true }).fill('Erik')
  await dialog(maria).getByLabel('Last name', { exact: true }).fill('Dahl')
  await dialog(maria).getByLabel('Email', { exact: true }).fill(erikEmail)
  await dialog(maria).getByLabel('Role', { exact: true }).selectOption({ label: 'Team member' })
  expect(await dialog(maria).getByRole('checkbox', { name: 'Nordpay All users' }).isChecked()).toBe(true)
  await button(maria, 'Send invite').click()
  await rowOf(maria, 'Erik Dahl').getByText('Pending', { exact: true }).waitFor()
  for (const name of ['Edit', 'Resend', 'Revoke invitation']) await button(rowOf(maria, 'Erik Dahl'), name).waitFor()
  const invitation = await linkTo(erikEmail)
  await rowOf(maria, 'Erik Dahl')
    .getByText(/^expires/)
    .waitFor()

  erik = await stage.visit('/')
  await erik.goto(invitation)
  await heading(erik, 'Complete your registration').waitFor()
  await erik.getByText('Maria Lindqvist invites you to join Nordpay.').waitFor()
  await erik.getByLabel('Password', { exact: true }).fill(password)
  await erik.getByLabel('Re-enter password', { exact: true }).fill(password)
  await button(erik, 'Complete registration').click()
  await link(erik, 'Go to log in').click()
  await logIn(erik, erikEmail)
  await erik.waitForURL('**/dashboard')
  await rowOf(maria, 'Erik Dahl').getByText('Registered', { exact: true }).waitFor()
})

test('promoted and demoted while the page is open; what a stale page sends is refused', async () => {
  await erik.getByRole('navigation').getByRole('link', { name: 'Users', exact: true }).click()
  await rowOf(erik, 'Maria Lindqvist').waitFor()
  expect(await button(erik, 'Invite new user').count()).toBe(0)
  await setRole('Erik Dahl', 'Super admin')
  await button(erik, 'Invite new user').click()
  await dialog(erik).getByLabel('Email', { exact: true }).fill('ines@nordpay.example')
  await setRole('Erik Dahl', 'Team member')
  await dialog(erik).getByText('You are a team member now.').waitFor()
  expect(await button(erik, 'Send invite').getAttribute('aria-disabled')).toBe('true')
  const answer = await erik.evaluate(async () => {
    const body = JSON.stringify({
      requestId: crypto.randomUUID(),
      firstName: 'Ines',
      lastName: 'Moe',
      email: 'ines@nordpay.example',
      role: 'super_admin',
      teamIds: [],
    })
    const headers = { 'content-type': 'application/json' }
    return (await fetch('/trpc/portal.members.invite', { method: 'POST', headers, body })).text()
  })
  expect(answer).toContain('NOT_ALLOWED')
  await erik.keyboard.press('Escape')
  await expect.poll(() => button(erik, 'Invite new user').count()).toBe(0)
})

test('the last super admin stays one; who is removed lands in the default organization', async () => {
  await button(rowOf(maria, 'Maria Lindqvist'), 'Remove').click()
  await button(dialog(maria), 'Remove').click()
  await dialog(maria).getByText('An organization keeps an active super admin while it has members.').waitFor()
  await maria.keyboard.press('Escape')
  await button(rowOf(maria, 'Erik Dahl'), 'Remove').click()
  await button(dialog(maria), 'Remove').click()
  await expect.poll(() => rowOf(maria, 'Erik Dahl').count()).toBe(0)
  await erik.getByText('Here everybody is on their own').waitFor()
  await inHeader(erik, 'Create an organization').waitFor()
})

test('an invited address with an account says what accepting does, and moves it', async () => {
  await button(maria, 'Invite new user').click()
  await dialog(maria).getByLabel('First name', { exact: true }).fill('Erik')
  await dialog(maria).getByLabel('Last name', { exact: true }).fill('Dahl')
  await dialog(maria).getByLabel('Email', { exact: true }).fill(erikEmail)
  await button(maria, 'Send invite').click()
  await rowOf(maria, 'Erik Dahl')
    .getByText(/^expires/)
    .waitFor({ timeout: 20_000 })
  const again = await stage.visit('/')
  await again.goto(await linkTo(erikEmail))
  await again.getByText(`There is an account of ${erikEmail} already.`).waitFor()
  // Meanwhile it goes elsewhere.
  await switchSetting({ autoApproveOrganizations: true })
  await ask(erik, 'Erik and friends')
  await heading(erik, "Success! You've created an organization").waitFor()
  await again.getByLabel('Password', { exact: true }).fill(password)
  await again.getByLabel('Re-enter password', { exact: true }).fill(password)
  await button(again, 'Complete registration').click()
  await heading(again, 'This account belongs elsewhere').waitFor()
})

test('approved at once: the first user can be invited at once', async () => {
  await link(erik, 'Invite your first user').click()
  await dialog(erik).getByRole('heading', { name: 'Invite new user' }).waitFor()
  await erik.keyboard.press('Escape')
  await rowOf(erik, 'Erik Dahl').getByText('Super admin').waitFor()
})

test('switched off: the offer goes and comes without a reload, and what is typed stays', async () => {
  const ines = await stage.developer('Ines', 'Moe')
  await inHeader(ines, 'Create an organization').click()
  await ines.getByLabel('Organization name', { exact: true }).fill('Half a na')
  await switchSetting({ registerOrganizationsEnabled: false })
  await ines.getByText('It was switched off while you were here.').waitFor()
  expect(await inHeader(ines, 'Create an organization').count()).toBe(0)
  expect(await ines.getByLabel('Organization name', { exact: true }).inputValue()).toBe('Half a na')
  await ines.reload()
  await heading(ines, 'Organizations cannot be registered at the moment').waitFor()
  await switchSetting({ registerOrganizationsEnabled: true })
  await ines.getByLabel('Organization name', { exact: true }).waitFor()
  await inHeader(ines, 'Create an organization').waitFor()
})
