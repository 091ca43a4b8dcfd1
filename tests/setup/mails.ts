// Mails in every state, and a hand that works them off where no worker does.
import { randomUUID } from 'node:crypto'
import { sendMail } from '#server/features/emails/jobs.ts'
import { countRuns } from '#server/features/emails/runs.ts'
import type { Portal } from './portal.ts'

/** Inserts mails; whatever is not said is a given-up one to somebody who has no account. */
export async function insertMails(portal: Portal, count: number, facts: object = {}): Promise<string[]> {
  const { sql } = portal.database
  const rows = Array.from({ length: count }, () => ({
    template: 'registration-known-address',
    to_name: 'Maria Lindqvist',
    to_address: `${randomUUID()}@dev.example`,
    facts: sql.json({ firstName: 'Maria' }),
    state: 'gave_up',
    attempts: 1,
    ...facts,
  }))
  return (await sql<{ id: string }[]>`insert into mails ${sql(rows)} returning id`).map(({ id }) => id)
}

/** Runs the jobs of mails as a worker would, in their order, until each has ended or failed once. */
export async function workOffMails(portal: Portal): Promise<void> {
  const { sql } = portal.database
  const jobs = await sql<{ id: string; mailId: string }[]>`
    select id, data ->> 'mailId' as mail_id from pgboss.job
     where name = 'mail.send' and state in ('created', 'retry') and start_after <= now() order by priority desc, created_on`
  for (const { id, mailId } of jobs) {
    await sql`update pgboss.job set state = 'completed', completed_on = now() where id = ${id}`
    await sendMail(portal, mailId).catch(
      () => sql`update pgboss.job set state = 'retry', completed_on = null where id = ${id}`,
    )
  }
  await countRuns(portal.database)
}
