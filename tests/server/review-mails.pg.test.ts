// How soon staff are told of what comes into the queue, and that they are reminded of what waits for long. Jobs are run by hand.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { announceReviews, remindStaff, tellHourly } from '#server/features/review-mails/jobs.ts'
import { jobs } from '#server/jobs/registry.ts'
import { insertAccessRequest } from '#tests/setup/access.ts'
import {
  clientOf,
  insertRegistration,
  insertStaff,
  openStarted,
  signIn,
  staffClient,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'
import { actsOn, allAt, changePaces, idsTo, insertReader, toldTo } from '#tests/setup/review-mails.ts'

let portal: Portal
let sql: Portal['database']['sql']
beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  sql = portal.database.sql
})
afterAll(() => portal.end())
beforeEach(async () => {
  await sql`delete from reviews`
  await sql`delete from mails`
  await sql`delete from accounts where kind = 'staff'`
  await sql`update settings set reminder_hours = 72`
})

const register = async (firstName?: string) => (await insertRegistration(portal, firstName)).id
const announce = () => announceReviews(portal.database)
const anHourPasses = () => tellHourly(portal.database)
const remind = () => remindStaff(portal.database)
const actsOf = (accountId: string) => actsOn(portal, accountId)
const decide = (id: string) => sql`update reviews set state = 'approved', decided_at = now() where id = ${id}`

test('the hourly mail and the reminders run by themselves', () => {
  expect([jobs['reviews.tell-hourly'].schedule, jobs['reviews.remind'].schedule]).toEqual(['0 * * * *', '*/10 * * * *'])
})

describe('how soon', () => {
  test('whoever has never chosen is told at once, auditors never', async () => {
    const [owner, approver, auditor] = [
      await insertStaff(portal, 'owner'),
      await insertStaff(portal, 'approver'),
      await insertStaff(portal, 'auditor'),
    ]
    const first = await register()
    await announce()
    const second = await register()
    await announce()
    await anHourPasses()
    for (const id of [owner, approver]) expect(await idsTo(portal, id)).toEqual([[first], [second]])
    expect(await idsTo(portal, auditor)).toEqual([])
  })

  test('hourly: one mail with all that was announced and still waits; of nothing new, none', async () => {
    const ana = await insertReader(portal, allAt('hourly'))
    const [first, gone] = [await register(), await register()]
    await announce()
    const second = await register()
    await announce()
    await decide(gone)
    expect(await idsTo(portal, ana)).toEqual([])
    await anHourPasses()
    await anHourPasses()
    expect(await idsTo(portal, ana)).toEqual([[first, second]])
    const unannounced = await register()
    await anHourPasses()
    expect(await idsTo(portal, ana)).toHaveLength(1)
    await announce()
    await anHourPasses()
    expect(await idsTo(portal, ana)).toEqual([[first, second], [unannounced]])
  })

  test('each kind has its own; auditors read along', async () => {
    const ana = await insertReader(portal, allAt('never', { registration: 'hourly', access: 'at_once' }))
    const jens = await insertReader(portal, allAt('hourly', { registration: 'never' }), 'auditor')
    const registration = await register()
    const { reviewId: access } = await insertAccessRequest(portal)
    await announce()
    expect(await idsTo(portal, ana)).toEqual([[access]])
    await anHourPasses()
    expect(await idsTo(portal, ana)).toEqual([[access], [registration]])
    expect(await idsTo(portal, jens)).toEqual([[access]])
  })

  test('whoever cannot log in is told nothing, not even later', async () => {
    const [invited, gone] = [await insertReader(portal, allAt('hourly')), await insertStaff(portal, 'owner')]
    const [account] = await sql<{ passwordHash: string }[]>`select password_hash from accounts where id = ${invited}`
    await sql`update accounts set password_hash = null where id = ${invited}`
    await sql`update accounts set deactivated_at = now() where id = ${gone}`
    await register()
    await announce()
    await anHourPasses()
    await sql`update accounts set password_hash = ${account!.passwordHash}, deactivated_at = null where kind = 'staff'`
    await announce()
    await anHourPasses()
    expect([await idsTo(portal, invited), await idsTo(portal, gone)]).toEqual([[], []])
  })

  test('fifty people at every pace: one mail each, which lists twenty and counts the rest', async () => {
    const paces = ['at_once', 'hourly', 'daily', 'never'] as const
    const readers = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const pace = paces[n % paces.length]!
        return { pace, id: await insertReader(portal, allAt(pace)) }
      }),
    )
    const ids: string[] = []
    for (let n = 0; n < 23; n++) ids.push(await register())
    await Promise.all([announce(), announce(), announce()])
    await Promise.all([anHourPasses(), anHourPasses(), anHourPasses()])
    for (const { id, pace } of readers) {
      const told = (await toldTo(portal, id)).map(({ count, reviews }) => ({
        count,
        ids: reviews.map((one) => one.id),
      }))
      const isTold = pace === 'at_once' || pace === 'hourly'
      expect(told, pace).toEqual(isTold ? [{ count: 23, ids: ids.slice(0, 20) }] : [])
    }
  })
})

