// The server of an open tab goes away while others go on deciding at another one, and comes back.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setStage, type Stage } from '#tests/setup/browser.ts'
import { insertRegistration, requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'

let stage: Stage
let other: Portal

beforeAll(async () => {
  stage = await setStage()
  other = await startPortal({ databaseUrl: stage.portal.databaseUrl })
})
afterAll(async () => {
  await other.stop()
  expect(stage.complaints.filter((complaint) => !complaint.includes('ERR_CONNECTION_REFUSED'))).toEqual([])
  await stage.end()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('deciding is disabled and says why; what was decided meanwhile is caught up with, nothing lost, nothing twice', async () => {
  const [mine, theirs, third] = [
    await insertRegistration(other, 'Maria'),
    await insertRegistration(other, 'Noor'),
    await insertRegistration(other, 'Piet'),
  ]
  const ana = await stage.admin('Ana')
  await ana.goto(`/admin/queue/${mine.id}`)
  await button(ana, 'Approve').waitFor()
  await expect.poll(() => button(ana, 'Approve').isEnabled()).toBe(true)

  const { config } = stage.portal
  await stage.portal.stop()
  await ana.getByText('Reconnecting').first().waitFor()
  const approve = button(ana, 'Approve')
  await expect.poll(() => approve.getAttribute('aria-disabled')).toBe('true')
  await ana.getByText('Deciding is off until the connection is back', { exact: false }).first().waitFor()
  // Reading goes on; neither the button nor its key decides.
  await ana.getByRole('heading', { name: 'Maria Lindqvist' }).waitFor()
  await approve.click({ force: true })
  await ana.keyboard.press('a')

  const ben = await staffClient(other, 'approver', 'Ben')
  for (const { id, version } of [theirs, third])
    await ben.admin.reviews.approve.mutate({ id, version, requestId: requestId() })
  await insertRegistration(other, 'Sofie')

  // It is said for a few seconds, after the next try, which comes by itself.
  const caughtUp = ana.getByText(/Caught up: \d+ changes/).waitFor({ timeout: 60_000 })
  Object.assign(stage.portal, await startPortal({ databaseUrl: stage.portal.databaseUrl, http: config.http }))
  await caughtUp
  await ana.getByRole('listitem').filter({ hasText: 'Sofie Lindqvist' }).waitFor()
  await expect.poll(() => ana.title()).toMatch(/^\(2\) /)
  expect((await ben.admin.reviews.get.query({ id: mine.id })).state).toBe('pending')
  await approve.click()
  await expect.poll(async () => (await ben.admin.reviews.get.query({ id: mine.id })).state).toBe('approved')
  const decisions = await other.database.sql`
    select subject_id from audit_entries where action = 'review.approved' group by subject_id having count(*) <> 1`
  expect(decisions).toEqual([])
}, 180_000)
