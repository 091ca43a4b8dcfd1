// The desk: who is at the queue, and soft claims. A claim tells, and keeps nobody from deciding.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askForOrganization, insertAdmin, type Admin } from '#tests/setup/desk.ts'
import {
  insertRegistration,
  openStarted,
  openTab,
  requestId,
  startPortal,
  type Portal,
  type Tab,
} from '#tests/setup/portal.ts'
import { refusalOf } from '#tests/setup/raw-call.ts'
import { rounds } from '#tests/setup/rounds.ts'

let portal: Portal
let ana: Admin
let ben: Admin

beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  ana = await admin('Ana')
  ben = await admin('Ben')
})
afterAll(() => portal.end())
beforeEach(async () => {
  await portal.database.sql`delete from rate_limits`
})

const admin = (firstName: string) => insertAdmin(portal, firstName)
const holderOf = async (id: string) => {
  const { claims } = await ana.api.admin.reviews.atDesk.query()
  return claims.find(({ reviewId }) => reviewId === id)?.by?.name
}
const actionsOn = async (id: string) => {
  const entries = await portal.database.sql<{ action: string }[]>`
    select action from audit_entries where subject_id = ${id} order by id`
  return entries.map(({ action }) => action)
}
/** Is at the queue in a tab. */
async function attend(person: Admin, reviewId: string | null, isWatching = true): Promise<{ tab: Tab; leave(): void }> {
  const countThere = () =>
    portal.presence.list().filter((one) => one.id === person.id && one.reviewId === reviewId).length
  const before = countThere()
  const tab = await openStarted(portal, person.cookie)
  const attending = tab.api.admin.reviews.attend.subscribe({ reviewId, isWatching }, { onData: () => undefined })
  await expect.poll(countThere).toBe(before + 1)
  return { tab, leave: () => attending.unsubscribe() }
}

describe('a claim', () => {
  test('of hundreds at once one is first, and all hear whose it is', async () => {
    const crowd = await Promise.all(Array.from({ length: 8 }, (_, n) => admin(`Crowd${n}`)))
    for (let round = 0; round < rounds(3, 30); round++) {
      const { id } = await insertRegistration(portal)
      const claims = await Promise.all(
        Array.from({ length: 200 }, (_, n) => crowd[n % crowd.length]!.api.admin.reviews.claim.mutate({ id })),
      )
      expect(new Set(claims.map(({ by }) => by?.name)).size).toBe(1)
      expect(await holderOf(id)).toBe(claims[0]!.by!.name)
    }
  })

  test('lives for ninety seconds by the clock of the database, and is anybody’s after them', async () => {
    const { id } = await insertRegistration(portal)
    await ana.api.admin.reviews.claim.mutate({ id })
    const [lease] = await portal.database.sql<{ seconds: number }[]>`
      select extract(epoch from until - since)::float8 as seconds from review_claims where review_id = ${id}`
    expect(lease!.seconds).toBeCloseTo(90, 0)
    expect((await ben.api.admin.reviews.claim.mutate({ id })).by?.name).toBe('Ana approver')
    await portal.database.sql`update review_claims set until = clock_timestamp() where review_id = ${id}`
    expect(await holderOf(id)).toBeUndefined()
    expect((await ben.api.admin.reviews.claim.mutate({ id })).by?.name).toBe('Ben approver')
    // Nobody lost it: nothing to record.
    expect(await actionsOn(id)).not.toContain('review.taken-over')
  })

  test('is taken over at a word, which is on the record once', async () => {
    const { id } = await insertRegistration(portal)
    await ana.api.admin.reviews.claim.mutate({ id })
    const tab = await openStarted(portal, ana.cookie)
    expect((await ben.api.admin.reviews.takeOver.mutate({ id })).by?.name).toBe('Ben approver')
    await ben.api.admin.reviews.takeOver.mutate({ id })
    await tab.until(({ events }) =>
      events.some((event) => event.kind === 'claim.changed' && event.claim.by?.id === ben.id),
    )
    expect((await actionsOn(id)).filter((action) => action === 'review.taken-over')).toHaveLength(1)
    // Whose it is not cannot give it back.
    await ana.api.admin.reviews.release.mutate({ id })
    expect(await holderOf(id)).toBe('Ben approver')
    await ben.api.admin.reviews.release.mutate({ id })
    expect(await holderOf(id)).toBeUndefined()
    await tab.close()
  })

  test.each(['approve', 'reject', 'ask'] as const)(
    'stands in nobody’s way, and ends with the deed of another: %s',
    async (act) => {
      const { id, version } = await insertRegistration(portal)
      await ana.api.admin.reviews.claim.mutate({ id })
      const input = { id, version, requestId: requestId() }
      const { reviews } = ben.api.admin
      if (act === 'approve') await reviews.approve.mutate(input)
      else if (act === 'reject') await reviews.reject.mutate({ ...input, reason: 'No.' })
      else await reviews.ask.mutate({ ...input, question: 'Who?' })
      expect(await holderOf(id)).toBeUndefined()
    },
  )

  test('ends with its review: withdrawn, settled, decided while it is claimed', async () => {
    const { id, api } = await askForOrganization(portal, 'Kustwacht')
    await ana.api.admin.reviews.claim.mutate({ id })
    await api.portal.organizations.withdraw.mutate({ id })
    expect(await holderOf(id)).toBeUndefined()
    for (let round = 0; round < rounds(20, 200); round++) {
      const { id, version } = await insertRegistration(portal)
      await Promise.allSettled([
        ana.api.admin.reviews.claim.mutate({ id }),
        ben.api.admin.reviews.approve.mutate({ id, version, requestId: requestId() }),
        ana.api.admin.reviews.takeOver.mutate({ id }),
      ])
      expect(await holderOf(id)).toBeUndefined()
    }
  })

  test('taken over by many at once is on the record as often as it changed hands, each from whom it was', async () => {
    const { id } = await insertRegistration(portal)
    await ana.api.admin.reviews.claim.mutate({ id })
    const crowd = await Promise.all(Array.from({ length: 6 }, (_, n) => admin(`Taker${n}`)))
    await Promise.all(crowd.map(({ api }) => api.admin.reviews.takeOver.mutate({ id })))
    const entries = await portal.database.sql<{ actorId: string; from: string }[]>`
      select actor_id, detail ->> 'from' as from from audit_entries
       where subject_id = ${id} and action = 'review.taken-over' order by id`
    expect(new Set(entries.map(({ from }) => from)).size).toBe(6)
    expect(entries[0]!.from).toBe(ana.id)
    for (const [n, { from }] of entries.slice(1).entries()) expect(from).toBe(entries[n]!.actorId)
  })

  test('of what is decided is none', async () => {
    const { id, version } = await insertRegistration(portal)
    await ana.api.admin.reviews.approve.mutate({ id, version, requestId: requestId() })
    expect(await refusalOf(ana.api.admin.reviews.claim.mutate({ id }))).toBe('NOT_FOUND')
    expect(await refusalOf(ana.api.admin.reviews.takeOver.mutate({ id }))).toBe('NOT_FOUND')
  })
})