describe('choosing another pace', () => {
  test.each(['at_once', 'hourly'] as const)(
    'to %s: what was announced and not told is told then, once',
    async (pace) => {
      const [ana, ben] = [await insertReader(portal, allAt('hourly')), await insertReader(portal, allAt('daily'))]
      const first = await register()
      await announce()
      await sql`delete from pgboss.job where name = 'reviews.announce'`
      for (const id of [ana, ben]) await changePaces(portal, id, allAt(pace))
      const waiting = await sql`select 1 from pgboss.job where name = 'reviews.announce'`
      // Nothing new need come for it.
      expect(waiting.length > 0).toBe(pace === 'at_once')
      for (let hour = 0; hour < 2; hour++) {
        await announce()
        await anHourPasses()
      }
      for (const id of [ana, ben]) expect(await idsTo(portal, id)).toEqual([[first]])
    },
  )

  test.each(['hourly', 'daily'] as const)('from at once to %s and back: nothing twice, nothing lost', async (pace) => {
    const ana = await insertStaff(portal, 'owner')
    const first = await register()
    await announce()
    await changePaces(portal, ana, allAt(pace))
    const second = await register()
    await announce()
    await changePaces(portal, ana, allAt('at_once'))
    await announce()
    await changePaces(portal, ana, allAt('hourly'))
    await anHourPasses()
    expect(await idsTo(portal, ana)).toEqual([[first], [second]])
  })

  test('from never: what comes from then on', async () => {
    const ana = await insertReader(portal, allAt('never'))
    const jens = await insertStaff(portal, 'auditor')
    await register()
    await announce()
    for (const id of [ana, jens]) await changePaces(portal, id, allAt('hourly'))
    const next = await register()
    await announce()
    await anHourPasses()
    for (const id of [ana, jens]) expect(await idsTo(portal, id)).toEqual([[next]])
  })

  test('what nobody has chosen goes on following the role', async () => {
    const id = await insertReader(portal, allAt('never', { access: 'hourly' }), 'auditor')
    const olga = await staffClient(portal, 'owner', 'Olga')
    const rowOf = async () => (await olga.admin.staff.list.query()).find((row) => row.id === id)!
    const { version, paces } = await rowOf()
    expect(paces).toEqual(allAt('never', { access: 'hourly' }))
    const promoted = await olga.admin.staff.change.mutate({ id, version, role: 'approver' })
    expect(promoted.paces).toEqual(allAt('at_once', { access: 'hourly' }))
    await changePaces(portal, id, allAt('at_once'))
    const demoted = await olga.admin.staff.change.mutate({ id, version: promoted.version, role: 'auditor' })
    expect(demoted.paces).toEqual(allAt('never'))
  })

  test('everybody for themselves, owners for all; it is recorded, and every open list follows', async () => {
    const jensId = await insertStaff(portal, 'auditor', 'Jens')
    const cookie = await signIn(portal, jensId)
    const jens = clientOf(portal, cookie)
    const tab = await openStarted(portal, cookie)
    const paces = allAt('daily', { access: 'hourly' })
    expect(await jens.admin.staff.setPaces.mutate({ id: jensId, paces })).toMatchObject({ paces, role: 'auditor' })
    await tab.until(({ events }) => events.some(({ kind }) => kind === 'staff.changed'))
    expect(tab.events.find(({ kind }) => kind === 'staff.changed')).toMatchObject({ staff: { id: jensId, paces } })
    await tab.close()
    const [entry] = await sql`
      select detail from audit_entries where action = 'staff.changed' and actor_id = ${jensId} order by at desc limit 1`
    expect(entry!.detail).toEqual({ paces })
    const approver = await staffClient(portal, 'approver')
    const never = { id: jensId, paces: allAt('never') }
    expect(await refusalOf(approver.admin.staff.setPaces.mutate(never))).toBe('NOT_ALLOWED')
    const owner = await staffClient(portal, 'owner')
    await owner.admin.staff.setPaces.mutate(never)
    const row = (await owner.admin.staff.list.query()).find(({ id }) => id === jensId)
    expect(row).toMatchObject({ paces: allAt('never') })
  })

  test('an auditor is told nothing at once, and whoever is no portal admin nothing at all', async () => {
    const owner = await staffClient(portal, 'owner')
    const id = await insertStaff(portal, 'auditor')
    const atOnce = { id, paces: allAt('daily', { access: 'at_once' }) }
    expect(await refusalOf(owner.admin.staff.setPaces.mutate(atOnce))).toBe('NOT_IN_THIS_STATE')
    expect(await sql`select 1 from review_mail_paces where account_id = ${id}`).toHaveLength(0)
    const [developer] = await sql<{ id: string }[]>`select id from accounts where kind = 'user' limit 1`
    expect(await refusalOf(owner.admin.staff.setPaces.mutate({ ...atOnce, id: developer!.id }))).toBe('NOT_FOUND')
  })
})

