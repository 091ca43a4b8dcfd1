import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { migrate, MigrationError } from '#db/migrate.ts'
import { createTestDatabase, type TestDatabase } from '#tests/setup/postgres.ts'
import { migrations } from '#tests/setup/template.ts'

let database: TestDatabase
let sql: postgres.Sql
let directory: string

beforeAll(async () => {
  database = await createTestDatabase()
  sql = postgres(database.url, { onnotice: () => {} })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

const write = (name: string, text: string) => writeFile(join(directory, name), text)
const countOf = async (table: string) => (await sql`select count(*)::int as count from ${sql(table)}`)[0]?.count

describe('migrate', () => {
  beforeEach(async ({ onTestFinished }) => {
    directory = await mkdtemp(join(tmpdir(), 'gatehouse-migrations-'))
    onTestFinished(() => rm(directory, { recursive: true }))
    await sql`drop schema public cascade`
    await sql`create schema public`
    await write('0001_letters.sql', 'create table letters (id int); insert into letters values (1);')
    await write('0002_more_letters.sql', 'insert into letters values (2)')
  })

  it('applies the files in order and answers their names, the second time none', async () => {
    expect(await migrate(sql, directory)).toEqual(['0001_letters.sql', '0002_more_letters.sql'])
    expect(await migrate(sql, directory)).toEqual([])
    expect(await countOf('letters')).toBe(2)
  })

  it('applies each file once when many processes start at once', async () => {
    const pools = Array.from({ length: 8 }, () => postgres(database.url, { max: 1, onnotice: () => {} }))
    const applied = await Promise.all(pools.map((pool) => migrate(pool, directory)))
    await Promise.all(pools.map((pool) => pool.end()))
    expect(applied.flat().sort()).toEqual(['0001_letters.sql', '0002_more_letters.sql'])
    expect(await countOf('letters')).toBe(2)
  })

  it('leaves nothing of a file that fails, and goes on from there once it is mended', async () => {
    await write('0002_more_letters.sql', 'insert into letters values (2); select nonsense')
    await expect(migrate(sql, directory)).rejects.toThrow(/^Migration 0002_more_letters.sql does not run: .*nonsense/)
    expect(await countOf('letters')).toBe(1)
    await write('0002_more_letters.sql', 'insert into letters values (2)')
    expect(await migrate(sql, directory)).toEqual(['0002_more_letters.sql'])
  })

  it('refuses an applied file that was changed, but not its line ends', async () => {
    await migrate(sql, directory)
    await write('0001_letters.sql', 'create table letters (id int);\r\ninsert into letters values (1);')
    await expect(migrate(sql, directory)).rejects.toThrow(MigrationError)
    await expect(migrate(sql, directory)).rejects.toThrow(/0001_letters.sql was changed after it was applied/)

    await write('0003_lines.sql', 'select 1;\nselect 2;\n')
    await write('0001_letters.sql', 'create table letters (id int); insert into letters values (1);')
    await migrate(sql, directory)
    await write('0003_lines.sql', 'select 1;\r\nselect 2;\r\n')
    expect(await migrate(sql, directory)).toEqual([])
  })

  it('refuses a file that comes before an applied one, and tolerates applied files that it does not have', async () => {
    await write('0004_newer.sql', 'select 1')
    await migrate(sql, directory)
    await rm(join(directory, '0004_newer.sql'))
    expect(await migrate(sql, directory)).toEqual([])
    await write('0003_late.sql', 'select 1')
    await expect(migrate(sql, directory)).rejects.toThrow(/0003_late.sql comes too late/)
  })

  it.each(['letters.sql', '3_letters.sql', '0002_twice.sql'])('refuses the name %s', async (name) => {
    await write(name, 'select 1')
    await expect(migrate(sql, directory)).rejects.toThrow(/must be named like 0001_words.sql/)
  })

  it('is not cut off by the limits of the application’s role', async () => {
    const limited = postgres(database.url, { max: 1, connection: { statement_timeout: 100 }, onnotice: () => {} })
    await write('0003_slow.sql', 'select pg_sleep(0.3)')
    expect(await migrate(limited, directory)).toContain('0003_slow.sql')
    await limited.end()
  })
})

it('finds the template fully migrated', async () => {
  const fresh = await createTestDatabase()
  const own = postgres(fresh.url, { max: 1 })
  expect(await migrate(own, migrations)).toEqual([])
  await own.end()
  await fresh.drop()
})
