// postgres.js 3.4.9 ended the whole process, or ran the rest of a dead transaction inside another one, when a connection was
// lost within a transaction: see db/driver.ts. Imported first, so that the driver of this file is the mended one.
import { openDatabase, type Database, type Tx } from '#db/database.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFaultProxy, through, type FaultProxy } from '#tests/setup/fault-proxy.ts'
import { createTestDatabase, type TestDatabase } from '#tests/setup/postgres.ts'

let target: TestDatabase
let proxy: FaultProxy
let killer: postgres.Sql
/** One connection, so that whatever a dead one leaves behind is met by the next. */
let database: Database

beforeAll(async () => {
  target = await createTestDatabase()
  proxy = await startFaultProxy(Number(new URL(target.url).port))
  killer = postgres(target.url, { max: 1 })
  database = openDatabase(through(proxy, target.url), 1)
  await killer`create table written (what text)`
})
afterAll(async () => {
  await database.close()
  await killer.end()
  await proxy.close()
  await target.drop()
})

const pidOf = async (tx: Tx) => (await tx<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]!.pid
const faults: Record<string, (tx: Tx) => Promise<unknown>> = {
  'ended by the server while idle': async (tx) => {
    await killer`select pg_terminate_backend(${await pidOf(tx)})`
    await sleep(100)
  },
  'ended by the server in a statement': async (tx) => {
    const pid = await pidOf(tx)
    setTimeout(() => void killer`select pg_terminate_backend(${pid})`.then(() => {}), 50)
    await tx`select pg_sleep(${5})`.catch(() => {})
  },
  'reset by the network while idle': async () => {
    proxy.cut()
    await sleep(100)
  },
  'reset by the network in a statement': async (tx) => {
    setTimeout(() => proxy.cut(), 50)
    await tx`select pg_sleep(${5})`.catch(() => {})
  },
}

test.each(Object.keys(faults))('a transaction whose connection is %s fails, and nothing else does', async (fault) => {
  const dead = database.inTransaction(async (tx) => {
    await tx`insert into written values ('dead')`
    await faults[fault]!(tx)
    // A transaction that does not notice, as one that has caught the error of a statement.
    await tx`insert into written values ('after death')`.catch(() => {})
    await Promise.all([tx`insert into written values ('after death')`, tx`select 1`]).catch(() => {})
  })
  await expect(dead).rejects.toThrow()
  // The same connection is opened again, in time, and is clean.
  for (const n of [1, 2, 3]) {
    await database.inTransaction(async (tx) => {
      await tx`insert into written values (${`alive ${n}`})`
      await tx`select ${fault}::text`
    })
  }
  expect((await killer`delete from written returning what`).map(({ what }) => what)).toEqual([
    'alive 1',
    'alive 2',
    'alive 3',
  ])
})

test('what a dead transaction still says does not run inside the next one on that connection', async () => {
  let mayGoOn!: () => void
  const goOn = new Promise<void>((resolve) => (mayGoOn = resolve))
  const dead = database.inTransaction(async (tx) => {
    proxy.cut()
    await goOn
    await tx`insert into written values ('dead')`
  })
  await expect(dead).rejects.toThrow()
  const failing = database.inTransaction(async (tx) => {
    await tx`insert into written values ('rolled back')`
    mayGoOn()
    await sleep(100)
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  expect(await killer`select what from written`).toEqual([])
})
