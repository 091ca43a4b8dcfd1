import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countMatching } from '#server/features/reviews/queries.ts'
import { reviewFilter } from '#server/features/reviews/schema.ts'
import { ownViewsMax, viewCountMax } from '#server/features/queue-views/schema.ts'
import {
  clientOf,
  insertRegistration,
  insertStaff,
  openStarted,
  requestId,
  signIn,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'

interface Admin {
  id: string
  cookie: string
  api: ReturnType<typeof clientOf>
}
let portal: Portal
let ana: Admin
let ben: Admin
let owner: Admin

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  const admin = async (role: 'approver' | 'owner', name: string): Promise<Admin> => {
    const id = await insertStaff(portal, role, name)
    const cookie = await signIn(portal, id)
    return { id, cookie, api: clientOf(portal, cookie) }
  }
  ana = await admin('approver', 'Ana')
  ben = await admin('approver', 'Ben')
  owner = await admin('owner', 'Olga')
})
afterAll(() => portal.end())

const add = (by: Admin, name: string, { isShared = false, filter = {} } = {}) =>
  by.api.admin.queueViews.add.mutate({ requestId: requestId(), name, isShared, filter })
const views = (by: Admin) => by.api.admin.queueViews.list.query()
const namesOf = async (by: Admin) => (await views(by)).map(({ name }) => name)
const find = async (by: Admin, id: string) => (await views(by)).find((view) => view.id === id)

describe('a private view', () => {
  test('is there for nobody else, not even for an owner', async () => {
    const { id } = await add(ana, 'Only mine')
    expect(await find(ana, id)).toMatchObject({ name: 'Only mine', isShared: false, owner: { id: ana.id } })
    for (const other of [ben, owner]) {
      expect(await find(other, id)).toBeUndefined()
      const edit = { id, version: 1, name: 'Yours', isShared: true }
      expect(await refusalOf(other.api.admin.queueViews.edit.mutate(edit))).toBe('NOT_FOUND')
      expect(await refusalOf(other.api.admin.queueViews.remove.mutate({ id }))).toBe('NOT_FOUND')
    }
    expect(await find(ana, id)).toMatchObject({ name: 'Only mine', version: 1 })
  })

  test('is spoken of to its owner alone, and the audit keeps neither its name nor what it looks for', async () => {
    const [mine, others] = [await openStarted(portal, ana.cookie), await openStarted(portal, ben.cookie)]
    const secret = await add(ana, 'Not their business', { filter: { search: 'lindqvist' } })
    const known = await add(ana, 'For all', { isShared: true })
    const heard = (tab: typeof mine) =>
      tab.events.flatMap((event) => (event.kind === 'queue-view.changed' ? [event.viewId] : []))
    await Promise.all([mine, others].map((tab) => tab.until(() => heard(tab).includes(known.id))))
    expect(heard(mine)).toEqual([secret.id, known.id])
    expect(heard(others)).toEqual([known.id])
    await Promise.all([mine.close(), others.close()])

    const [entry] = await portal.database.sql`
      select action, actor_id, detail from audit_entries where subject_kind = 'queue-view' and subject_id = ${secret.id}`
    expect(entry).toEqual({ action: 'queue-view.added', actorId: ana.id, detail: { isShared: false } })
  })

  test('that was shared goes from the others, who hear of it', async () => {
    const { id } = await add(ana, 'Shared for a while', { isShared: true })
    expect(await find(ben, id)).toMatchObject({ owner: { name: 'Ana approver' } })
    const tab = await openStarted(portal, ben.cookie)
    await ana.api.admin.queueViews.edit.mutate({ id, version: 1, name: 'Mine again', isShared: false })
    await tab.until(({ events }) => events.some((event) => event.kind === 'queue-view.changed' && event.viewId === id))
    await tab.close()
    expect(await find(ben, id)).toBeUndefined()
  })
})

