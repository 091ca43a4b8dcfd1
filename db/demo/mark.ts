// How a database made by the demo is told from a portal in use: by a table that only the demo makes.
import type { Db, Tx } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import { ConfigError } from '#server/config.ts'

/** none: nobody is in it. begun: the filling was interrupted. filled: the demo is in it. foreign: somebody uses it. */
type Mark = 'none' | 'begun' | 'filled' | 'foreign'

export async function readMark(db: Db): Promise<Mark> {
  const [tables] = await db<{ accounts: boolean; mark: boolean }[]>`
    select to_regclass('accounts') is not null as accounts, to_regclass('demo_mark') is not null as mark`
  if (tables!.mark) {
    const [mark] = await db<{ isFilled: boolean }[]>`select filled_at is not null as is_filled from demo_mark`
    return mark!.isFilled ? 'filled' : 'begun'
  }
  if (!tables!.accounts) return 'none'
  const [found] = await db`select 1 from accounts limit 1`
  return found ? 'foreign' : 'none'
}

/** Leaves a database alone that the demo has not made, before so much as a migration runs in it. @throws ConfigError */
export async function refuseForeign(databaseUrl: string): Promise<void> {
  const database = openDatabase(databaseUrl, 1)
  try {
    const mark = await readMark(database.sql)
    if (mark === 'foreign') {
      throw new ConfigError(
        'This database has accounts that the demo did not make, so it is left alone; set DATA_DIR, or DATABASE_URL, to an empty one.',
      )
    }
    if (mark === 'begun') {
      throw new ConfigError(
        'The demo was interrupted while it was being filled; delete its folder (.data/demo, or DATA_DIR) and start it again.',
      )
    }
  } finally {
    await database.close()
  }
}

/** Written before anything else, so that what comes after is known as the demo's even if it stops half way. */
export async function markBegun(tx: Tx): Promise<void> {
  await tx`create table demo_mark (begun_at timestamptz not null default now(), filled_at timestamptz)`
  await tx`insert into demo_mark default values`
}

export async function markFilled(tx: Tx): Promise<void> {
  await tx`update demo_mark set filled_at = now()`
}
