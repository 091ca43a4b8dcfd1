// Requests for access in the admin: several people see the same one, live; a key comes of it, and staff never read it.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertAccessRequest, insertOffer, issueKey } from '#tests/setup/access.ts'
import { setStage, type Stage } from '#tests/setup/browser.ts'
import { insertPlan } from '#tests/setup/catalogue.ts'
import { insertMember, insertOrganization } from '#tests/setup/organizations.ts'

let stage: Stage
let ana: Page
let ben: Page
let iris: Page
let ownerId: string
let email: string
const undoSeconds = 15

beforeAll(async () => {
  stage = await setStage()
  ana = await stage.admin('Ana')
  ben = await stage.admin('Ben', 'owner')
  iris = await stage.admin('Iris', 'auditor')
  await stage.portal.database.sql`update settings set undo_seconds = ${undoSeconds}, version = version + 1`
  const { id } = await insertOrganization(stage.portal, 'Nordpay')
  const maria = await insertMember(stage.portal, id, 'super_admin')
  ownerId = maria.id
  email = maria.email
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

const slow = { timeout: 15_000 }
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const undo = (page: Page) => page.getByRole('status').getByRole('button', { name: 'Undo' })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

/** A catalogue with a small and a large plan, and an app that waits for the small one. */
async function ask(name: string) {
  const offer = await insertOffer(stage.portal, { name: `${name} small`, requestsPerSecond: 5, needsApproval: true })
  const large = await insertPlan(stage.portal, { name: `${name} large`, requestsPerSecond: 50, needsApproval: true })
  await stage.portal.database.sql`
    insert into catalogue_plans (catalogue_id, plan_id) values (${offer.catalogueId}, ${large.id})`
  const request = await insertAccessRequest(stage.portal, { name, ownerId, offer, reason: 'For the till.' })
  return { ...request, large }
}

const countKeys = async (appId: string) =>
  (await stage.portal.database.sql`select 1 from credentials where app_id = ${appId}`).length

/** The mails that say that an app's access is approved. */
async function approvals(appName: string) {
  const rows = await stage.portal.database.sql<{ state: string; planName: string; requestedPlanName: string }[]>`
    select state, facts ->> 'planName' as plan_name, facts ->> 'requestedPlanName' as requested_plan_name from mails
     where to_address = ${email} and template = 'access-approved' and facts ->> 'appName' = ${appName}`
  return [...rows]
}

test('one admin approves with another plan, the other sees it live, and undo takes it back before there is a key', async () => {
  const { appId, reviewId } = await ask('Till')
  for (const admin of [ana, ben]) {
    await admin.goto('/admin/access-requests')
    await heading(admin, 'Access requests').waitFor()
    await admin.getByText('Till', { exact: true }).first().click()
    await heading(admin, 'Till').waitFor()
    await admin.getByText('For the till.').waitFor()
    expect(new URL(admin.url()).pathname).toBe(`/admin/access-requests/${reviewId}`)
  }
  await ana.getByText('issue one API key for Till, under the plan Till small', { exact: false }).waitFor()
  await ana
    .getByLabel('Plan', { exact: true })
    .selectOption({ label: 'Till large: 50 requests a second · no quota · keys do not expire' })
  await ana.getByText('issue one API key for Till, under the plan Till large', { exact: false }).waitFor()
  await ana.getByText('“Till small” was asked for; the mail says which plan it is.').waitFor()
  await button(ana, 'Approve').click()
  await ana.getByText(/You approved Till as Till large/).waitFor()
  await ben
    .getByText(/Approved by Ana/)
    .first()
    .waitFor()
  const mail = { planName: 'Till large', requestedPlanName: 'Till small' }
  expect(await approvals('Till')).toEqual([{ ...mail, state: 'waiting' }])

  await undo(ana).click()
  await button(ben, 'Approve').waitFor()
  const small = await ben.getByRole('option', { name: /^Till small/ }).getAttribute('value')
  await expect.poll(() => ben.getByLabel('Plan', { exact: true }).inputValue()).toBe(small)
  expect(await countKeys(appId)).toBe(0)
  expect(await approvals('Till')).toEqual([{ ...mail, state: 'cancelled' }])
})

test('what is approved with another plan becomes a key under it, and the mail says so', async () => {
  const { appId, reviewId } = await ask('Kiosk')
  await ana.goto(`/admin/access-requests/${reviewId}`)
  await heading(ana, 'Kiosk').waitFor()
  await ana.getByLabel('Plan', { exact: true }).selectOption({ index: 1 })
  await button(ana, 'Approve').click()
  await ana.goto(`/admin/apps/${appId}`)
  await heading(ana, 'Kiosk').waitFor()
  await ana.getByText('Approved, the key follows').waitFor()
  // Without a reload, once the time to undo is over.
  await ana
    .getByRole('region', { name: 'Approved access' })
    .getByRole('link', { name: 'Kiosk large' })
    .waitFor({
      timeout: undoSeconds * 1_000 + slow.timeout,
    })
  await ana.getByText('Nothing is waiting.').waitFor()
  await expect
    .poll(() => approvals('Kiosk'), slow)
    .toEqual([{ state: 'sent', planName: 'Kiosk large', requestedPlanName: 'Kiosk small' }])
})

test('an approver rotates and revokes a key, everybody sees it, and nobody here reads it', async () => {
  const { key } = await issueKey(stage.portal, { name: 'Parcels', ownerId })
  for (const admin of [ana, ben]) {
    await admin.goto('/admin/apps?q=parcels')
    await admin.getByRole('link', { name: 'Parcels', exact: true }).click()
    await heading(admin, 'Parcels').waitFor()
    await admin.getByText(`…${key.slice(-4)}`).waitFor()
    expect(await admin.content()).not.toContain(key)
    expect(await button(admin, 'Reveal').count()).toBe(0)
  }
  await button(ana, 'Rotate').click()
  await ana.getByRole('dialog').getByRole('combobox').selectOption({ label: '1 hour' })
  await ana.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click()
  for (const admin of [ana, ben]) await admin.getByText('Old key', { exact: true }).waitFor(slow)
  await button(ana, 'Revoke').click()
  await ana.getByRole('dialog').getByText('This cannot be taken back.', { exact: false }).waitFor()
  await ana.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  for (const admin of [ana, ben]) {
    await admin.getByText('It has no live key.').waitFor(slow)
    await admin.getByText('Ended access (1)').click()
    await admin.getByText('Revoked', { exact: true }).waitFor()
  }
  await ben.getByText(/revoked a key/).waitFor()
  const answer = await fetch(`${stage.portal.url}/verify`, { headers: { authorization: `Bearer ${key}` } })
  expect(answer.status).toBe(401)
})

test('an auditor reads all of it and has no buttons', async () => {
  const { reviewId, appId } = await ask('Auditable')
  await issueKey(stage.portal, { appId, ownerId })
  await iris.goto(`/admin/access-requests/${reviewId}`)
  await heading(iris, 'Auditable').waitFor()
  await iris.getByText('Auditors read every review; approvers and owners decide.').waitFor()
  for (const name of ['Approve', 'Reject']) expect(await button(iris, name).count()).toBe(0)
  await iris.getByRole('link', { name: 'Auditable', exact: true }).first().click()
  await iris.getByRole('region', { name: 'Approved access' }).getByText('Issued').waitFor()
  for (const name of ['Rotate', 'Revoke', 'Reveal']) expect(await button(iris, name).count()).toBe(0)
})

test('a plan that is in use says why it stays', async () => {
  const { offer } = await ask('Lasting')
  await ana.goto(`/admin/plans/${offer.plan.id}`)
  await button(ana, 'Delete').click()
  const dialog = ana.getByRole('dialog')
  await dialog.getByRole('paragraph').filter({ hasText: 'There is 1 open request under this plan' }).waitFor()
  expect(await dialog.getByRole('button', { name: 'Delete' }).getAttribute('aria-disabled')).toBe('true')
})
