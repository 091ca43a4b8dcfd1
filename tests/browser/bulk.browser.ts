// Many decisions at once, in two browsers: one admin starts, watches, cancels, retries and takes back; another decides by hand.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '#tests/setup/axe.ts'
import { insertAccessRequest } from '#tests/setup/access.ts'
import { setStage, type Stage } from '#tests/setup/browser.ts'
import { insertWaiting } from '#tests/setup/bulk.ts'
import { insertOrganization, insertRequest } from '#tests/setup/organizations.ts'
import { requestId, staffClient } from '#tests/setup/portal.ts'

let stage: Stage
let olga: Page
let ben: Page

beforeAll(async () => {
  stage = await setStage()
  await stage.portal.database.sql`update settings set undo_seconds = 60`
})
afterAll(async () => {
  expect(stage.complaints).toEqual([])
  await stage.end()
})

/** Lets a run come slowly to its nth item and very slowly on from there, so that somebody can do something meanwhile. */
const slowDown = (position: number) =>
  stage.portal.database.sql.unsafe(`
    create table if not exists slow_from (position int);
    insert into slow_from values (${position});
    create or replace function linger() returns trigger language plpgsql as $$ begin
      perform pg_sleep(case when new.position > position then 1 else 0.02 end) from slow_from;
      return new;
    end $$;
    create or replace trigger slow before update on bulk_items for each row execute function linger()`)
const hurryUp = () => stage.portal.database.sql`delete from slow_from`

async function selectAll(page: Page, count: number) {
  await page
    .getByRole('checkbox', { name: /^Select / })
    .first()
    .check()
  await page.getByRole('button', { name: `Select all ${count} that match`, exact: true }).click()
  await page.getByText(`All ${count} that match are selected`, { exact: true }).waitFor()
}
const approve = (page: Page) =>
  page.getByRole('group', { name: 'Selection' }).getByRole('button', { name: 'Approve', exact: true }).click()

test('all 340 that match, 22 of which fail: progress for everybody, the result, retried, as a file, and taken back', async () => {
  const { portal } = stage
  const { sql } = portal.database
  await insertWaiting(portal, 318)
  const taken = Array.from({ length: 10 }, (_, n) => `Harbour ${n} Ltd`)
  for (const name of taken) await insertRequest(portal, name)
  for (const name of taken) await insertOrganization(portal, name)
  for (let n = 0; n < 4; n++) {
    const { offer } = await insertAccessRequest(portal)
    await sql`delete from plans where id = ${offer.plan.id}`
  }
  const late = await insertWaiting(portal, 8)
  olga = await stage.admin('Olga', 'owner')
  ben = await stage.admin('Ben')
  await ben.goto(`/admin/queue/${late[7]}`)
  await ben.getByRole('button', { name: 'Approve', exact: true }).last().waitFor()
  await slowDown(150)

  await selectAll(olga, 340)
  await approve(olga)
  const dialog = olga.getByRole('dialog', { name: 'Approve 340 reviews' })
  await dialog.getByText('326 registrations, 10 organization requests, and 4 access requests').waitFor()
  await dialog.getByText('340 mails go out 60 s after the last decision.').waitFor()
  await expectAccessible(olga, 'the question', 'dialog')
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click()

  // Ben decides by hand meanwhile, what the run has not come to.
  const carl = await staffClient(portal, 'approver', 'Carl')
  for (const id of late.slice(0, 7)) await carl.admin.reviews.approve.mutate({ id, version: 1, requestId: requestId() })
  await ben.getByRole('button', { name: 'Approve', exact: true }).last().click()
  for (const page of [olga, ben]) await page.getByRole('progressbar', { name: 'Progress' }).waitFor()
  await olga.getByText(/a second, .+ left/).waitFor()
  await expectAccessible(olga, 'under way')
  // It is the server's: a reload loses nothing of it.
  await olga.reload()
  await olga.getByRole('progressbar', { name: 'Progress' }).waitFor()
  await hurryUp()

  for (const page of [olga, ben])
    await page.getByText('318 approved, 22 failed', { exact: true }).waitFor({ timeout: 90_000 })
  await expectAccessible(olga, 'the end')
  await olga.getByRole('link', { name: 'Show result' }).click()
  await olga.getByRole('heading', { name: 'Approved together' }).waitFor()
  await olga.getByLabel('Show which reviews').selectOption('Failed')
  const items = olga.getByRole('region', { name: 'What came of each review' }).getByRole('row')
  await expect.poll(() => items.count()).toBe(1 + 22)
  expect(await items.filter({ hasText: 'There is an organization of this name already.' }).count()).toBe(10)
  expect(await items.filter({ hasText: 'Its plan was deleted.' }).count()).toBe(4)
  expect(await items.filter({ hasText: 'Somebody decided it before its turn.' }).count()).toBe(8)
  await expectAccessible(olga, 'the result')

  await sql`delete from organizations where name = any(${taken})`
  await olga.getByRole('button', { name: 'Retry failed', exact: true }).click()
  await olga.getByText('328 approved, 12 failed.', { exact: true }).waitFor({ timeout: 30_000 })
  await expect.poll(() => items.count()).toBe(1 + 12)

  await olga.getByLabel('Show which reviews').selectOption('All')
  const [download] = await Promise.all([
    olga.waitForEvent('download'),
    olga.getByRole('button', { name: 'CSV', exact: true }).click(),
  ])
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines).toHaveLength(1 + 340)
  expect(lines.filter((line) => line.includes(',Failed,'))).toHaveLength(12)
  expect(lines.filter((line) => line.includes(',Decided,'))).toHaveLength(328)

  await olga.getByRole('button', { name: 'Undo', exact: true }).click()
  await olga.getByText('328 taken back, 12 failed', { exact: true }).waitFor({ timeout: 60_000 })
  const [left] = await sql`select count(*)::int as count from reviews where state = 'pending'`
  expect(left!.count).toBe(332)
})

test('a run that is cancelled stops, says how far it came, and is rejected with one reason the next time', async () => {
  const { sql } = stage.portal.database
  await sql`delete from reviews`
  await insertWaiting(stage.portal, 200)
  await slowDown(50)
  await olga.goto('/admin/queue')
  await selectAll(olga, 200)
  await approve(olga)
  await olga.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click()
  await olga.getByRole('progressbar', { name: 'Progress' }).waitFor()
  await olga.getByRole('button', { name: 'Cancel', exact: true }).click()
  await olga.getByText('Stopping…').waitFor()
  await hurryUp()
  await olga.getByText(/^\d+ approved, \d+ not decided$/).waitFor()
  const [row] = await sql`select count(*)::int as count from reviews where state = 'pending'`
  const pending = row!.count as number
  expect(pending).toBeGreaterThan(0)

  // The rest is rejected: the reason is asked for, and each reads it.
  await olga.goto('/admin/queue')
  await selectAll(olga, pending)
  await olga.getByRole('group', { name: 'Selection' }).getByRole('button', { name: 'Reject', exact: true }).click()
  const dialog = olga.getByRole('dialog')
  await dialog.getByText('Each is rejected with the reason below.').waitFor()
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await dialog.getByRole('alert').waitFor()
  await expectAccessible(olga, 'without a reason', 'dialog')
  await dialog.getByLabel('Reason', { exact: true }).fill('The harbour is full.')
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await olga.getByText(`${pending} rejected`, { exact: true }).waitFor({ timeout: 60_000 })
  const [rejected] = await sql`
    select count(*)::int as count from reviews where state = 'rejected' and reason = 'The harbour is full.'`
  expect(rejected!.count).toBe(pending)
})
