// Organization requests: every admin sees them, in the queue and on the Organizations page; one decides, everybody sees it.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setStage, type Stage } from '#tests/setup/browser.ts'
import { insertOrganization, insertRequest, insertTeam, placeOf } from '#tests/setup/organizations.ts'
import { requestId } from '#tests/setup/portal.ts'

let stage: Stage
let ana: Page
let ben: Page

beforeAll(async () => {
  stage = await setStage()
  ana = await stage.admin('Ana')
  ben = await stage.admin('Ben', 'owner')
  await stage.portal.database.sql`update settings set undo_seconds = 10, version = version + 1`
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const undo = (page: Page) => page.getByRole('status').getByRole('button', { name: 'Undo' })
const nameField = (page: Page) => page.getByLabel('Organization name', { exact: true })
const request = (name: string) => insertRequest(stage.portal, name)
const onPage = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

async function openReview(page: Page, name: string): Promise<void> {
  await page.goto('/admin/queue?kind=organization')
  await page.getByRole('tabpanel').getByText(name, { exact: true }).first().click()
  await page.getByRole('heading', { name, exact: true }).waitFor()
}
const mailStates = async (email: string, template: string) =>
  (
    await stage.portal.database.sql<{ state: string }[]>`
      select state from mails where to_address = ${email} and template = ${template} order by created_at`
  ).map(({ state }) => state)

test('a request appears in every open queue, and approving it makes the organization', async () => {
  for (const admin of [ana, ben]) await admin.getByRole('tab', { name: 'Organization requests', exact: true }).click()
  const person = await request('Nordpay')
  for (const admin of [ana, ben]) {
    await admin.getByText('Nordpay', { exact: true }).first().waitFor()
    await expect.poll(() => admin.title()).toMatch(/^\(1\) Review queue/)
  }
  await openReview(ana, 'Nordpay')
  await openReview(ben, 'Nordpay')
  await ana.getByText('make the organization “Nordpay” and its team “Nordpay All users”').waitFor()
  await button(ana, 'Approve').click()
  await undo(ana).waitFor()
  await ben
    .getByText(/Approved by Ana/)
    .first()
    .waitFor()
  await ben.getByText('It made').getByRole('link', { name: 'Nordpay' }).waitFor()
  expect(await placeOf(stage.portal, person.id)).toEqual({
    organization: 'Nordpay',
    role: 'super_admin',
    teams: ['Nordpay All users'],
  })
})

test('a taken name is said before the press and refused after it; another one is approved', async () => {
  await insertOrganization(stage.portal, 'Acme Rockets')
  const person = await request('acme rockets')
  await openReview(ana, 'acme rockets')
  await ana.getByText('This name is taken').waitFor()
  await ana.getByText('“Acme Rockets” is taken. Choose another name.').waitFor()
  await button(ana, 'Approve').click()
  await expect.poll(() => nameField(ana).evaluate((field) => field === document.activeElement)).toBe(true)
  expect(await placeOf(stage.portal, person.id)).toMatchObject({ role: 'team_member' })

  await insertOrganization(stage.portal, 'Umi Labs')
  await nameField(ana).fill('umi labs')
  await ana.getByText('“Umi Labs” is taken. Choose another name.').waitFor()
  await nameField(ana).fill('Acme Two')
  await ana.getByText('Asked for as “acme rockets”; the mail says so.').waitFor()
  await button(ana, 'Approve').click()
  await ana.getByText(/You approved acme rockets as Acme Two/).waitFor()
  expect(await placeOf(stage.portal, person.id)).toMatchObject({ organization: 'Acme Two', role: 'super_admin' })
  await ana.goto(`/admin/queue/${person.review.id}`)
  await ana.getByText('It was asked for as “acme rockets”.').waitFor()
})

test('reject with a reason keeps the requester where they are, and undo takes it back everywhere', async () => {
  const person = await request('Dune Energy')
  await openReview(ana, 'Dune Energy')
  await openReview(ben, 'Dune Energy')
  await button(ana, 'Reject').click()
  const dialog = ana.getByRole('dialog')
  await dialog.getByText('Rejecting keeps them where they are.').waitFor()
  await dialog.getByLabel('Reason').fill('Tell us more about your company.')
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await ben.getByText('Tell us more about your company.').first().waitFor()
  await undo(ana).click()
  await button(ben, 'Approve').waitFor()
  expect(await mailStates(person.email, 'organization-rejected')).toEqual(['cancelled'])
  await button(ben, 'Approve').click()
  await undo(ben).waitFor()
})

test('an undo that is no longer possible says why, also when another review is open by then', async () => {
  const person = await request('Vance Systems')
  await request('Polder Logistics')
  await openReview(ana, 'Vance Systems')
  await button(ana, 'Approve').click()
  await ana.getByRole('heading', { name: 'Polder Logistics' }).waitFor()
  const [made] = await stage.portal.database.sql<{ id: string }[]>`
    select organization_id as id from accounts where id = ${person.id}`
  await insertTeam(stage.portal, made!.id)
  await undo(ana).click()
  await ana.getByText('The new organization is in use already, so its approval cannot be undone.').waitFor()
  await ana.getByRole('link', { name: 'Open the review' }).click()
  await ana.getByText('It made').getByRole('link', { name: 'Vance Systems' }).waitFor()
})

test('both decide the same request: the slower one is shown the winner’s decision', async () => {
  await openReview(ana, 'Polder Logistics')
  await openReview(ben, 'Polder Logistics')
  const arrive = Promise.withResolvers<void>()
  await ben.route(/admin\.reviews\.approve/, async (route) => {
    await arrive.promise
    await route.continue()
  })
  await button(ben, 'Approve').click()
  await button(ana, 'Approve').click()
  await undo(ana).waitFor()
  arrive.resolve()
  await ben
    .getByText(/Ana .+ approved this .+ Nothing was changed\./)
    .first()
    .waitFor()
  await ben.unroute(/admin\.reviews\.approve/)
})

test('withdrawn by its requester while somebody is about to reject it', async () => {
  const person = await request('Fleet Street')
  await openReview(ana, 'Fleet Street')
  await button(ana, 'Reject').click()
  await ana.getByRole('dialog').waitFor()
  await person.api.portal.organizations.withdraw.mutate({ id: person.review.id })
  await ana.getByText('This was withdrawn meanwhile. Nothing was changed.').waitFor()
  await ana.getByText('Withdrawn by Dev').waitFor()
  await person.api.portal.organizations.create.mutate({ requestId: requestId(), name: 'Fleet Road' })
  await openReview(ana, 'Fleet Road')
  await ana.getByRole('link', { name: /^Fleet Street, / }).waitFor()
  await button(ana, 'Approve').click()
  await undo(ana).waitFor()
})

test('on the Organizations page they are decided in place, and the list goes when nothing is left', async () => {
  await request('Kim Labs')
  await request('KIM LABS ')
  for (const admin of [ana, ben]) {
    await admin.goto('/admin/organizations')
    await onPage(admin, 'Kim Labs').first().waitFor()
  }
  await onPage(ana, 'Kim Labs').first().getByRole('button', { name: 'Approve' }).click()
  await ben.getByText(/approved by Ana/).waitFor()
  await onPage(ana, 'KIM LABS').last().getByRole('button', { name: 'Approve' }).click()
  await ana.getByText(/An organization has this name already/).waitFor()
  await ana.getByRole('link', { name: 'Open the review' }).waitFor()
  await onPage(ana, 'KIM LABS').last().getByRole('button', { name: 'Reject' }).click()
  await ana.getByRole('dialog').getByLabel('Reason').fill('Your colleague was faster.')
  await ana.getByRole('dialog').getByRole('button', { name: 'Reject', exact: true }).click()
  await expect
    .poll(() => ben.getByRole('heading', { name: 'Organization requests' }).count(), { timeout: 20_000 })
    .toBe(0)
})