describe('what was away from the queue when others were told', () => {
  const announcing = async () => (await sql`select 1 from pgboss.job where name = 'reviews.announce'`).length > 0
  beforeEach(async () => {
    await sql`delete from pgboss.job where name = 'reviews.announce'`
  })

  test('is news to everybody when it is answered, whatever was asked and decided meanwhile', async () => {
    const [atOnce, hourly] = [await insertStaff(portal, 'owner'), await insertReader(portal, allAt('hourly'))]
    const acts = actsOf(await insertStaff(portal, 'approver'))
    const [answered, undone] = [await register(), await register()]
    await announce()
    for (const id of [answered, undone]) await acts.ask(id)
    await anHourPasses()
    await acts.approve(undone)
    await sql`delete from pgboss.job where name = 'reviews.announce'`
    await acts.undo(undone)
    expect(await announcing()).toBe(true)
    await sql`delete from pgboss.job where name = 'reviews.announce'`
    await acts.answer(answered)
    expect(await announcing()).toBe(true)
    await announce()
    await anHourPasses()
    await anHourPasses()
    expect(await idsTo(portal, atOnce)).toEqual([
      [answered, undone],
      [answered, undone],
    ])
    expect(await idsTo(portal, hourly)).toEqual([[answered, undone]])
  })

  test('is told of while its decision can be undone, and not again when it is', async () => {
    const [atOnce, hourly] = [await insertStaff(portal, 'owner'), await insertReader(portal, allAt('hourly'))]
    const acts = actsOf(await insertStaff(portal, 'approver'))
    const [undone, over] = [await register(), await register()]
    await announce()
    await sql`delete from pgboss.job where name = 'reviews.announce'`
    for (const id of [undone, over]) await acts.approve(id)
    // A machine that stalls must not end it.
    await sql`update reviews set undo_until = now() + interval '10 minutes' where id = ${undone}`
    await acts.endWindow(over)
    await anHourPasses()
    await acts.undo(undone)
    expect(await announcing()).toBe(false)
    await announce()
    await anHourPasses()
    expect(await idsTo(portal, atOnce)).toEqual([[undone, over]])
    expect(await idsTo(portal, hourly)).toEqual([[undone]])
  })

  test('is announced after an undo if it has not been yet', async () => {
    const ana = await insertStaff(portal, 'owner')
    const acts = actsOf(ana)
    const id = await register()
    await acts.approve(id)
    await announce()
    await sql`delete from pgboss.job where name = 'reviews.announce'`
    await acts.undo(id)
    expect(await announcing()).toBe(true)
    await announce()
    expect(await idsTo(portal, ana)).toEqual([[id]])
  })

  test('is news to everybody when it is reopened', async () => {
    const [ana, hourly] = [await insertStaff(portal, 'owner'), await insertReader(portal, allAt('hourly'))]
    const acts = actsOf(ana)
    const id = await register()
    await announce()
    await acts.reject(id)
    await acts.endWindow(id)
    await anHourPasses()
    await sql`delete from pgboss.job where name = 'reviews.announce'`
    await acts.reopen(id)
    expect(await announcing()).toBe(true)
    await announce()
    await anHourPasses()
    expect([await idsTo(portal, ana), await idsTo(portal, hourly)]).toEqual([[[id], [id]], [[id]]])
  })
})

