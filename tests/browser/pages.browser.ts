// Every page: no accessibility violation in either theme, nothing wider than the window at any width, labels as promised.
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { colourRules, violations } from '#tests/setup/axe.ts'
import { register, setStage, wear, type Stage } from '#tests/setup/browser.ts'
import { insertAccessRequest, insertApp, insertOffer as insertAccessOffer } from '#tests/setup/access.ts'
import { insertCatalogue, insertPlan, insertProduct } from '#tests/setup/catalogue.ts'
import { insertMails } from '#tests/setup/mails.ts'

let stage: Stage
let owner: Page
let visitor: Page
/** made by the super admin */
const appId = '00000000-0000-4000-8000-00000000000a'
/** one that was given up */
const mailId = '00000000-0000-4000-8000-00000000000b'
/** developers: in the default organization, and the super admin of one with an invitation that waits */
let single: Page
let member: Page

beforeAll(async () => {
  stage = await setStage()
  owner = await stage.admin('Olga', 'owner')
  visitor = await stage.visit('/')
  await insertOffer()
  const applicant = await stage.visit('/auth/register')
  await register(applicant, { email: 'maria@nordpay.example', firstName: 'Maria', lastName: 'Lindqvist' })
  await applicant.waitForURL('**/auth/register/status')
  single = await stage.developer('Sara')
  member = await stage.developer('Maria')
  await stage.portal.database.sql`update settings set auto_approve_organizations = true`
  await write(member, 'organizations.create', { name: 'Nordpay' })
  const [inHarbours] = await stage.portal.database.sql<{ catalogueId: string; productId: string }[]>`
    select catalogues.id as catalogue_id, products.id as product_id from catalogues, products
     where catalogues.name = 'Harbours' and products.name = 'Ships'`
  await write(single, 'cart.add', inHarbours!)
  const ines = { firstName: 'Ines', lastName: 'Moe', email: 'ines@nordpay.example', role: 'team_member', teamIds: [] }
  await write(member, 'members.invite', ines)
  await insertAccess()
  await insertMails(stage.portal, 1, { id: mailId, response: '550 no such user', failing_since: new Date() })
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

/** A product in two catalogues, one that is deprecated, one that only staff see. */
async function insertOffer() {
  const { portal } = stage
  const guides = { 'Your first ship': 'Add a **ship**.', 'When it fails': 'Try again.' }
  const operations = ['GET /ships List the ships', 'POST /ships Add a ship']
  const ships = await insertProduct(portal, {
    name: 'Ships',
    tags: ['fleet'],
    description: '## Ships',
    operations,
    guides,
  })
  const old = await insertProduct(portal, { name: 'Barges', state: 'deprecated' })
  const draft = await insertProduct(portal, { name: 'Submarines', state: 'draft' })
  await portal.database.sql`
    update products set slug = lower(name) where id in (${ships.id}, ${old.id}, ${draft.id})`
  const small = await insertPlan(portal, { name: 'Small', requestsPerSecond: 5, quota: 100, quotaPeriod: 'day' })
  const large = await insertPlan(portal, { name: 'Large', needsApproval: true, keyLifetimeDays: 90 })
  const planIds = [small.id, large.id]
  await insertCatalogue(portal, { name: 'Harbours', productIds: [ships.id, old.id, draft.id], planIds })
  await insertCatalogue(portal, { name: 'Seas', productIds: [ships.id], planIds: [large.id] })
}

/** An app of Nordpay with a key that is being rotated, access that has ended, and requests that wait and were not approved. */
async function insertAccess() {
  const { portal } = stage
  const { sql } = portal.database
  const [maria] = await sql<{ id: string }[]>`
    select accounts.id from accounts join organizations on organizations.id = organization_id where organizations.name = 'Nordpay'`
  const ownerId = maria!.id
  const inserted = await insertApp(portal, { ownerId, name: 'Cockpit', redirectUrls: ['https://cockpit.example/back'] })
  await sql`update apps set id = ${appId} where id = ${inserted.id}`
  const ask = async (needsApproval: boolean) =>
    insertAccessRequest(portal, { ownerId, appId, offer: await insertAccessOffer(portal, { needsApproval }, 2) })
  const { api } = await ask(false)
  await ask(false)
  const rejected = await ask(true)
  await sql`
    update reviews set state = 'rejected', decided_at = now(), reason = 'Which ships?' where id = ${rejected.reviewId}`
  await ask(true)
  const [rotating, ended] = (await api.portal.apps.get.query({ id: appId })).approved
  const { id, version } = rotating!
  await api.portal.credentials.rotate.mutate({ id, version, overlapHours: 24, requestId: randomUUID() })
  await api.portal.credentials.revoke.mutate({ id: ended!.id, version: ended!.version })
}

const write = (page: Page, procedure: string, input: object) =>
  page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`/trpc/portal.${path}`, { method: 'POST', headers, body: body! })
      if (!answer.ok) throw new Error(await answer.text())
    },
    [procedure, JSON.stringify({ ...input, requestId: randomUUID() })],
  )

