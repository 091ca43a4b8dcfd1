// Every figure of the overview against plain TypeScript over the same reviews.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findOverview } from '#server/features/overview/queries.ts'
import type { Overview } from '#server/features/overview/schema.ts'
import { reviewKinds, type ReviewKind } from '#server/features/reviews/schema.ts'
import {
  insertDeveloper,
  insertRegistration,
  insertStaff,
  requestId,
  staffClient,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'

const hour = 3_600_000
const day = 24 * hour
const amount = 400

interface Generated {
  id: string
  kind: ReviewKind
  state: 'pending' | 'needs_information' | 'approved' | 'rejected' | 'withdrawn'
  requestedAt: Date
  decidedAt: Date | null
  decidedBy: string | null
  question: string | null
  name: string
}

let portal: Portal
let staff: { id: string; name: string }[]
let reviews: Generated[]

beforeAll(async () => {
  portal = await startPortal()
  staff = []
  for (const name of ['Ana', 'Ben', 'Cleo'])
    staff.push({ id: await insertStaff(portal, 'approver', name), name: `${name} approver` })
  const { id: requesterId } = await insertDeveloper(portal)
  reviews = Array.from({ length: amount }, (_, n) => generate(n, Date.now()))
  const rows = reviews.map(({ id, kind, state, requestedAt, decidedAt, decidedBy, question, name }) => ({
    id,
    kind,
    subject_id: randomUUID(),
    requester_id: requesterId,
    state,
    facts: portal.database.sql.json(kind === 'registration' ? { firstName: name, lastName: 'Doe' } : { name }),
    search_text: '',
    requested_at: requestedAt,
    decided_at: decidedAt,
    decided_by: decidedBy,
    question,
    announced_at: new Date(),
  }))
  await portal.database.sql`insert into reviews ${portal.database.sql(rows as never)}`
})
afterAll(() => portal.end())

/** The same each time: what is decided how, after how long and by whom. */
function generate(n: number, now: number): Generated {
  const chaos = (salt: number) => ((n * 7919 + salt * 104_729) % 1009) / 1009
  const state = (
    ['pending', 'approved', 'rejected', 'approved', 'withdrawn', 'needs_information', 'approved'] as const
  )[n % 7]!
  const isDecided = state === 'approved' || state === 'rejected'
  let age = chaos(1) ** 2 * 40 * day + 60_000
  // Not about to turn amber or red while the test runs.
  if (!isDecided && [24, 72].some((hours) => age > (hours - 1) * hour && age < hours * hour)) age -= 2 * hour
  const requestedAt = new Date(Math.round(now - age))
  const decidedAt = isDecided ? new Date(Math.round(requestedAt.getTime() + chaos(2) ** 3 * age)) : null
  const kind = reviewKinds[n % 5 === 0 ? 1 : n % 2 === 0 ? 2 : 0]!
  return {
    id: randomUUID(),
    kind,
    state,
    requestedAt,
    decidedAt,
    // Every fourth by a setting.
    decidedBy: isDecided && n % 4 > 0 ? staff[n % 5 === 0 ? 0 : n % 3]!.id : null,
    // Of those that nobody asked, the address is not confirmed.
    question: state === 'needs_information' && n % 2 === 0 ? 'Who are you?' : null,
    name: `Number ${n}`,
  }
}

const seconds = (one: Generated) => Math.floor((one.decidedAt!.getTime() - one.requestedAt.getTime()) / 1000)
/** The least of the values that so large a part of all does not exceed. */
const percentile = (values: number[], part: number) =>
  values.length === 0 ? null : values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(part * values.length) - 1)]!
const dayOf = (at: Date) => at.toISOString().slice(0, 10)

