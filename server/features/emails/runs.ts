// Runs of mails that are sent again together: reading them, and counting how far they are. Their mails are their items.
import type { Database, Db, Tx } from '#db/database.ts'
import { publish } from '#server/realtime/publish.ts'
import type { MailRun } from './schema.ts'

interface StoredRun extends Omit<MailRun, 'by' | 'startedAt' | 'finishedAt'> {
  byId: string | null
  byName: string | null
  startedAt: Date
  finishedAt: Date | null
}

const selectRuns = (db: Db, which: ReturnType<Db>) => db<StoredRun[]>`
  select mail_runs.id, actor_id as by_id, first_name || ' ' || last_name as by_name, state, total, sent, failed, started_at,
         finished_at, mail_runs.version
    from mail_runs left join accounts on accounts.id = actor_id
   where ${which}
   order by started_at desc, mail_runs.id desc
   limit 50`

function toRun({ byId, byName, startedAt, finishedAt, ...run }: StoredRun): MailRun {
  return {
    ...run,
    by: byId && byName ? { id: byId, name: byName } : null,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}

/** Lists those that are not finished, and those of the last day. */
export async function listRuns(db: Db): Promise<MailRun[]> {
  return (await selectRuns(db, db`(finished_at is null or started_at > now() - interval '1 day')`)).map(toRun)
}

export async function findRun(db: Db, id: string): Promise<MailRun | undefined> {
  const [stored] = await selectRuns(db, db`mail_runs.id = ${id}`)
  return stored && toRun(stored)
}

/**
 * Counts the mails of a run as they stand and ends it when none of them is on its way; false when that is no news. What has
 * left it since (sent again alone, its person deleted) is not waited for.
 */
export async function countRun(tx: Tx, id: string): Promise<boolean> {
  // Locked before it is counted, so that of two counts the later one has seen more.
  const [run] = await tx`select 1 from mail_runs where id = ${id} and finished_at is null for update`
  if (!run) return false
  const [changed] = await tx`
    update mail_runs
       set total = case when state = 'running' then counted.total else mail_runs.total end, sent = counted.sent, failed = counted.failed, version = version + 1,
           finished_at = case when open = 0 then clock_timestamp() end,
           state = case when open = 0 and state = 'running' then 'done' else state end
      from (select count(*) filter (where mails.state = 'sent') as sent,
                   count(*) filter (where mails.state = 'gave_up') as failed,
                   count(*) filter (where mails.state in ('waiting', 'sending')) as open,
                   count(*) filter (where mails.state <> 'cancelled') as total
              from mails where run_id = ${id}) counted
     where id = ${id} and (open = 0 or (counted.sent, counted.failed) is distinct from (mail_runs.sent, mail_runs.failed))
    returning id`
  return !!changed
}

/** Says how far a run is; called last. */
export async function announceRun(tx: Tx, id: string): Promise<MailRun> {
  const run = (await findRun(tx, id))!
  await publish(tx, 'admins', { kind: 'mail-run.changed', run })
  return run
}

/** Counts every run that goes on. */
export async function countRuns(database: Database): Promise<void> {
  const runs = await database.sql<{ id: string }[]>`select id from mail_runs where finished_at is null`
  for (const { id } of runs) {
    await database.inTransaction(async (tx) => {
      if (await countRun(tx, id)) await announceRun(tx, id)
    })
  }
}
