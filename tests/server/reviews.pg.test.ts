import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  clientOf,
  insertRegistration,
  openStarted,
  requestId,
  signIn,
  staffClient,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'
import { rounds } from '#tests/setup/rounds.ts'

let portal: Portal
let ana: Awaited<ReturnType<typeof staffClient>>
let ben: Awaited<ReturnType<typeof staffClient>>

beforeAll(async () => {
  portal = await startPortal()
  ana = await staffClient(portal, 'approver', 'Ana')
  ben = await staffClient(portal, 'owner', 'Ben')
})
afterAll(() => portal.end())

const decide = (version: number, id: string) => ({ id, version, requestId: requestId() })

async function tracesOf(id: string) {
  const { sql } = portal.database
  const [audit, mails, events] = await Promise.all([
    sql`select action from audit_entries where subject_id = ${id} and action in ('review.approved', 'review.rejected')`,
    sql`select template from mails where review_id = ${id} and decision_id is not null and state <> 'cancelled'`,
    sql`select kind from events where audience = 'admins' and payload #>> '{review,id}' = ${id} and kind in ('review.approved', 'review.rejected')`,
  ])
  return {
    decisions: audit.map(({ action }) => action),
    mails: mails.map(({ template }) => template),
    events: events.map(({ kind }) => kind),
  }
}

test(`two admins decide one review at the same moment: one decision, one mail, one audit entry, the loser told`, async () => {
  for (let round = 0; round < rounds(30, 300); round++) {
    const { id, version } = await insertRegistration(portal)
    const [a, b] = await Promise.allSettled([
      ana.admin.reviews.approve.mutate(decide(version, id)),
      ben.admin.reviews.reject.mutate({ ...decide(version, id), reason: 'No.' }),
    ])
    const won = [a, b].filter((result) => result.status === 'fulfilled')
    const lost = [a, b].filter((result) => result.status === 'rejected')
    expect(won).toHaveLength(1)
    const { refusal } = (
      lost[0]!.reason as { data: { refusal: { code: string; detail: { review: { decidedBy: { name: string } } } } } }
    ).data
    expect(refusal.code).toBe('REVIEW_DECIDED')
    expect(refusal.detail.review.decidedBy.name).toBe(won[0] === a ? 'Ana approver' : 'Ben owner')
    const verdict = won[0] === a ? 'approved' : 'rejected'
    expect(await tracesOf(id)).toEqual({
      decisions: [`review.${verdict}`],
      mails: [`registration-${verdict}`],
      events: [`review.${verdict}`],
    })
  }
})

test('hundreds of contenders for one review: one wins', async () => {
  const { id, version } = await insertRegistration(portal)
  const results = await Promise.all(
    Array.from({ length: rounds(100, 500) }, (_, n) =>
      refusalOf((n % 2 ? ana : ben).admin.reviews.approve.mutate(decide(version, id))),
    ),
  )
  expect(results.filter((code) => code === 'no refusal')).toHaveLength(1)
  expect(new Set(results)).toEqual(new Set(['no refusal', 'REVIEW_DECIDED']))
})

test('a decision on another version is refused and changes nothing', async () => {
  const { id, version } = await insertRegistration(portal)
  expect(await refusalOf(ana.admin.reviews.approve.mutate(decide(version + 1, id)))).toBe('REVIEW_CHANGED')
  expect((await ana.admin.reviews.get.query({ id })).state).toBe('pending')
})

test('repeating a decision after a lost answer answers as the first', async () => {
  const { id, version } = await insertRegistration(portal)
  const input = decide(version, id)
  const answers = await Promise.all(Array.from({ length: 5 }, () => ana.admin.reviews.approve.mutate(input)))
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect((await tracesOf(id)).decisions).toEqual(['review.approved'])
  expect(await refusalOf(ana.admin.reviews.approve.mutate({ ...input, version: 7 }))).toBe('REQUEST_REUSED')
})

