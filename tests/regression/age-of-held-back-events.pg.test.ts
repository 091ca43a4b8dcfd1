// Verification believes its memory while the feed is young. Its age was taken from the next event that waits for its turn, which may
// be younger than one behind it: a revocation could have waited a while, and the feed said that nothing had.
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readLog } from '#server/realtime/log.ts'
import { createTestDatabase, type TestDatabase } from '#tests/setup/postgres.ts'

let database: TestDatabase
let sql: postgres.Sql

beforeAll(async () => {
  database = await createTestDatabase()
  sql = postgres(database.url, { max: 5, onnotice: () => {}, transform: { column: { from: postgres.toCamel } } })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

it('counts the oldest of all events that wait, not the next one', async () => {
  const say = (db: postgres.Sql | postgres.TransactionSql, at: string) =>
    db`insert into events (at, audience, kind, payload) values (${at}::timestamptz, 'admins', 'cart.changed', '{}')`
  const [now] = await sql<{ head: string; long: string; just: string }[]>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as head, (clock_timestamp() - interval '5 seconds')::text as long,
           clock_timestamp()::text as just`
  const holds = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  // A transaction that began first holds back what two others commit, of which the earlier in order was written later.
  const holder = sql.begin(async (tx) => {
    await tx`select pg_current_xact_id()`
    holds.resolve()
    await release.promise
  })
  await holds.promise
  await sql.begin((tx) => say(tx, now!.just))
  await sql.begin((tx) => say(tx, now!.long))
  const { events, heldBackMs, isCut } = await readLog(sql, { xid: now!.head, id: '0' })
  expect([events, isCut]).toEqual([[], false])
  expect(heldBackMs).toBeGreaterThanOrEqual(5_000)
  // One that was not read at all may be older still.
  expect((await readLog(sql, { xid: now!.head, id: '0' }, 1)).isCut).toBe(true)
  release.resolve()
  await holder
})