const pages: [who: 'visitor' | 'owner' | 'single' | 'member', path: string, heading: RegExp][] = [
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
  ['visitor', '/catalogues', /catalogues/i],
  ['visitor', '/catalogues?q=ships', /catalogues/i],
  ['visitor', '/catalogues?q=nothing-is-called-that', /catalogues/i],
  ['visitor', '/products/ships', /ships/i],
  ['visitor', '/products/ships/specification', /ships/i],
  ['visitor', '/products/ships/get-started', /ships/i],
  ['visitor', '/products/nowhere', /no such page/i],
  ['owner', '/products/submarines', /submarines/i],
  ['single', '/products/barges', /barges/i],
  ['single', '/products/ships', /ships/i],
  ['single', '/cart', /cart/i],
  ['member', '/cart', /cart/i],
  ['owner', '/admin', /overview/i],
  ['owner', '/admin/queue', /review queue/i],
  ['owner', '/admin/queue?state=decided', /review queue/i],
  ['owner', '/admin/emails', /emails/i],
  ['owner', '/admin/emails?standing=cancelled', /emails/i],
  ['owner', `/admin/emails/${mailId}`, /known address/i],
  ['owner', '/admin/emails/wording', /emails/i],
  ['owner', '/admin/emails/wording/invitation', /invitation/i],
  ['owner', '/admin/emails/wording/layout', /layout/i],
  ['owner', '/admin/emails/wording/brand', /brand/i],
  ['owner', '/admin/emails/wording/nowhere', /wording/i],
  ['owner', '/admin/settings/general', /general/i],
  ['owner', '/admin/settings/admins', /admin users/i],
  ['owner', '/admin/users', /users/i],
  ['owner', '/admin/users/invitations', /invitations/i],
  ['owner', '/admin/invite-codes', /invite codes/i],
  ['owner', '/admin/invite-codes/unknown', /invite code/i],
  ['owner', '/admin/access-requests', /access requests/i],
  ['owner', '/admin/access-requests?state=decided', /access requests/i],
  ['owner', `/admin/apps/${appId}`, /cockpit/i],
  ['owner', '/admin/apps', /apps/i],
  ['owner', '/admin/apps?q=nothing-is-called-that', /apps/i],
  ['owner', '/admin/apps/00000000-0000-4000-8000-000000000000', /app/i],
  ['owner', '/admin/organizations', /organizations/i],
  ['owner', '/admin/organizations?q=nobody-is-called-that', /organizations/i],
  ['owner', '/admin/organizations/00000000-0000-4000-8000-000000000000', /organization/i],
  ['owner', '/admin/teams', /teams/i],
  ['owner', '/admin/teams/00000000-0000-4000-8000-000000000000', /team/i],
  ['owner', '/admin/plans', /plans/i],
  ['owner', '/admin/plans?q=nobody-is-called-that', /plans/i],
  ['owner', '/admin/plans/00000000-0000-4000-8000-000000000000', /plan/i],
  ['owner', '/admin/catalogues', /catalogues/i],
  ['owner', '/admin/catalogues?visibility=restricted', /catalogues/i],
  ['owner', '/admin/catalogues/00000000-0000-4000-8000-000000000000', /catalogue/i],
  ['owner', '/admin/catalogues/why', /why can this person/i],
  ['owner', '/admin/catalogues/preview', /preview as/i],
  ['owner', '/admin/products', /api products/i],
  ['owner', '/admin/products?q=nothing-is-called-that', /api products/i],
  ['owner', '/admin/products/new', /add api product/i],
  ['owner', '/admin/products/00000000-0000-4000-8000-000000000000', /api product/i],
  ['owner', '/profile', /profile settings/i],
  ['owner', '/dashboard/users', /users/i],
  ['single', '/dashboard', /dashboard/i],
  ['single', '/dashboard/users', /users/i],
  ['single', '/organization/new', /create an organization/i],
  ['member', '/', /./],
  ['member', '/dashboard', /dashboard/i],
  ['member', '/dashboard/users', /users/i],
  ['member', '/dashboard/users?search=nobody-is-called-that', /users/i],
  ['member', '/dashboard/users?invite', /users/i],
  ['single', '/apps', /my apps/i],
  ['member', '/apps', /my apps/i],
  ['member', '/apps?q=nothing-is-called-that', /my apps/i],
  ['member', `/apps/${appId}`, /cockpit/i],
  ['single', `/apps/${appId}`, /no such page/i],
  ['owner', '/apps', /my apps/i],
  ['member', '/organization/new', /you've created an organization/i],
  ['member', '/profile', /profile settings/i],
  ['owner', '/admin/nowhere', /./],
]

/** Widths share their layouts: the widest has that of the desk, 390 px that of the telephone, between them it only flows. */
const widths = [820, 390, 1440]

test.each(pages)('%s %s is accessible in both themes, and fits every width', async (who, path, heading) => {
  const page = { owner, visitor, single, member }[who]
  await wear(page, 'light')
  await page.goto(path)
  await page.getByRole('heading', { level: 1, name: heading }).first().waitFor()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    const wider = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
    expect(wider, `wider than ${width}`).toBeLessThanOrEqual(0)
    // The admin scrolls inside of its frame.
    const taller = await page.evaluate('document.documentElement.scrollHeight - window.innerHeight')
    if (path.startsWith('/admin')) expect(taller, `taller than the window at ${width}`).toBeLessThanOrEqual(0)
    if (width !== 820) expect(await violations(page), `at ${width}`).toEqual([])
  }
  // What depends on the theme (contrast) does not depend on the width.
  await wear(page, 'dark')
  expect(await violations(page, 'html', colourRules), 'dark').toEqual([])
})