describe('undo', () => {
  test('takes an approval back with everything it opened: sessions, sockets, mail', async () => {
    const { id, version } = await insertRegistration(portal)
    const approved = await ana.admin.reviews.approve.mutate(decide(version, id))
    const [{ requesterId }] = (await portal.database
      .sql`select requester_id from reviews where id = ${id}`) as never as [{ requesterId: string }]
    const cookie = await signIn(portal, requesterId)
    expect(await clientOf(portal, cookie).portal.session.me.query()).toMatchObject({ id: requesterId })
    const tab = await openStarted(portal, cookie)

    const undone = await ben.admin.reviews.undo.mutate(decide(approved.version, id))
    expect(undone).toMatchObject({ state: 'pending', decidedBy: null })
    expect(await clientOf(portal, cookie).portal.session.me.query()).toBeNull()
    expect(await tab.closedWith).toBe(4401)
    const mails = await portal.database.sql`select state from mails where review_id = ${id}`
    expect(mails.map(({ state }) => state)).toEqual(['cancelled'])
    await tab.close()
  })

  test('is refused once the window has closed, and the decision stands', async () => {
    const { id, version } = await insertRegistration(portal)
    const approved = await ana.admin.reviews.approve.mutate(decide(version, id))
    await portal.database.sql`update reviews set undo_until = now() - interval '1 ms' where id = ${id}`
    expect(await refusalOf(ana.admin.reviews.undo.mutate(decide(approved.version, id)))).toBe('UNDO_OVER')
    expect((await ana.admin.reviews.get.query({ id })).state).toBe('approved')
  })

  test('is refused when the mail is already on its way', async () => {
    const { id, version } = await insertRegistration(portal)
    const approved = await ana.admin.reviews.approve.mutate(decide(version, id))
    await portal.database.sql`update mails set state = 'sending' where review_id = ${id}`
    expect(await refusalOf(ana.admin.reviews.undo.mutate(decide(approved.version, id)))).toBe('UNDO_OVER')
    expect((await ana.admin.reviews.get.query({ id })).state).toBe('approved')
  })

  test('of two undos one wins', async () => {
    const { id, version } = await insertRegistration(portal)
    const approved = await ana.admin.reviews.approve.mutate(decide(version, id))
    const results = await Promise.all(
      [ana, ben].map((one) => refusalOf(one.admin.reviews.undo.mutate(decide(approved.version, id)))),
    )
    expect(results.sort()).toEqual(['REVIEW_CHANGED', 'no refusal'])
  })
})

describe('reopen', () => {
  test('puts a rejected review back, however late, and its decision mail is not sent twice', async () => {
    const { id, version } = await insertRegistration(portal)
    const rejected = await ana.admin.reviews.reject.mutate({ ...decide(version, id), reason: 'No.' })
    await portal.database.sql`update reviews set undo_until = now() - interval '1 day' where id = ${id}`
    const reopened = await ben.admin.reviews.reopen.mutate(decide(rejected.version, id))
    expect(reopened.state).toBe('pending')
    const [account] = await portal.database
      .sql`select rejected_at from accounts join reviews on requester_id = accounts.id where reviews.id = ${id}`
    expect(account!.rejectedAt).toBeNull()
  })

  test('is refused for an approval', async () => {
    const { id, version } = await insertRegistration(portal)
    const approved = await ana.admin.reviews.approve.mutate(decide(version, id))
    expect(await refusalOf(ana.admin.reviews.reopen.mutate(decide(approved.version, id)))).toBe('REVIEW_CHANGED')
  })

  test('is refused while a newer application of the same person is open', async () => {
    const { id, version } = await insertRegistration(portal)
    const rejected = await ana.admin.reviews.reject.mutate({ ...decide(version, id), reason: 'No.' })
    await portal.database.sql`
      insert into reviews (kind, subject_id, requester_id, state, facts, search_text)
      select kind, subject_id, requester_id, 'pending', facts, search_text from reviews where id = ${id}`
    expect(await refusalOf(ana.admin.reviews.reopen.mutate(decide(rejected.version, id)))).toBe('REVIEW_SUPERSEDED')
    expect(await refusalOf(ana.admin.reviews.undo.mutate(decide(rejected.version, id)))).toBe('REVIEW_SUPERSEDED')
  })
})

describe('the list', () => {
  test('pages of 50, oldest first, without gaps or repeats while others arrive', async () => {
    for (let n = 0; n < 120; n++) await insertRegistration(portal)
    const seen: string[] = []
    let after: { at: string; id: string } | undefined
    do {
      const page = await ana.admin.reviews.list.query({ kind: 'registration', after })
      seen.push(...page.rows.map(({ id }) => id))
      after = page.next ?? undefined
      if (after && seen.length < 150) await insertRegistration(portal)
    } while (after)
    const all = await portal.database.sql`select id from reviews where state = 'pending' order by requested_at, id`
    expect(seen).toEqual(all.map(({ id }) => id))
  })

  test('kept counts equal the rows, whatever happened', async () => {
    const { all, registration } = await ana.admin.reviews.counts.query()
    const [rows] = await portal.database.sql`select count(*)::int as count from reviews where state = 'pending'`
    expect([all, registration]).toEqual([rows!.count, rows!.count])
  })
})
