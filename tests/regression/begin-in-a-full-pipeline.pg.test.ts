// postgres.js 3.4.9 forgot to reserve a connection whose pipeline was full with the very BEGIN of a transaction: it failed with
// UNSAFE_TRANSACTION, and other queries ran inside what it had begun. See db/driver.ts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '#db/database.ts'
import { createTestDatabase, type TestDatabase } from '#tests/setup/postgres.ts'

const connections = 3
let target: TestDatabase
let database: Database

beforeAll(async () => {
  target = await createTestDatabase()
  database = openDatabase(target.url, connections)
})
afterAll(async () => {
  await database.close()
  await target.drop()
})

test('transactions that begin at the end of a full pipeline have a connection of their own', async () => {
  const { sql } = database
  await sql`create table counted (n int)`
  const sleepEverywhere = () => Array.from({ length: connections }, () => sql`select pg_sleep(0.1)`)
  // Each connection is open, and busy with one query that is answered after everything else has been sent.
  await Promise.all(sleepEverywhere())
  const busy = sleepEverywhere().map((query) => query.execute())
  const others = Array.from({ length: connections * 99 }, () => sql`select 1`.execute())
  const ends = await Promise.allSettled(
    Array.from({ length: connections }, (_, i) =>
      database.inTransaction(async (tx) => {
        await tx`insert into counted values (${i})`
      }),
    ),
  )
  await Promise.all([...busy, ...others])
  expect(ends.filter(({ status }) => status === 'rejected')).toEqual([])
  expect(await sql`select n from counted order by n`).toHaveLength(connections)
  const left = await sql`
    select 1 from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`
  expect(left).toHaveLength(0)
})
