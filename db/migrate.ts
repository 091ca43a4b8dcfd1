// Forward-only migrations: plain SQL files, each applied once, in order of their number.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql, TransactionSql } from 'postgres'

/** Says in one sentence why the database cannot be migrated and what mends it. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

interface Migration {
  name: string
  checksum: string
  statements: string
}

/** Any number, as long as every version of Gatehouse uses the same one: "gate" in ASCII. */
const LOCK = 0x67617465

/**
 * Brings the database up to the files of `directory` and answers the names applied now. Each file is one transaction with
 * its own record, so a failure leaves whole steps only; any number of processes may call this at once.
 *
 * @throws MigrationError when an applied file has changed, comes too late or does not run
 */
export async function migrate(sql: Sql, directory: string): Promise<string[]> {
  const migrations = await readMigrations(directory)
  await locked(sql, async (tx) => {
    await tx`
      create table if not exists migrations (
        name       text primary key,
        checksum   text not null,
        applied_at timestamptz not null default now()
      )`
  })
  const applied = await appliedChecksums(sql)
  const appliedNow: string[] = []
  for (const migration of migrations) {
    if (isApplied(migration, applied)) continue
    if (await apply(sql, migration)) appliedNow.push(migration.name)
  }
  return appliedNow
}

async function apply(sql: Sql, migration: Migration): Promise<boolean> {
  return await locked(sql, async (tx) => {
    // Asked again under the lock: another process may have been faster.
    if (isApplied(migration, await appliedChecksums(tx))) return false
    try {
      await tx.unsafe(migration.statements)
    } catch (error) {
      throw new MigrationError(`Migration ${migration.name} does not run: ${(error as Error).message}.`, {
        cause: error,
      })
    }
    await tx`insert into migrations (name, checksum) values (${migration.name}, ${migration.checksum})`
    return true
  })
}

async function locked<T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  const result = await sql.begin(async (tx) => {
    // The limits of the application's role are for its own statements; building an index may take longer.
    // Only those that this server knows: transaction_timeout came with PostgreSQL 17.
    await tx`
      select set_config(name, case name when 'client_min_messages' then 'warning' else '0' end, true)
        from pg_settings
       where name in ('transaction_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'client_min_messages')`
    await tx`select pg_advisory_xact_lock(${LOCK})`
    return await work(tx)
  })
  return result as T
}

async function appliedChecksums(sql: Sql | TransactionSql): Promise<Map<string, string>> {
  const rows = await sql<{ name: string; checksum: string }[]>`select name, checksum from migrations order by name`
  return new Map(rows.map(({ name, checksum }) => [name, checksum]))
}

function isApplied({ name, checksum }: Migration, applied: Map<string, string>): boolean {
  const recorded = applied.get(name)
  if (recorded === checksum) return true
  if (recorded !== undefined) {
    throw new MigrationError(
      `Migration ${name} was changed after it was applied; undo the change and write a new file.`,
    )
  }
  // A file of a newer version that this one lacks is no harm: an old process may restart while a new one is rolled out.
  const later = [...applied.keys()].find((other) => other > name)
  if (later === undefined) return false
  throw new MigrationError(
    `Migration ${name} comes too late, ${later} is already applied; give it the next free number.`,
  )
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  const wrong = names.find(
    (name, i) => !/^\d{4}_[a-z0-9_-]+\.sql$/.test(name) || name.slice(0, 4) === names[i - 1]?.slice(0, 4),
  )
  if (wrong !== undefined) {
    throw new MigrationError(`Migration ${wrong} must be named like 0001_words.sql, with a number of its own.`)
  }
  return Promise.all(names.map((name) => readMigration(directory, name)))
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  // A checkout with CRLF line ends is the same migration.
  const statements = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n')
  return { name, statements, checksum: createHash('sha256').update(statements).digest('hex') }
}
