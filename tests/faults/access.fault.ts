// Who decides, withdraws, rotates, revokes and deletes at the same moment: whatever comes first, an approved request has one
// credential and any other none (I3), and the record says once what happened (I7).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueDue } from '#server/features/credentials/jobs.ts'
import {
  accessInput,
  insertAccessRequest,
  insertApp,
  insertOffer,
  issueKey,
  type InsertedOffer,
} from '#tests/setup/access.ts'
import { clientFor } from '#tests/setup/organizations.ts'
import { insertDeveloper, requestId, staffClient, startPortal, type Portal } from '#tests/setup/portal.ts'
import { rounds } from '#tests/setup/rounds.ts'
import { survived } from './survived.ts'

let portal: Portal
let staff: Awaited<ReturnType<typeof staffClient>>
let offer: InsertedOffer
let ownerId: string
const times = rounds(10, 200)

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  staff = await staffClient(portal, 'owner')
  // An approval is final at once, so that the key is part of the race; no worker runs but ours.
  await portal.database.sql`update settings set undo_seconds = 0`
  offer = await insertOffer(portal, { needsApproval: true })
  ownerId = (await insertDeveloper(portal)).id
})
afterAll(() => portal.end())

/** Runs both at once, now the one a little later and now the other, so that either comes first; answers how each ended. */
async function race(round: number, one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<string[]> {
  const after = (ms: number, run: () => Promise<unknown>) => new Promise((resolve) => setTimeout(resolve, ms)).then(run)
  const gapMs = (round % 10) * 4
  const ends = await Promise.allSettled([after(round % 2 ? gapMs : 0, one), after(round % 2 ? 0 : gapMs, other)])
  // One person asks, edits and decides more than an hour has for them.
  await portal.database.sql`delete from rate_limits`
  return ends.map((end) =>
    end.status === 'fulfilled'
      ? 'done'
      : ((end.reason as { data?: { refusal?: { code: string } } }).data?.refusal?.code ?? String(end.reason)),
  )
}

/** Approves, and runs the job that issues the key as often as it may come. */
async function approveAndIssue({
  reviewId: id,
  version,
  requestId: subject,
}: {
  reviewId: string
  version: number
  requestId: string
}) {
  await staff.admin.reviews.approve.mutate({ id, version, requestId: requestId() })
  await Promise.all([issueDue(portal, subject), issueDue(portal, subject)])
}

/** What is in the database of a request, its credential and what is said about them. */
async function stateOf(subject: { requestId: string; reviewId: string; appId: string }) {
  const { requestId: id, reviewId, appId } = subject
  const [state] = await portal.database.sql<
    { state: string; credentials: number; keys: number; held: number; audited: string[]; heard: string[] }[]
  >`
    select (select state from reviews where id = ${reviewId}) as state,
           (select count(*)::int from credentials where request_id = ${id}) as credentials,
           (select count(*)::int from credential_keys join credentials on credentials.id = credential_id
             where request_id = ${id} and works_until is null) as keys,
           (select count(*)::int from access_products where request_id = ${id} and is_held) as held,
           array(select action from audit_entries where subject_id = ${reviewId} order by id) as audited,
           array(select kind from events where audience = 'admins' and kind like 'review.%'
                    and payload #>> '{review,id}' = ${reviewId} and kind <> 'review.submitted' order by id) as heard,
           (select count(*)::int from audit_entries where action = 'credential.issued' and detail->>'appId' = ${appId}) as issued`
  return state! as typeof state & { issued: number; state: string }
}

test('approve against withdraw: one of them wins, and a key comes of an approval only', async () => {
  let bad = 0
  const wins = { approved: 0, withdrawn: 0 }
  for (let round = 0; round < times; round++) {
    const request = await insertAccessRequest(portal, { ownerId, offer })
    const withdraw = () => request.api.portal.access.withdraw.mutate({ id: request.requestId })
    const ends = await race(round, () => approveAndIssue(request), withdraw)
    const isApproved = ends[0] === 'done'
    wins[isApproved ? 'approved' : 'withdrawn']++
    const state = await stateOf(request)
    const expected = isApproved ? 'review.approved' : 'review.withdrawn'
    const isRight =
      ends.filter((end) => end === 'done').length === 1 &&
      `review.${state.state}` === expected &&
      [state.credentials, state.keys, state.held, state.issued].every((count) => count === (isApproved ? 1 : 0)) &&
      state.heard.join() === expected &&
      state.audited.filter((action) => action === expected).length === 1
    if (!isRight) process.stdout.write(`  ${JSON.stringify({ ends, ...state })}\n`)
    if (!isRight) bad++
  }
  survived(
    'approve against withdraw',
    { of: times, failed: bad, lost: bad, seed: 0 },
    `${wins.approved} approved, ${wins.withdrawn} withdrawn`,
  )
  expect(bad).toBe(0)
})

test('approve against delete app: no key outlives its app', async () => {
  let bad = 0
  let approved = 0
  for (let round = 0; round < times; round++) {
    const request = await insertAccessRequest(portal, { ownerId, offer })
    const remove = () => request.api.portal.apps.remove.mutate({ id: request.appId })
    const ends = await race(round, () => approveAndIssue(request), remove)
    if (ends[0] === 'done') approved++
    const [left] = await portal.database.sql<{ apps: number; deleted: number; gone: number }[]>`
      select (select count(*)::int from apps where id = ${request.appId}) as apps,
             (select count(*)::int from audit_entries where action = 'app.deleted' and subject_id = ${request.appId}) as deleted,
             (select count(*)::int from events where kind = 'app.deleted' and audience = 'admins'
                 and payload->>'appId' = ${request.appId}) as gone`
    const state = await stateOf(request)
    const expected = ends[0] === 'done' ? 'review.approved' : 'review.withdrawn'
    const isRight =
      ends[1] === 'done' &&
      [left!.apps, left!.deleted, left!.gone, state.credentials, state.keys].join() === '0,1,1,0,0' &&
      state.heard.join() === expected &&
      // Before it was deleted, or never.
      state.issued <= (ends[0] === 'done' ? 1 : 0)
    if (!isRight) process.stdout.write(`  ${JSON.stringify({ ends, ...left, ...state })}\n`)
    if (!isRight) bad++
  }
  survived('approve against delete app', { of: times, failed: bad, lost: bad, seed: 0 }, `${approved} approved first`)
  expect(bad).toBe(0)
})

test('rotate against revoke: revoked once, never two present keys, and each success recorded once', async () => {
  let bad = 0
  const counts = { rotated: 0, revoked: 0 }
  const open = await insertOffer(portal)
  for (let round = 0; round < times; round++) {
    const { api, credentialId: id, credential } = await issueKey(portal, { ownerId, offer: open })
    const rotate = () =>
      api.portal.credentials.rotate.mutate({ id, version: credential.version, requestId: requestId(), overlapHours: 1 })
    const revoke = () => api.portal.credentials.revoke.mutate({ id, version: credential.version })
    const [rotated, revoked] = await race(round, rotate, revoke)
    if (rotated === 'done') counts.rotated++
    if (revoked === 'done') counts.revoked++
    const [state] = await portal.database.sql<
      { present: number; keys: number; isRevoked: boolean; audited: string[] }[]
    >`
      select (select count(*)::int from credential_keys where credential_id = ${id} and works_until is null) as present,
             (select count(*)::int from credential_keys where credential_id = ${id}) as keys, revoked_at is not null as is_revoked,
             array(select action from audit_entries where subject_id = ${id} and action in ('credential.rotated', 'credential.revoked')) as audited
        from credentials where id = ${id}`
    const isRight =
      // Both saw the same version: one of them is told to look again.
      [rotated, revoked].toSorted().join() === 'CREDENTIAL_CHANGED,done' &&
      state!.present === 1 &&
      state!.keys === (rotated === 'done' ? 2 : 1) &&
      state!.isRevoked === (revoked === 'done') &&
      state!.audited.join() === (revoked === 'done' ? 'credential.revoked' : 'credential.rotated')
    if (!isRight) process.stdout.write(`  ${JSON.stringify({ rotated, revoked, ...state })}\n`)
    if (!isRight) bad++
  }
  survived(
    'rotate against revoke',
    { of: times, failed: bad, lost: bad, seed: 0 },
    `${counts.rotated} rotated, ${counts.revoked} revoked`,
  )
  expect(bad).toBe(0)
})

test('two tabs that ask for the same products for one app: one request', async () => {
  let bad = 0
  for (let round = 0; round < times; round++) {
    const { id } = await insertApp(portal, { ownerId })
    const { api } = await clientFor(portal, ownerId)
    const submit = () => api.portal.access.request.mutate(accessInput(offer, { id }))
    // Also a double click: the same intention twice is one, and says the same.
    const again = accessInput(offer, { id })
    const ends = await race(
      round,
      submit,
      round % 3 ? submit : () => Promise.all([1, 2].map(() => api.portal.access.request.mutate(again))),
    )
    const [made] = await portal.database.sql<{ requests: number; reviews: number }[]>`
      select count(*)::int as requests, count(review_id)::int as reviews from access_requests where app_id = ${id}`
    const isRight = ends.toSorted().join() === 'ALREADY_HELD,done' && made!.requests === 1 && made!.reviews === 1
    if (!isRight) process.stdout.write(`  ${JSON.stringify({ ends, ...made })}\n`)
    if (!isRight) bad++
  }
  survived('two tabs, one app, the same products', { of: times, failed: bad, lost: bad, seed: 0 })
  expect(bad).toBe(0)
})