describe('at the queue', () => {
  test('a socket is at a few places at most', async () => {
    const tab = await openStarted(portal, ana.cookie)
    const outcomes = Array.from(
      { length: 10 },
      () =>
        new Promise<string>((resolve) => {
          tab.api.admin.reviews.attend.subscribe(
            { reviewId: null, isWatching: true },
            { onData: () => resolve('there'), onError: (error) => resolve(error.data?.refusal?.code ?? error.message) },
          )
        }),
    )
    const codes = await Promise.all(outcomes)
    // One of six is the stream of events.
    expect(
      codes.filter((code) => code === 'there'),
      codes.join(),
    ).toHaveLength(5)
    expect(new Set(codes)).toEqual(new Set(['there', 'TOO_MANY_STREAMS']))
    await tab.close()
    await expect.poll(() => portal.presence.list().filter((one) => one.id === ana.id)).toEqual([])
  })

  test('opening claims, the others hear of both at once; leaving gives back', async () => {
    const { id } = await insertRegistration(portal)
    const watcher = await openStarted(portal, ben.cookie)
    const { tab, leave } = await attend(ana, id)
    await watcher.until(({ events }) => {
      const isThere = events.some(
        (event) => event.kind === 'presence.changed' && event.present.some((one) => one.reviewId === id),
      )
      return (
        isThere &&
        events.some((event) => event.kind === 'claim.changed' && event.claim.reviewId === id && event.claim.by)
      )
    })
    leave()
    await watcher.until(({ events }) =>
      events.some((event) => event.kind === 'claim.changed' && event.claim.reviewId === id && event.claim.by === null),
    )
    await expect.poll(() => portal.presence.list().filter((one) => one.reviewId === id)).toEqual([])
    await Promise.all([tab.close(), watcher.close()])
  })

  test('a tab that is killed is gone, with its claim; a second tab of the same person keeps both', async () => {
    const { id } = await insertRegistration(portal)
    const first = await attend(ana, id)
    const second = await attend(ana, id)
    await expect.poll(() => holderOf(id)).toBe('Ana approver')
    await first.tab.close()
    await expect.poll(() => portal.presence.list().filter((one) => one.reviewId === id)).toHaveLength(1)
    expect(await holderOf(id)).toBe('Ana approver')
    await second.tab.close()
    await expect.poll(() => holderOf(id)).toBeUndefined()
  })

  test('a tab without the focus is there, and claims nothing', async () => {
    const { id } = await insertRegistration(portal)
    const { tab } = await attend(ana, id, false)
    expect(await holderOf(id)).toBeUndefined()
    await tab.close()
  })

  test('is the same seen from every process, and over with the process', async () => {
    const other = await startPortal({ role: 'web', databaseUrl: portal.databaseUrl })
    const { id } = await insertRegistration(portal)
    const far = await openStarted(other, ben.cookie)
    far.api.admin.reviews.attend.subscribe({ reviewId: id, isWatching: true }, { onData: () => undefined })
    await expect.poll(() => portal.presence.list()).toContainEqual({ id: ben.id, name: 'Ben approver', reviewId: id })
    await expect.poll(() => holderOf(id)).toBe('Ben approver')
    // One that starts later is told who is there already.
    const third = await startPortal({ role: 'web', databaseUrl: portal.databaseUrl })
    await expect.poll(() => third.presence.list()).toContainEqual({ id: ben.id, name: 'Ben approver', reviewId: id })
    await third.stop()
    await other.stop()
    await expect.poll(() => portal.presence.list().filter((one) => one.id === ben.id)).toEqual([])
    await expect.poll(() => holderOf(id)).toBeUndefined()
  })

  test('what is in nobody’s log takes no position from a tab: it resumes and misses nothing', async () => {
    const tab = await openStarted(portal, ben.cookie)
    const { tab: theirs } = await attend(ana, null)
    await tab.until(({ events }) => events.some(({ kind }) => kind === 'presence.changed'))
    const cursor = tab.cursor()
    await tab.close()
    const { id } = await insertRegistration(portal)
    const back = openTab(portal, ben.cookie, cursor)
    await back.until(({ events }) =>
      events.some((event) => event.kind === 'review.submitted' && event.review.id === id),
    )
    expect(back.messages[0]).toMatchObject({ type: 'started', mode: 'resumed' })
    await Promise.all([back.close(), theirs.close()])
  })
})
