// The harness itself: known-bad ways of doing things, which must be seen to fail. A test that cannot turn red proves nothing.
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#tests/setup/postgres.ts'
import { rounds, seeded } from '#tests/setup/rounds.ts'

let database: TestDatabase
let sql: postgres.Sql

beforeAll(async () => {
  database = await createTestDatabase()
  sql = postgres(database.url, { max: 20, onnotice: () => {} })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

const say = (line: string) => process.stdout.write(`known-bad: ${line}\n`)

test('a decision that is read first and written then lets two admins win', async () => {
  const each = rounds(50, 300)
  await sql`create table decisions (id int primary key, state text not null default 'pending')`
  await sql`insert into decisions select generate_series(1, ${each})`
  const bad = (id: number, verdict: string) =>
    sql.begin(async (tx) => {
      const [row] = await tx`select state from decisions where id = ${id}`
      if (row!.state !== 'pending') return false
      await tx`update decisions set state = ${verdict} where id = ${id}`
      return true
    })
  const good = async (id: number, verdict: string) =>
    (await sql`update decisions set state = ${verdict} where id = ${id} and state = 'pending' returning id`).length > 0

  async function countDoubleWins(decide: (id: number, verdict: string) => Promise<boolean>): Promise<number> {
    let twice = 0
    for (let id = 1; id <= each; id++) {
      const won = await Promise.all([decide(id, 'approved'), decide(id, 'rejected')])
      if (won[0] && won[1]) twice++
    }
    await sql`update decisions set state = 'pending'`
    return twice
  }
  const twice = await countDoubleWins(bad)
  say(`deciding by read-then-write let two win in ${twice} of ${each} rounds`)
  expect(twice).toBeGreaterThan(0)
  expect(await countDoubleWins(good)).toBe(0)
})

test('a cursor on the number of an event loses some, the one on the order of commits none', async () => {
  const { seed, random } = seeded()
  const total = rounds(600, 6_000)
  await sql`
    create table said (id bigint generated always as identity primary key, xid xid8 not null default pg_current_xact_id())`
  const byNumber = new Set<string>()
  const byCommit = new Set<string>()
  let isWriting = true
  const reading = (async () => {
    let number = '0'
    let commit = { xid: '0', id: '0' }
    // One more round after the writers, for what was still on its way.
    for (let more = 2; more > 0; more = isWriting ? 2 : more - 1) {
      for (const { id } of await sql<
        { id: string }[]
      >`select id::text from said where id > ${number} order by said.id`) {
        byNumber.add((number = id))
      }
      const settled = await sql<{ xid: string; id: string }[]>`
        select xid::text, id::text from said
         where (xid, id) > (${commit.xid}::xid8, ${commit.id}) and xid < pg_snapshot_xmin(pg_current_snapshot())
         order by said.xid, said.id`
      for (const row of settled) byCommit.add((commit = row).id)
      await sleep(more === 1 ? 100 : 1)
    }
  })()
  await Promise.all(
    Array.from({ length: 15 }, async () => {
      for (let n = 0; n < total / 15; n++) {
        await sql.begin(async (tx) => {
          await tx`insert into said default values`
          if (random() < 0.3) await tx`select pg_sleep(${random() * 0.01})`
        })
      }
    }),
  )
  isWriting = false
  await reading
  const lost = total - byNumber.size
  say(`a cursor on bigserial lost ${lost} of ${total} events (seed ${seed})`)
  expect(lost).toBeGreaterThan(0)
  expect(byCommit.size).toBe(total)
})
