// Invite codes between an admin who shares one and the people who register with it, by the names of the product.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '#tests/setup/axe.ts'
import { password, register, setStage, tabTo, type Stage } from '#tests/setup/browser.ts'
import { insertOrganization, insertTeam } from '#tests/setup/organizations.ts'

let stage: Stage
let olga: Page
let ben: Page
let teamId: string

beforeAll(async () => {
  stage = await setStage()
  const acme = await insertOrganization(stage.portal, 'Acme Rockets')
  teamId = await insertTeam(stage.portal, acme.id, 'Partners')
  olga = await stage.admin('Olga', 'owner')
  ben = await stage.admin('Ben')
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

interface Facts {
  quota?: number
  expires?: string
  isActive?: boolean
  skipsApproval?: boolean
}

/** Inserts a code that leads into Partners of Acme Rockets. */
async function insertCode(code: string, { quota, expires, isActive = true, skipsApproval = true }: Facts = {}) {
  const [row] = await stage.portal.database.sql<{ id: string }[]>`
    insert into invite_codes (code, code_key, name, quota, expires_at, is_active, skips_approval, team_id, organization_id)
    select ${code}, ${code.replaceAll('-', '')}, ${`Name of ${code}`}, ${quota ?? null}, now() + ${expires ?? null}::interval,
           ${isActive}, ${skipsApproval}, id, organization_id from teams where id = ${teamId}
    returning id`
  return row!.id
}

const rowOf = (page: Page, code: string) => page.getByRole('row', { name: new RegExp(code) })

test('an admin makes a code by keyboard, a developer registers by its link, the table counts without a reload', async () => {
  await olga.goto('/admin/invite-codes')
  await olga.getByText('No invite codes yet').waitFor()
  await expectAccessible(olga, 'first use')
  await tabTo(olga, 'Add')
  await olga.keyboard.press('Enter')
  const dialog = olga.getByRole('dialog')
  await dialog.getByLabel('Team', { exact: true }).waitFor()
  await olga.keyboard.type('Hackathon')
  await tabTo(olga, 'Team')
  await olga.keyboard.type('Partners')
  await tabTo(olga, 'Quota')
  await olga.keyboard.type('2')
  await tabTo(olga, '30 days')
  await olga.keyboard.press('Enter')
  for (const sentence of [
    'Whoever registers with it joins the team Partners of Acme Rockets, and the organization’s default team.',
    'Approval is skipped: they can log in at once.',
    '2 people can use it.',
  ])
    await dialog.getByText(sentence).waitFor()
  await dialog.getByText('It can be used until').waitFor()
  await expectAccessible(olga, 'add')
  await olga.keyboard.press('Control+Enter')

  await dialog.getByRole('button', { name: 'Copy code', exact: true }).waitFor()
  await dialog.getByRole('img', { name: /QR code/ }).waitFor()
  await expectAccessible(olga, 'share')
  const link = (await dialog.getByText('/auth/register?code=').textContent())!
  const code = new URL(link).searchParams.get('code')!
  expect(code).toMatch(/^([0-9A-Z]{1,4}-){6}[0-9A-Z]{1,4}$/)
  await tabTo(olga, 'Done')
  await olga.keyboard.press('Enter')
  await rowOf(olga, code).getByText('2 / 0', { exact: true }).waitFor()

  const hana = await stage.visit(link)
  await hana.getByText('You will join Partners of Acme Rockets.').waitFor()
  await hana.getByText('No approval is needed.').waitFor()
  expect(hana.url()).not.toContain('code')
  expect(await hana.getByRole('textbox', { name: 'Invite code', exact: true }).inputValue()).toBe(code)
  await expectAccessible(hana, 'register')
  await register(hana, { email: 'hana@umi.example', firstName: 'Hana', lastName: 'Sato' })
  await hana.getByText("You've successfully registered. You can now log in.").waitFor()
  await hana.getByRole('link', { name: 'Go to log in', exact: true }).waitFor()
  await rowOf(olga, code).getByText('2 / 1', { exact: true }).waitFor()

  const places = await stage.portal.database.sql<{ organization: string; team: string }[]>`
    select organizations.name as organization, teams.name as team
      from accounts join organizations on organizations.id = accounts.organization_id
      join team_members on team_members.account_id = accounts.id join teams on teams.id = team_members.team_id
     where email = 'hana@umi.example' order by teams.name`
  expect(places).toEqual([
    { organization: 'Acme Rockets', team: 'Acme Rockets All users' },
    { organization: 'Acme Rockets', team: 'Partners' },
  ])
  await rowOf(olga, code).getByRole('link', { name: code }).click()
  await olga.getByRole('link', { name: 'Hana Sato' }).waitFor()
  await olga.getByRole('img', { name: /Sign-ups a day: 1 in all/ }).waitFor()
  await expectAccessible(olga, 'page')
})

test('a code that cannot be used is an error at its field, keeps all that was typed, and never registers without it', async () => {
  await insertCode('EXPIRED-26', { expires: '-1 hour' })
  await insertCode('PAUSED-26', { isActive: false })
  const full = await insertCode('USED-UP-26', { quota: 1 })
  await stage.portal.database.sql`update invite_codes set used = 1 where id = ${full}`
  const page = await stage.visit('/auth/register')
  const field = page.getByLabel('Invite code', { exact: true })
  const problem = () =>
    field.evaluate((input) =>
      (input.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent)
        .join(' '),
    )
  for (const [code, sentence] of [
    ['no such code', 'There is no such invite code.'],
    ['expired 26', 'This invite code has expired.'],
    ['PAUSED-26', 'This invite code is paused'],
    ['USED-UP-26', 'This invite code is used up'],
  ] as const) {
    await field.fill(code)
    await field.blur()
    await expect.poll(problem).toContain(sentence)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await register(page, { email: 'omar@dune.example', firstName: 'Omar', lastName: 'Haddad' })
    await page.getByRole('alert').getByText(`Invite code: ${sentence}`).waitFor()
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe(password)
  }
  await expectAccessible(page, 'refused')
  const registered = () => stage.portal.database.sql`select 1 from accounts where email = 'omar@dune.example'`
  expect((await registered()).length).toBe(0)
  await field.fill('')
  await page.getByRole('button', { name: 'Register to developer portal' }).click()
  await page.waitForURL('**/auth/register/status')
  expect((await registered()).length).toBe(1)
})

test('a code that does not skip approval is named in the review queue', async () => {
  const id = await insertCode('REVIEWED-26', { skipsApproval: false })
  const page = await stage.visit('/auth/register?code=reviewed26')
  await page.getByText('A person still looks at your registration.').waitFor()
  await register(page, { email: 'dev@hack.example', firstName: 'Dev', lastName: 'Patel' })
  await page.waitForURL('**/auth/register/status')
  await olga.goto('/admin/queue')
  await olga.getByText('Dev Patel').first().click()
  const link = olga.getByRole('link', { name: 'Name of REVIEWED-26', exact: true })
  expect(await link.getAttribute('href')).toBe(`/admin/invite-codes/${id}`)
  await olga.getByText('Acme Rockets / Partners').first().waitFor()
})

test('a row turns to expired in its second, and out of a filter that it does not fit any more', async () => {
  await insertCode('SOON-OVER-26', { expires: '6 seconds' })
  await olga.goto('/admin/invite-codes')
  await ben.goto('/admin/invite-codes?status=active')
  await rowOf(olga, 'SOON-OVER-26').getByText('Active', { exact: true }).waitFor()
  await rowOf(ben, 'SOON-OVER-26').waitFor()
  await rowOf(olga, 'SOON-OVER-26').getByText('Expired', { exact: true }).waitFor()
  await rowOf(ben, 'SOON-OVER-26').waitFor({ state: 'detached' })
})

test('two admins edit the same code: nothing is lost, and each learns what the other has set', async () => {
  const id = await insertCode('SHARED-26', { quota: 10 })
  await stage.portal.database.sql`update invite_codes set used = 4 where id = ${id}`
  for (const page of [olga, ben]) {
    await page.goto(`/admin/invite-codes/${id}`)
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
  }
  const dialogs = [olga.getByRole('dialog'), ben.getByRole('dialog')] as const
  await dialogs[1].getByLabel('Quota', { exact: true }).fill('50')
  await dialogs[0].getByLabel('Quota', { exact: true }).fill('3')
  await dialogs[0].getByRole('button', { name: 'Save', exact: true }).click()
  await dialogs[0].getByRole('alert').getByText('Quota: 4 places are used already').waitFor()
  await dialogs[0].getByLabel('Quota', { exact: true }).fill('80')
  await dialogs[0].getByLabel('Name', { exact: true }).fill('Shared')
  await dialogs[0].getByRole('button', { name: 'Save', exact: true }).click()

  await dialogs[1].getByText('Olga owner changed this code meanwhile.').waitFor()
  await dialogs[1].getByText('Quota: 80').waitFor()
  expect(await dialogs[1].getByLabel('Name', { exact: true }).inputValue()).toBe('Shared')
  expect(await dialogs[1].getByLabel('Quota', { exact: true }).inputValue()).toBe('50')
  await expectAccessible(ben, 'conflict')
  await dialogs[1].getByRole('button', { name: 'Save', exact: true }).click()
  await olga.getByText('50 / 4', { exact: true }).waitFor()
})

test('pause, resume, duplicate, delete; a chosen code that is taken is told when the field is left', async () => {
  await olga.goto('/admin/invite-codes?q=SHARED')
  const choose = async (label: string) => {
    await rowOf(olga, 'SHARED-26').getByRole('button', { name: 'More options', exact: true }).click()
    await olga.getByRole('menuitem', { name: label, exact: true }).click()
  }
  await choose('Pause')
  await rowOf(olga, 'SHARED-26').getByText('Paused', { exact: true }).waitFor()
  await choose('Resume')
  await rowOf(olga, 'SHARED-26').getByText('Active', { exact: true }).waitFor()

  await choose('Duplicate')
  const dialog = olga.getByRole('dialog')
  const code = dialog.getByLabel('Code', { exact: true })
  expect(await code.inputValue()).toBe('')
  expect(await dialog.getByLabel('Quota', { exact: true }).inputValue()).toBe('50')
  await code.fill('shared 26')
  await code.blur()
  await dialog.getByText('There is an invite code like this already.').waitFor()
  await code.fill('SHARED-27')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.getByRole('button', { name: 'Done', exact: true }).click()
  await rowOf(olga, 'SHARED-27').waitFor()

  // By keyboard: the key that chooses must not press what has the focus in the dialog then.
  const trigger = rowOf(olga, 'SHARED-26').getByRole('button', { name: 'More options', exact: true })
  const isFocused = (name: string) =>
    expect.poll(() => olga.evaluate(() => document.activeElement?.textContent)).toBe(name)
  await trigger.focus()
  await olga.keyboard.press('Enter')
  await isFocused('Edit')
  await olga.keyboard.press('Enter')
  await dialog.getByLabel('Quota', { exact: true }).waitFor()
  await olga.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await trigger.evaluate((button) => button === document.activeElement)).toBe(true)
  await olga.keyboard.press('Enter')
  await isFocused('Edit')
  await olga.keyboard.press('End')
  await isFocused('Delete')
  await olga.keyboard.press('Enter')
  await dialog.getByText('nobody is touched: it was not used').waitFor()
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await rowOf(olga, 'SHARED-26').waitFor({ state: 'detached' })
})

test('every label of flow 14 is there, by role and name; an auditor is offered nothing to change', async () => {
  await olga.goto('/admin')
  await olga.getByRole('navigation').getByRole('link', { name: 'Invite codes', exact: true }).first().click()
  for (const title of ['Code', 'Name', 'Team', 'Organization', 'Expires', 'Redeem', 'Status'])
    await olga.getByRole('columnheader', { name: title, exact: true }).waitFor()
  for (const button of ['Copy code', 'Copy link'])
    await olga.getByRole('button', { name: button, exact: true }).first().waitFor()
  await olga.getByRole('button', { name: 'Add', exact: true }).click()
  const dialog = olga.getByRole('dialog')
  for (const label of ['Name', 'Quota', 'Code'])
    await dialog.getByRole('textbox', { name: label, exact: true }).waitFor()
  await dialog.getByLabel('Expires', { exact: true }).waitFor()
  await dialog.getByRole('combobox', { name: 'Team', exact: true }).selectOption({ label: 'Partners | Acme Rockets' })
  for (const label of ['Active', 'Skip approval'])
    expect(await dialog.getByRole('checkbox', { name: label, exact: true }).isChecked()).toBe(true)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.getByRole('alert').getByText('Name: Enter a name.').waitFor()

  const ida = await stage.admin('Ida', 'auditor')
  await ida.goto('/admin/invite-codes')
  await rowOf(ida, 'SHARED-27').getByRole('link', { name: 'SHARED-27' }).click()
  await ida.getByRole('heading', { name: 'What this code will do' }).waitFor()
  for (const name of ['Add', 'Edit', 'More options'])
    expect(await ida.getByRole('button', { name, exact: true }).count()).toBe(0)
})