describe('a shared view', () => {
  test('is changed by whoever made it, on the version that was seen', async () => {
    const { id } = await add(ana, 'Over red', { isShared: true })
    const edit = { id, version: 1, name: 'Urgent', isShared: true }
    expect(await refusalOf(ben.api.admin.queueViews.edit.mutate(edit))).toBe('NOT_ALLOWED')
    await ana.api.admin.queueViews.edit.mutate(edit)
    expect(await find(ben, id)).toMatchObject({ name: 'Urgent', version: 2 })
    expect(await refusalOf(ana.api.admin.queueViews.edit.mutate(edit))).toBe('VIEW_CHANGED')
  })

  test('is deleted by whoever made it, or by an owner', async () => {
    const [first, second] = [await add(ana, 'First', { isShared: true }), await add(ana, 'Second', { isShared: true })]
    expect(await refusalOf(ben.api.admin.queueViews.remove.mutate(first))).toBe('NOT_ALLOWED')
    await ana.api.admin.queueViews.remove.mutate(first)
    await owner.api.admin.queueViews.remove.mutate(second)
    expect(await refusalOf(owner.api.admin.queueViews.remove.mutate(second))).toBe('NOT_FOUND')
    expect(await namesOf(ana)).not.toContain('Second')
  })
})

test('of one person no two views have one name, in any case of letters; others may', async () => {
  await add(ben, 'Mornings')
  expect(await refusalOf(add(ben, 'MORNINGS'))).toBe('VIEW_NAME_TAKEN')
  expect(await refusalOf(add(ana, 'Mornings'))).toBe('no refusal')
  const { id } = await add(ben, 'Evenings')
  const edit = { id, version: 1, name: 'mornings', isShared: false }
  expect(await refusalOf(ben.api.admin.queueViews.edit.mutate(edit))).toBe('VIEW_NAME_TAKEN')
})

test('own views come first, then those of the others', async () => {
  const mine = (await views(ben)).map(({ owner: { id } }) => id === ben.id)
  expect(mine).toEqual([...mine].sort((a, b) => Number(b) - Number(a)))
  expect(mine).toContain(false)
})

test('there is a most of one’s own, also for two at the same moment', async () => {
  const full = { id: await insertStaff(portal, 'approver', 'Ida'), cookie: '' }
  await portal.database.sql`
    insert into queue_views (owner_id, name, filter)
    select ${full.id}, 'View ' || n, '{"state": "pending", "search": ""}' from generate_series(2, ${ownViewsMax}::int) n`
  const ida = { ...full, api: clientOf(portal, await signIn(portal, full.id)) }
  const both = await Promise.all(['Last', 'One too many'].map((name) => refusalOf(add(ida, name))))
  expect(both.sort()).toEqual(['VIEWS_FULL', 'no refusal'])
  expect((await views(ida)).filter(({ owner: { id } }) => id === ida.id)).toHaveLength(ownViewsMax)
})

test('a filter that makes no sense is refused', async () => {
  const filter = { state: 'lost' } as never
  const call = ana.api.admin.queueViews.add.mutate({ requestId: randomUUID(), name: 'Odd', isShared: false, filter })
  expect(await call.catch((error: { data: { httpStatus: number } }) => error.data.httpStatus)).toBe(400)
})

describe('the counts', () => {
  test('are of whoever looks, and those of the list', async () => {
    const review = await insertRegistration(portal, 'Ottoline')
    await insertRegistration(portal, 'Ottoline')
    await ben.api.admin.reviews.claim.mutate({ id: review.id })
    const { id } = await add(ana, 'Claimed by me', {
      isShared: true,
      filter: { search: 'ottoline', claimed: 'me' },
    })
    const all = await add(ana, 'Ottoline', { filter: { search: 'OTTOLINE' } })
    expect((await find(ana, id))!.count).toBe(0)
    expect((await find(ben, id))!.count).toBe(1)
    expect((await find(ana, all.id))!.count).toBe(2)
  })

  test('stop at what is worth saying', async () => {
    const { sql } = portal.database
    await sql`
      insert into reviews (kind, subject_id, requester_id, state, facts, search_text)
      select 'registration', gen_random_uuid(), ${ana.id}, 'pending', '{}', 'crowd'
        from generate_series(1, ${viewCountMax + 50}::int)`
    const { id } = await add(ana, 'Crowd', { filter: { search: 'crowd' } })
    expect((await find(ana, id))!.count).toBe(viewCountMax + 1)
    const filter = reviewFilter.parse({ search: 'crowd' })
    expect(await countMatching(sql, filter, ana.id, 5_000)).toBe(viewCountMax + 50)
  })
})