describe('reminders', () => {
  /** As if it had come, and been announced, so long ago. */
  const waitFor = (id: string, hours: number) => sql`
    update reviews set requested_at = long_ago, announced_at = long_ago
      from (select now() - make_interval(mins => ${hours * 60 + 1}) as long_ago) clock where id = ${id}`

  test('one mail to each who decides with all that crossed the line, of each once', async () => {
    const [owner, approver, auditor] = [
      await insertStaff(portal, 'owner'),
      await insertReader(portal, allAt('daily')),
      await insertReader(portal, allAt('hourly'), 'auditor'),
    ]
    const [older, old, young] = [await register('Maria'), await register(), await register()]
    await waitFor(older, 96)
    await waitFor(old, 72)
    await waitFor(young, 71)
    await Promise.all([remind(), remind(), remind()])
    for (const id of [owner, approver]) {
      expect(await toldTo(portal, id, 'reviews-overdue')).toMatchObject([
        {
          count: 2,
          limitLabel: '3 days',
          reviews: [{ id: older, name: 'Maria Lindqvist', waitedLabel: '4 days' }, { id: old }],
        },
      ])
    }
    expect(await idsTo(portal, auditor, 'reviews-overdue')).toEqual([])
    await waitFor(young, 72)
    await remind()
    expect(await idsTo(portal, owner, 'reviews-overdue')).toEqual([[older, old], [young]])
  })

  test('go by the hours of the settings, or not at all', async () => {
    const ana = await insertStaff(portal, 'owner')
    const id = await register()
    await waitFor(id, 1000)
    await sql`update settings set reminder_hours = null`
    await remind()
    expect(await idsTo(portal, ana, 'reviews-overdue')).toEqual([])
    await sql`update settings set reminder_hours = 1000`
    await remind()
    expect(await toldTo(portal, ana, 'reviews-overdue')).toMatchObject([
      { limitLabel: '1000 hours', reviews: [{ id }] },
    ])
  })

  test('leave out kinds of which somebody wants no mail, and what is decided or asked', async () => {
    const ana = await insertReader(portal, allAt('at_once', { registration: 'never' }))
    const ben = await insertReader(portal, allAt('never'))
    const olga = await insertStaff(portal, 'owner')
    const [registration, decided, asked] = [await register(), await register(), await register()]
    const { reviewId: access } = await insertAccessRequest(portal)
    for (const id of [registration, decided, asked, access]) await waitFor(id, 80)
    await decide(decided)
    await sql`update reviews set state = 'needs_information', question = 'Who are you?' where id = ${asked}`
    await remind()
    expect(await idsTo(portal, ana, 'reviews-overdue')).toEqual([[access]])
    expect(await idsTo(portal, ben, 'reviews-overdue')).toEqual([])
    expect((await idsTo(portal, olga, 'reviews-overdue'))[0]!.sort()).toEqual([registration, access].sort())
  })

  test('come again for what was answered or reopened once that has waited, not for a slip that was taken back', async () => {
    const anaId = await insertStaff(portal, 'owner')
    const acts = actsOf(anaId)
    const id = await register()
    const reminders = async () => {
      await announce()
      await remind()
      return (await idsTo(portal, anaId, 'reviews-overdue')).length
    }
    await waitFor(id, 80)
    expect(await reminders()).toBe(1)
    await acts.approve(id)
    await acts.undo(id)
    expect(await reminders()).toBe(1)
    await acts.ask(id)
    await acts.answer(id)
    // It came long ago; it is back since now.
    expect(await reminders()).toBe(1)
    await waitFor(id, 80)
    expect(await reminders()).toBe(2)
    await acts.reject(id)
    await acts.endWindow(id)
    await acts.reopen(id)
    expect(await reminders()).toBe(2)
    await waitFor(id, 80)
    expect([await reminders(), await reminders()]).toEqual([3, 3])
  })
})
