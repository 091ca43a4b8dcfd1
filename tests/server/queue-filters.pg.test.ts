// What a filter finds: the server's SQL, the rule by which open tabs judge events, and an oracle in plain TypeScript agree.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { queueOf, type QueueFilter } from '#client/features/reviews/queue-filter.ts'
import { queueRules, type Surroundings } from '#client/features/reviews/queue-list.ts'
import { answerQuestion } from '#server/features/reviews/messages.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import { expectConvergence, type WatchedList } from '#tests/setup/convergence.ts'
import {
  clientOf,
  insertDeveloper,
  insertRegistration,
  insertStaff,
  requestId,
  signIn,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'

let portal: Portal
let ana: { id: string; cookie: string; api: ReturnType<typeof clientOf> }
let ben: typeof ana

beforeAll(async () => {
  // Without a worker: nothing but the test changes a review.
  portal = await startPortal({ role: 'web' })
  const admin = async (name: string) => {
    const id = await insertStaff(portal, 'approver', name)
    const cookie = await signIn(portal, id)
    return { id, cookie, api: clientOf(portal, cookie) }
  }
  ana = await admin('Ana')
  ben = await admin('Ben')
})
afterAll(() => portal.end())

const hours = { amberHours: 24, redHours: 72 }

/** One review as the oracle knows it. */
interface Planted {
  id: string
  kind: 'registration' | 'organization' | 'access'
  state: 'pending' | 'asked' | 'unconfirmed' | 'approved' | 'rejected' | 'withdrawn'
  text: string
  confirmed: boolean
  hoursAgo: number
  decider: 'ana' | 'ben' | 'nobody'
  claim: 'ana' | 'ben' | 'ben, over' | 'nobody'
}

/** Each property goes through its values at a pace of its own, so that all of them meet. */
function plan(n: number): Planted {
  const of = <T>(values: readonly T[], pace: number) => values[Math.floor(n / pace) % values.length]!
  const kind = of(['registration', 'organization', 'access'] as const, 1)
  return {
    id: randomUUID(),
    kind,
    state: of(['pending', 'asked', 'pending', 'approved', 'unconfirmed', 'rejected', 'pending', 'withdrawn'], 3),
    text: of(['Maria Lindqvist 50%', 'Ærø Berg', 'Bo_b \\ O’Hara'], 5),
    confirmed: kind !== 'registration' || of([true, false], 2),
    hoursAgo: of([1, 23, 25, 71, 73, 400], 7),
    decider: of(['ana', 'ben', 'nobody'], 4),
    claim: of(['ana', 'nobody', 'ben', 'ben, over'], 6),
  } as Planted
}

async function plant(one: Planted): Promise<void> {
  const { sql } = portal.database
  const { id: requesterId } = await insertDeveloper(portal)
  const [firstName, ...rest] = one.text.split(' ')
  const facts = {
    ...{ firstName, lastName: rest.join(' '), email: `${one.kind}@example.com`, earlier: 0 },
    ...(one.kind === 'registration' ? { emailConfirmed: one.confirmed } : { name: `Acme ${one.kind}` }),
  }
  const searchText =
    `${one.kind === 'registration' ? '' : `Acme ${one.kind} `}${one.text} ${one.kind}@example.com`.toLowerCase()
  const state = { asked: 'needs_information', unconfirmed: 'needs_information' }[one.state as string] ?? one.state
  const isDecided = state === 'approved' || state === 'rejected'
  const decider = { ana: ana.id, ben: ben.id, nobody: null }[one.decider]
  await sql`
    insert into reviews (id, kind, subject_id, requester_id, state, question, facts, search_text, requested_at, decided_at, decided_by)
    values (${one.id}, ${one.kind}, ${requesterId}, ${requesterId}, ${state}, ${one.state === 'asked' ? 'Which one?' : null},
            ${sql.json(facts as never)}, ${searchText}, now() - make_interval(hours => ${one.hoursAgo}),
            ${isDecided ? sql`now() - make_interval(mins => ${one.hoursAgo})` : null}, ${isDecided ? decider : null})`
  if (one.claim === 'nobody' || isDecided) return
  const until = one.claim === 'ben, over' ? sql`now() - interval '1 second'` : sql`now() + interval '1 hour'`
  const claimer = one.claim === 'ana' ? ana.id : ben.id
  await sql`insert into review_claims (review_id, account_id, until) values (${one.id}, ${claimer}, ${until})`
}

/** What Ana finds, said once more and otherwise. */
function isFound(one: Planted, filter: QueueFilter): boolean {
  const isDecided = one.state === 'approved' || one.state === 'rejected'
  if (filter.state === 'pending' && one.state !== 'pending') return false
  if (filter.state === 'asked' && one.state !== 'asked') return false
  if (filter.state === 'decided' && !isDecided) return false
  if (filter.kind && filter.kind !== one.kind) return false
  if (filter.confirmed !== undefined && filter.confirmed !== one.confirmed) return false
  if (filter.age === 'amber' && one.hoursAgo < 24) return false
  if (filter.age === 'red' && one.hoursAgo < 72) return false
  if (filter.claimed === 'me' && one.claim !== 'ana') return false
  if (filter.claimed === 'nobody' && (one.claim === 'ana' || one.claim === 'ben')) return false
  if (filter.decidedBy === 'me' && one.decider !== 'ana') return false
  const text = `${one.kind === 'registration' ? '' : `acme ${one.kind} `}${one.text} ${one.kind}@example.com`
  return filter.search.split(' ').every((word) => text.toLowerCase().includes(word.toLowerCase()))
}

const filters: Partial<QueueFilter>[] = [
  {},
  { state: 'asked' },
  { state: 'decided' },
  { kind: 'access' },
  { kind: 'organization', state: 'decided' },
  { confirmed: true },
  { confirmed: false },
  { confirmed: false, state: 'decided' },
  { age: 'amber' },
  { age: 'red' },
  { age: 'amber', state: 'asked' },
  { claimed: 'me' },
  { claimed: 'nobody' },
  { state: 'decided', decidedBy: 'me' },
  { search: 'MARIA' },
  { search: 'acme lindqvist' },
  { search: 'ærø', state: 'decided' },
  { search: '%' },
  { search: '_' },
  { search: '\\' },
  { search: 'O’Hara bo_b', kind: 'registration', age: 'amber', claimed: 'nobody' },
]
const name = (filter: Partial<QueueFilter>) => JSON.stringify(filter)

describe('against an oracle', () => {
  const planted = Array.from({ length: 240 }, (_, n) => plan(n))
  let all: ReviewRow[]

  const listAll = async (filter: QueueFilter) => {
    const rows: ReviewRow[] = []
    let after: { at: string; id: string } | undefined
    do {
      const page = await ana.api.admin.reviews.list.query({ ...filter, after })
      rows.push(...page.rows)
      after = page.next ?? undefined
    } while (after)
    return rows
  }

  beforeAll(async () => {
    await portal.database.sql`delete from reviews`
    for (const one of planted) await plant(one)
    all = (await Promise.all(planted.map(({ id }) => ana.api.admin.reviews.get.query({ id })))) as ReviewRow[]
  }, 60_000)

  test.each(filters.map((filter) => [name(filter), queueOf(filter)] as const))('%s', async (_, filter) => {
    const expected = planted.filter((one) => isFound(one, filter)).map(({ id }) => id)
    expect(expected.length, 'there is something to find').toBeGreaterThan(0)
    const found = await listAll(filter)
    expect(found.map(({ id }) => id).sort()).toEqual(expected.sort())
    expect(await ana.api.admin.reviews.countMatching.query({ filter })).toBe(expected.length)

    // An open tab judges each row the same.
    const claims = new Map(planted.map(({ id, claim }) => [id, { ana: ana.id, ben: ben.id }[claim as string]]))
    const claimerOf = (id: string) => (claims.get(id) ? { id: claims.get(id)! } : undefined)
    const around: Surroundings = { ownId: ana.id, hours, now: () => Date.now(), claimerOf }
    const judged = all.filter((row) => queueRules(filter, around).belongs(row)).map(({ id }) => id)
    expect(judged.sort()).toEqual(expected)
  })

  test.each([
    ['pending', 'oldest'],
    ['pending', 'newest'],
    ['decided', 'oldest'],
    ['decided', 'newest'],
  ] as const)('%s, %s first, over several pages', async (state, sort) => {
    const found = await listAll(queueOf({ state, sort }))
    const { placeOf } = queueRules(queueOf({ state, sort }))
    const keys = found.map((row) => `${placeOf(row).at} ${row.id}`)
    expect(keys.length).toBeGreaterThan(50)
    const ordered = [...keys].sort()
    expect(keys).toEqual(sort === 'oldest' ? ordered : ordered.reverse())
  })

  test('“me” is whoever asks', async () => {
    const mine = queueOf({ claimed: 'me' })
    const { rows } = await ben.api.admin.reviews.list.query(mine)
    const expected = planted.filter(({ claim, state }) => claim === 'ben' && state === 'pending')
    expect(rows.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort())
  })
})

describe('state before + events = a fresh query', () => {
  beforeAll(async () => {
    await portal.database.sql`delete from reviews`
  })

  // Ages and claims move without an event of the review; what they need is asked again.
  const converging: Partial<QueueFilter>[] = [
    {},
    { sort: 'newest' },
    { state: 'asked' },
    { state: 'decided' },
    { state: 'decided', sort: 'oldest' },
    { state: 'decided', decidedBy: 'me' },
    { kind: 'organization' },
    { confirmed: false },
    { confirmed: true },
    { search: 'maria' },
    { search: 'lindqvist zoe' },
    { search: 'maria', state: 'decided' },
  ]
  const lists = () =>
    converging.map((filter): WatchedList<ReviewRow> => ({
      name: name(filter),
      fetch: () => ana.api.admin.reviews.list.query(queueOf(filter)),
      rules: queueRules(queueOf(filter), { ownId: ana.id }),
      rowOf: (event) => ('review' in event ? event.review : undefined),
    })) as unknown as WatchedList[]

  const decision = ({ id, version }: ReviewRow) => ({ id, version, requestId: requestId() })
  const approve = async (by: typeof ana, row: ReviewRow) => by.api.admin.reviews.approve.mutate(decision(row))
  const ask = (row: ReviewRow) => ben.api.admin.reviews.ask.mutate({ ...decision(row), question: 'Which one?' })
  const answer = (row: ReviewRow) =>
    portal.database.inTransaction((tx) => answerQuestion(tx, null, { ...row, answer: 'This one.' }))

  const acts: [string, () => Promise<() => Promise<unknown>>][] = [
    ['somebody registers', async () => () => insertRegistration(portal)],
    ['somebody of another name registers', async () => () => insertRegistration(portal, 'Zoe')],
    [
      'I approve',
      async () =>
        (
          (row) => () =>
            approve(ana, row)
        )(await insertRegistration(portal)),
    ],
    [
      'another approves',
      async () =>
        (
          (row) => () =>
            approve(ben, row)
        )(await insertRegistration(portal)),
    ],
    [
      'my approval is undone',
      async () =>
        (
          (row) => () =>
            ben.api.admin.reviews.undo.mutate(decision(row))
        )(await approve(ana, await insertRegistration(portal))),
    ],
    [
      'one is asked',
      async () =>
        (
          (row) => () =>
            ask(row)
        )(await insertRegistration(portal)),
    ],
    [
      'a question is answered',
      async () =>
        (
          (row) => () =>
            answer(row)
        )(await ask(await insertRegistration(portal))),
    ],
    [
      'one is asked and approved without an answer',
      async () =>
        (
          (row) => async () =>
            approve(ana, await ask(row))
        )(await insertRegistration(portal, 'Zoe')),
    ],
  ]
  test.each(acts)('%s', async (_, prepare) => {
    await expectConvergence(portal, ana.cookie, lists(), await prepare())
  })
})
