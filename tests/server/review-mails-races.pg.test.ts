// Whatever is announced, told, chosen and decided, in any order and at once: nobody misses what they want to know, nor hears twice.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendDigests } from '#server/features/overview/jobs.ts'
import { announceReviews, tellHourly } from '#server/features/review-mails/jobs.ts'
import { mailPaces, type MailPace, type MailPaces } from '#server/features/review-mails/schema.ts'
import { reviewKinds, type ReviewKind } from '#server/features/reviews/schema.ts'
import { insertAccessRequest } from '#tests/setup/access.ts'
import { insertDeveloper, insertStaff, startPortal, type Portal } from '#tests/setup/portal.ts'
import { actsOn, allAt, changePaces, idsTo, insertReader } from '#tests/setup/review-mails.ts'
import { rounds, seeded } from '#tests/setup/rounds.ts'

let portal: Portal
let requesterId: string
beforeAll(async () => {
  portal = await startPortal({ role: 'web' })
  requesterId = (await insertDeveloper(portal)).id
})
afterAll(() => portal.end())

/** Puts a review of a kind into the queue; the least of it. */
async function arrive(kind: ReviewKind = 'registration'): Promise<string> {
  if (kind === 'access') return (await insertAccessRequest(portal)).reviewId
  const facts = {
    firstName: 'Maria',
    lastName: 'L',
    email: 'm@dev.example',
    earlier: 0,
    name: 'Acme',
    products: ['Berths'],
  }
  const [review] = await portal.database.sql<{ id: string }[]>`
    insert into reviews (kind, subject_id, requester_id, state, facts, search_text)
    values (${kind}, ${randomUUID()}, ${requesterId}, 'pending', ${portal.database.sql.json(facts)}, 'maria')
    returning id`
  return review!.id
}

test('of all that comes while paces change and jobs run at once, everybody hears exactly once', async () => {
  const { seed, random } = seeded()
  const oneOf = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!
  const readers = [
    await insertReader(portal, allAt('hourly')),
    await insertReader(portal, allAt('daily')),
    await insertStaff(portal, 'owner'),
  ]
  const soon = ['at_once', 'hourly', 'daily'] as const
  const all: string[] = []
  for (let round = 0; round < rounds(25, 400); round++) {
    const acts: (() => Promise<unknown>)[] = [
      ...Array.from({ length: 3 }, () => () => arrive().then((id) => all.push(id))),
      ...Array.from({ length: 2 }, () => () => announceReviews(portal.database)),
      () => tellHourly(portal.database),
      ...readers.map((id) => () => changePaces(portal, id, allAt(oneOf(soon)))),
    ]
    await Promise.all(acts.sort(() => random() - 0.5).map((act) => act()))
  }
  // Whoever was told nothing for now hears it at last.
  for (const id of readers) await changePaces(portal, id, allAt('hourly'))
  await announceReviews(portal.database)
  await tellHourly(portal.database)
  for (const id of readers) {
    const mails = await portal.database.sql<{ count: number }[]>`
      select (facts ->> 'count')::int as count from mails where account_id = ${id} and template = 'reviews-waiting'`
    expect(
      mails.reduce((sum, { count }) => sum + count, 0),
      `SEED=${seed}`,
    ).toBe(all.length)
    const ids = (await idsTo(portal, id)).flat()
    expect(new Set(ids).size, `SEED=${seed}`).toBe(ids.length)
  }
})

/** What somebody is owed, by the rules and not by clocks. */
interface Person {
  id: string
  paces: MailPaces
  owed: Map<string, ReviewKind>
  mails: string[]
}

/** A review as the rules see it. */
interface Known {
  kind: ReviewKind
  state: 'waits' | 'asked' | 'undoable' | 'decided'
  /** since it came into the queue, or came back */
  announced: boolean
}

