import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitOf, openDatabase, type Commit, type Database, type Tx } from '#db/database.ts'
import { createTestDatabase, type TestDatabase } from '#tests/setup/postgres.ts'

let own: TestDatabase
let database: Database
beforeAll(async () => {
  own = await createTestDatabase()
  database = openDatabase(own.url)
  await database.sql`create table places (id integer primary key, visits integer not null default 0)`
  await database.sql`insert into places values (1), (2)`
})
afterAll(async () => {
  await database.close()
  await own.drop()
})

const visits = async () =>
  (await database.sql<{ visits: number }[]>`select visits from places order by id`).map((row) => row.visits)

test('two transactions that wait for each other are both done, each once', async () => {
  const commits: Commit[] = []
  database.onCommit((commit) => void commits.push(commit))
  let attempts = 0
  // Both hold their first row before either asks for its second, in the first attempt.
  const both = Promise.withResolvers<void>()
  const visit = (first: number, second: number) =>
    database.inTransaction(async (tx: Tx) => {
      commitOf(tx).queues.add(`from ${first}`)
      await tx`update places set visits = visits + 1 where id = ${first}`
      if (++attempts === 2) both.resolve()
      await both.promise
      await tx`update places set visits = visits + 1 where id = ${second}`
    })
  await Promise.all([visit(1, 2), visit(2, 1)])
  expect(attempts).toBe(3)
  expect(await visits()).toEqual([2, 2])
  expect(commits.map(({ queues }) => [...queues]).sort()).toEqual([['from 1'], ['from 2']])
})

test('any other error is not tried again', async () => {
  let attempts = 0
  const failed = database.inTransaction(async (tx) => {
    attempts++
    await tx`insert into places values (1)`
  })
  await expect(failed).rejects.toMatchObject({ code: '23505' })
  expect(attempts).toBe(1)
})
