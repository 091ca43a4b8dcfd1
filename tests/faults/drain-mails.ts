import { PgBoss } from 'pg-boss'
import type postgres from 'postgres'
import { expect } from 'vitest'

/** Lets the time pass that a killed process's claims and a job's next attempt wait for, until no mail is open. */
export async function drainMails(sql: postgres.Sql, url: string): Promise<void> {
  await sql`update pgboss.job set started_on = started_on - interval '61 seconds' where state = 'active'`
  await sql`update mails set send_after = send_after - interval '51 seconds' where state = 'sending'`
  // The server finds expired jobs every ten seconds; asked here, it need not be waited for.
  const boss = new PgBoss({ connectionString: url, schedule: false, supervise: false, monitorIntervalSeconds: 1 })
  await boss.start()
  const isOpen = async () => {
    await boss.supervise('mail.send')
    await sql`update pgboss.job set start_after = now() where state = 'retry'`
    return (await sql`select 1 from mails where state in ('waiting', 'sending')`).length > 0
  }
  await expect
    .poll(isOpen, { timeout: 60_000, interval: 500 })
    .toBe(false)
    .finally(() => boss.stop())
}
