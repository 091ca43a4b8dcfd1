import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sendDigests } from '#server/features/overview/jobs.ts'
import type { StaffRole } from '#server/features/auth/schema.ts'
import { reviewKinds } from '#server/features/reviews/schema.ts'
import { jobs } from '#server/jobs/registry.ts'
import { insertAccessRequest } from '#tests/setup/access.ts'
import { insertRegistration, insertStaff, startPortal, type Portal } from '#tests/setup/portal.ts'

let portal: Portal
let sql: Portal['database']['sql']
beforeAll(async () => {
  portal = await startPortal()
  sql = portal.database.sql
})
afterAll(() => portal.end())
beforeEach(async () => {
  await sql`delete from review_mail_paces`
  await sql`delete from reviews`
})

async function insertReader(role: StaffRole, firstName: string, kinds = [...reviewKinds]): Promise<string> {
  const id = await insertStaff(portal, role, firstName)
  await sql`insert into review_mail_paces (account_id, kind, pace) select ${id}, kind, 'daily' from unnest(${kinds}::text[]) kind`
  return id
}

const digestsTo = async (id: string) => {
  const mails = await sql<{ facts: Record<string, unknown> }[]>`
    select facts from mails where template = 'review-digest' and account_id = ${id}`
  return mails.map(({ facts }) => facts)
}

/** Decided so many hours before the midnight (UTC) that was last. */
async function insertDecided(state: 'approved' | 'rejected', hoursBeforeMidnight: number): Promise<void> {
  const { id } = await insertRegistration(portal)
  await sql`
    update reviews set state = ${state}, requested_at = now() - interval '9 days',
           decided_at = date_trunc('day', now(), 'UTC') - make_interval(hours => ${hoursBeforeMidnight})
     where id = ${id}`
}

test('runs each morning', () => {
  expect(jobs['reviews.digest'].schedule).toBe('0 7 * * *')
})

test('says what waits, what is late, what is asked and what was decided yesterday', async () => {
  const ana = await insertReader('approver', 'Ana')
  const old = await insertRegistration(portal, 'Maria')
  await insertRegistration(portal, 'Nora')
  const asked = await insertRegistration(portal, 'Omar')
  await sql`update reviews set requested_at = now() - interval '73 hours' where id = ${old.id}`
  await sql`update reviews set state = 'needs_information', question = 'Who are you?' where id = ${asked.id}`
  await insertDecided('approved', 1)
  await insertDecided('approved', 23)
  await insertDecided('rejected', 12)
  // Of another day.
  await insertDecided('rejected', 25)
  await sendDigests(portal.database)
  expect(await digestsTo(ana)).toEqual([
    {
      firstName: 'Ana',
      waiting: 2,
      late: 1,
      asked: 1,
      approved: 2,
      rejected: 1,
      kinds: [{ kindLabel: 'Registrations', amount: 2, oldestLabel: '3 days' }],
      oldest: [{ id: old.id, kindLabel: 'Registrations', name: 'Maria Lindqvist', waitedLabel: '3 days' }],
    },
  ])
  const link = async () => {
    const [mail] = await sql<{ bodyText: string | null }[]>`select body_text from mails where account_id = ${ana}`
    return mail!.bodyText
  }
  await expect.poll(link, { timeout: 15_000 }).toContain(`/admin/queue/${old.id}`)
})

test('goes to whoever wants it and is at work, once a day however often it runs', async () => {
  const readers = await Promise.all([insertReader('owner', 'Olga'), insertReader('auditor', 'Jens')])
  const [invited, gone, unasked] = [
    await insertReader('approver', 'Ida'),
    await insertReader('approver', 'Gus'),
    await insertStaff(portal, 'owner', 'Uma'),
  ]
  await sql`update accounts set password_hash = null where id = ${invited}`
  await sql`update accounts set deactivated_at = now() where id = ${gone}`
  await insertRegistration(portal)
  await Promise.all(Array.from({ length: 8 }, () => sendDigests(portal.database)))
  await sendDigests(portal.database)
  for (const id of readers) expect(await digestsTo(id)).toHaveLength(1)
  for (const id of [invited, gone, unasked]) expect(await digestsTo(id)).toEqual([])
  // The next morning.
  await sql`update mails set created_at = created_at - interval '24 hours' where template = 'review-digest'`
  await sendDigests(portal.database)
  for (const id of readers) expect(await digestsTo(id)).toHaveLength(2)
})

test('is not written when there is nothing to say, and is for decisions alone', async () => {
  const ana = await insertReader('owner', 'Ana')
  await sendDigests(portal.database)
  expect(await digestsTo(ana)).toEqual([])
  await insertDecided('approved', 2)
  await sendDigests(portal.database)
  expect(await digestsTo(ana)).toMatchObject([{ waiting: 0, approved: 1, kinds: [], oldest: [] }])
})

test('counts and names the kinds that somebody hears of daily, and no others', async () => {
  const ana = await insertReader('owner', 'Ana', ['access'])
  const ben = await insertReader('owner', 'Ben', ['registration', 'access'])
  await insertRegistration(portal)
  await insertDecided('approved', 2)
  const asked = await insertRegistration(portal)
  await sql`update reviews set state = 'needs_information', question = 'Who are you?' where id = ${asked.id}`
  await sendDigests(portal.database)
  // Of access there is nothing to say.
  expect(await digestsTo(ana)).toEqual([])
  expect(await digestsTo(ben)).toMatchObject([{ waiting: 1, approved: 1, asked: 1, kinds: [{ amount: 1 }] }])
  const { reviewId } = await insertAccessRequest(portal)
  await sendDigests(portal.database)
  expect(await digestsTo(ana)).toMatchObject([{ waiting: 1, approved: 0, asked: 0, oldest: [{ id: reviewId }] }])
})
