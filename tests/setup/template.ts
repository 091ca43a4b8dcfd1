import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { openDatabase } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { startJobs } from '#server/jobs/boss.ts'
import { createLog } from '#server/log.ts'

export const migrations = fileURLToPath(new URL('../../db/migrations', import.meta.url))

/** Puts into the template what every test finds in its database; leaves no connection behind, or cloning fails. */
export async function prepareTemplate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await migrate(sql, migrations)
    // pg-boss's schema and queues too, so that each app on a clone finds them.
    const database = openDatabase(url, 1)
    const jobs = await startJobs(database, url, createLog('silent'), false)
    await jobs.stop()
    await database.close()
  } finally {
    await sql.end()
  }
}
