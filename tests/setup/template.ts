import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { migrate } from '#db/migrate.ts'

export const migrations = fileURLToPath(new URL('../../db/migrations', import.meta.url))

/** Puts into the template what every test finds in its database; leaves no connection behind, or cloning fails. */
export async function prepareTemplate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await migrate(sql, migrations)
  } finally {
    await sql.end()
  }
}