test('over random days everybody is told what the rules say', async () => {
  const { seed, random } = seeded()
  const oneOf = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!
  for (let day = 0; day < rounds(10, 200); day++) {
    await portal.database.sql`delete from accounts where kind = 'staff'`
    await portal.database.sql`delete from reviews`
    const people: Person[] = []
    for (let n = 0; n < 2; n++)
      people.push({ id: await insertStaff(portal, 'owner'), paces: allAt('at_once'), owed: new Map(), mails: [] })
    const { reject, undo, reopen, ask, answer, endWindow } = actsOn(portal, people[0]!.id)
    const reviews = new Map<string, Known>()
    const oneThat = (...states: Known['state'][]) => {
      const ids = [...reviews].filter(([, { state }]) => states.includes(state)).map(([id]) => id)
      return ids.length > 0 ? oneOf(ids) : undefined
    }
    const become = (id: string, change: Partial<Known>) => reviews.set(id, { ...reviews.get(id)!, ...change })
    /** Whoever was not told of it yet is not told before it is announced again. */
    const leave = (id: string) => {
      for (const { owed } of people) owed.delete(id)
    }

    const deliver = (pace: MailPace, writesMail = true) => {
      for (const person of people) {
        const told = [...person.owed].filter(([, kind]) => person.paces[kind] === pace).map(([id]) => id)
        for (const id of told) person.owed.delete(id)
        if (writesMail && told.length > 0) person.mails.push(told.sort().join())
      }
    }
    const acts: Record<string, () => Promise<void>> = {
      async arrive() {
        const kind = oneOf(reviewKinds)
        reviews.set(await arrive(kind), { kind, state: 'waits', announced: false })
      },
      async decide() {
        const id = oneThat('waits', 'asked')
        if (!id) return
        await reject(id)
        await portal.database.sql`update reviews set undo_until = now() + interval '1 hour' where id = ${id}`
        become(id, { state: 'undoable' })
      },
      async endWindow() {
        const id = oneThat('undoable')
        if (!id) return
        await endWindow(id)
        become(id, { state: 'decided' })
        leave(id)
      },
      async undo() {
        const id = oneThat('undoable')
        if (!id) return
        await undo(id)
        become(id, { state: 'waits' })
      },
      async reopen() {
        const id = oneThat('undoable', 'decided')
        if (!id) return
        await reopen(id)
        become(id, { state: 'waits', ...(reviews.get(id)!.state === 'decided' && { announced: false }) })
      },
      async ask() {
        const id = oneThat('waits')
        if (!id) return
        await ask(id)
        become(id, { state: 'asked', announced: false })
        leave(id)
      },
      async answer() {
        const id = oneThat('asked')
        if (!id) return
        await answer(id)
        become(id, { state: 'waits' })
      },
      async choose() {
        const [person, kind, pace] = [oneOf(people), oneOf(reviewKinds), oneOf(mailPaces)]
        person.paces = { ...person.paces, [kind]: pace }
        await changePaces(portal, person.id, person.paces)
        if (pace === 'never') for (const [id, of] of person.owed) if (of === kind) person.owed.delete(id)
      },
      async announce() {
        await announceReviews(portal.database)
        for (const [id, review] of reviews) {
          if (review.announced || review.state !== 'waits') continue
          review.announced = true
          for (const { paces, owed } of people) if (paces[review.kind] !== 'never') owed.set(id, review.kind)
        }
        deliver('at_once')
      },
      async tellHourly() {
        await tellHourly(portal.database)
        deliver('hourly')
      },
      async digest() {
        await sendDigests(portal.database)
        deliver('daily', false)
        await portal.database.sql`
          update mails set created_at = created_at - interval '24 hours' where template = 'review-digest'`
      },
    }
    const names = [
      ...['arrive', 'arrive', 'arrive', 'choose', 'choose', 'choose', 'choose'],
      ...['decide', 'decide', 'undo', 'endWindow', 'reopen', 'ask', 'answer', 'answer'],
      ...['announce', 'announce', 'tellHourly', 'digest'],
    ]
    const story: string[] = []
    for (let step = 0; step < 80; step++) {
      story.push(oneOf(names))
      await acts[story.at(-1)!]!()
    }
    for (const name of ['announce', 'tellHourly']) await acts[name]!()
    for (const { id, mails } of people) {
      const told = (await idsTo(portal, id)).map((ids) => ids.sort().join())
      expect(told.sort(), `SEED=${seed} day ${day}: ${story.join(' ')}`).toEqual(mails.sort())
    }
  }
})