/** What the overview must say on a day. */
function oracle(today: string, now: number): Overview {
  const dayBefore = (days: number) => dayOf(new Date(Date.parse(today) - days * day))
  const byPeople = (first: string) => reviews.filter((one) => one.decidedBy && dayOf(one.decidedAt!) >= first)
  const paceOf = (some: Generated[]) => ({
    decided: some.length,
    medianSeconds: percentile(some.map(seconds), 0.5),
    ninetiethSeconds: percentile(some.map(seconds), 0.9),
  })
  const waiting = reviewKinds.map((kind) => {
    const some = reviews.filter((one) => one.kind === kind && one.state === 'pending')
    const older = (hours: number) => some.filter((one) => now - one.requestedAt.getTime() >= hours * hour).length
    const [first] = some.toSorted((a, b) => a.requestedAt.getTime() - b.requestedAt.getTime())
    const name = kind === 'registration' ? `${first!.name} Doe` : first!.name
    const oldest = { id: first!.id, name, requestedAt: first!.requestedAt.toISOString() }
    return { kind, count: some.length, amber: older(24), red: older(72), oldest }
  })
  const days = Array.from({ length: 30 }, (_, n) => dayBefore(29 - n)).map((one) => ({
    day: one,
    arrived: reviews.filter(({ requestedAt }) => dayOf(requestedAt) === one).length,
    decided: reviews.filter(({ decidedAt }) => decidedAt && dayOf(decidedAt) === one).length,
    medianSeconds: percentile(
      byPeople('').flatMap((review) => (dayOf(review.decidedAt!) === one ? seconds(review) : [])),
      0.5,
    ),
  }))
  const month = byPeople(dayBefore(29))
  const admins = staff
    .map(({ id, name }) => {
      const own = month.filter(({ decidedBy }) => decidedBy === id)
      return { id, name, decided: own.length, medianSeconds: percentile(own.map(seconds), 0.5)! }
    })
    .toSorted((a, b) => b.decided - a.decided)
  const asked = reviews.filter(({ question }) => question).length
  const week = byPeople(dayBefore(6))
  return { amberHours: 24, redHours: 72, waiting, asked, days, week: paceOf(week), month: paceOf(month), admins }
}

describe('the overview', () => {
  test('says of every figure what counting says', async () => {
    const [before] = await portal.database.sql<{ today: Date }[]>`select now() as today`
    const overview = await findOverview(portal.database.sql)
    const today = overview.days.at(-1)!.day
    expect([dayOf(before!.today), dayOf(new Date(before!.today.getTime() + hour))]).toContain(today)
    const expected = oracle(today, Date.now())
    expect(overview).toEqual(expected)
    // Else it would not say much.
    expect(expected.waiting.every(({ count, amber, red }) => count > amber && amber > red && red > 0)).toBe(true)
    expect(expected.admins).toHaveLength(3)
    expect(expected.week.decided).toBeGreaterThan(10)
    expect(expected.month.decided).toBeGreaterThan(expected.week.decided)
  })

  test('follows the hours of the settings', async () => {
    const { sql } = portal.database
    await sql`update settings set amber_hours = 1, red_hours = 8760`
    const { waiting, amberHours, redHours } = await findOverview(sql)
    expect([amberHours, redHours]).toEqual([1, 8760])
    expect(waiting.reduce((sum, { red }) => sum + red, 0)).toBe(0)
    await sql`update settings set amber_hours = 24, red_hours = 72`
  })

  test('counts the decisions of a deleted admin, as nobody’s', async () => {
    const { sql } = portal.database
    const before = await findOverview(sql)
    const { id, decided } = before.admins.at(-1)!
    await sql`update reviews set decided_by = null where decided_by = ${id}`
    const after = await findOverview(sql)
    expect(after.month.decided).toBe(before.month.decided - decided)
    expect(after.days.map((one) => one.decided)).toEqual(before.days.map((one) => one.decided))
    expect(after.admins.map((one) => one.id)).not.toContain(id)
  })

  test('has nothing but zeros, and every day, where nothing has happened', async () => {
    const other = await startPortal()
    const overview = await findOverview(other.database.sql)
    expect(overview).toMatchObject({ asked: 0, admins: [], month: { decided: 0, medianSeconds: null } })
    expect(overview.waiting).toEqual(reviewKinds.map((kind) => ({ kind, count: 0, amber: 0, red: 0, oldest: null })))
    expect(overview.days).toHaveLength(30)
    expect(overview.days.every((one) => one.arrived + one.decided === 0 && one.medianSeconds === null)).toBe(true)
    await other.end()
  })
})

describe('over the wire', () => {
  let quiet: Portal
  let ana: Awaited<ReturnType<typeof staffClient>>
  beforeAll(async () => {
    quiet = await startPortal()
    ana = await staffClient(quiet, 'auditor')
  })
  afterAll(() => quiet.end())

  const waitingIn = async () => (await ana.admin.overview.get.query()).waiting[0]!.count

  test('what arrives and what is decided shows soon', async () => {
    const before = await waitingIn()
    const review = await insertRegistration(quiet)
    await expect.poll(waitingIn, { timeout: 15_000 }).toBe(before + 1)
    const owner = await staffClient(quiet, 'owner')
    await owner.admin.reviews.approve.mutate({ id: review.id, version: review.version, requestId: requestId() })
    await expect.poll(waitingIn, { timeout: 15_000 }).toBe(before)
  }, 40_000)
})