test('every label of the flows is there, by role and name', async () => {
  await visitor.goto('/auth/register')
  for (const label of ['Email address', 'First name', 'Last name'])
    await visitor.getByRole('textbox', { name: label, exact: true }).waitFor()
  for (const label of ['Password', 'Re-enter password']) await visitor.getByLabel(label, { exact: true }).waitFor()
  await visitor.getByRole('textbox', { name: 'Invite code', exact: true }).waitFor()
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
  for (const label of ['Turns amber after (hours)', 'Turns red after (hours)'])
    await owner.getByRole('spinbutton', { name: label, exact: true }).waitFor()
  await owner.getByRole('group', { name: 'Reasons for rejecting', exact: true }).waitFor()
  await owner.getByRole('button', { name: 'Save', exact: true }).waitFor()
  for (const link of [
    'Overview',
    'Review queue',
    'Users',
    'Teams',
    'Organizations',
    'Emails',
    'General',
    'Admin users',
  ])
    await owner.getByRole('navigation').getByRole('link', { name: link, exact: true }).first().waitFor()
})

test('every label of organizations and their people is there, by role and name', async () => {
  await single.goto('/organization/new')
  await single.getByRole('textbox', { name: 'Organization name', exact: true }).waitFor()
  await single.getByRole('button', { name: 'Create organization', exact: true }).waitFor()
  await single.getByRole('banner').getByRole('link', { name: 'Create an organization', exact: true }).waitFor()
  await member.goto('/dashboard/users')
  for (const name of ['Dashboard', 'My apps', 'Users', 'Profile settings'])
    await member.getByRole('navigation').getByRole('link', { name, exact: true }).waitFor()
  for (const name of ['Name', 'Email', 'Role', 'Member since', 'Status'])
    await member.getByRole('columnheader', { name, exact: true }).waitFor()
  for (const name of ['Remove', 'Resend', 'Revoke invitation'])
    await member.getByRole('button', { name, exact: true }).waitFor()
  await member.getByRole('button', { name: 'Invite new user', exact: true }).click()
  for (const name of ['First name', 'Last name', 'Email'])
    await member.getByRole('textbox', { name, exact: true }).waitFor()
  const role = member.getByRole('combobox', { name: 'Role', exact: true })
  expect(await role.locator('option').allInnerTexts()).toEqual(['Super admin', 'Team member'])
  await member.getByRole('group', { name: 'Teams', exact: true }).waitFor()
  await member.getByRole('button', { name: 'Send invite', exact: true }).waitFor()
  await member.keyboard.press('Escape')
  await member.getByRole('button', { name: 'Maria Lindqvist' }).click()
  for (const name of ['My dashboard', 'My apps', 'Profile settings', 'Log out'])
    await member.getByRole('menuitem', { name, exact: true }).waitFor()
})

test('every label of apps and their keys is there, by role and name', async () => {
  await member.goto(`/apps/${appId}`)
  for (const name of ['Approved access', 'Pending access', 'Activity'])
    await member.getByRole('heading', { name, exact: true }).waitFor()
  for (const name of ['Reveal', 'Copy', 'Rotate', 'Revoke', 'Withdraw'])
    await member.getByRole('button', { name, exact: true }).first().waitFor()
  await member.getByRole('button', { name: 'Rotate', exact: true }).click()
  const overlap = member.getByRole('dialog').getByRole('combobox')
  expect(await overlap.locator('option').allInnerTexts()).toEqual(['Now', '1 hour', '24 hours', '7 days'])
  await member.keyboard.press('Escape')
  await member.getByRole('button', { name: 'Edit', exact: true }).click()
  for (const name of ['App name', 'Description', 'Redirect URLs'])
    await member.getByRole('textbox', { name, exact: true }).waitFor()
  const visibility = member.getByRole('combobox', { name: 'Visibility', exact: true })
  // The teams come a moment later than the form.
  await expect.poll(() => visibility.locator('option').allInnerTexts()).toEqual(['Personal', 'Team', 'Organization'])
  await visibility.selectOption({ label: 'Team' })
  await member.getByRole('combobox', { name: 'Team', exact: true }).waitFor()
})
