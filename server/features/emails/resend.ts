// Sending mails again: one, or all that were given up together. How far many are is counted in runs.ts.
import type { Db, Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { enqueue, enqueueAll } from '#server/jobs/enqueue.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { findMailRow, matching, stillHolds } from './queries.ts'
import { resendOf } from './rules.ts'
import { announceRun, countRun, findRun } from './runs.ts'
import { runMax, type GivenUp, type GivenUpInput, type MailRow, type MailRun, type ResendInput } from './schema.ts'

/**
 * Sends a mail again. One that failed or was given up is the same mail, under its Message-ID; of one that was sent another copy
 * goes out, and is the answer.
 *
 * @throws MAIL_CHANGED somebody was faster, or it has gone on; NOT_RESENDABLE, also when what it says is no longer so; NOT_FOUND
 */
export async function resendMail(tx: Tx, actor: Actor, { id, version }: ResendInput): Promise<MailRow> {
  const mail = (await findMailRow(tx, id)) ?? refuse('NOT_FOUND')
  if (mail.version !== version) refuse('MAIL_CHANGED', { mail })
  const how = resendOf(mail)
  if (how !== 'again' && how !== 'copy') refuse('NOT_RESENDABLE', { mail })
  const resentId = how === 'again' ? await tryAgain(tx, mail) : await copyMail(tx, mail)
  await recordAudit(
    tx,
    actor.accountId,
    'mail.resent',
    { kind: 'mail', id },
    { copy: how === 'copy' ? resentId : null },
  )
  const resent = (await findMailRow(tx, resentId))!
  if (how === 'copy') await publish(tx, 'admins', { kind: 'mail.updated', mail: (await findMailRow(tx, id))! })
  await publish(tx, 'admins', { kind: how === 'copy' ? 'mail.queued' : 'mail.updated', mail: resent })
  return resent
}

/** Guarded by the version and the state that were seen: a mail that is being sent right now has another one. */
async function tryAgain(tx: Tx, mail: MailRow): Promise<string> {
  const wasGivenUp = mail.state === 'gave_up'
  const [again] = await tx`
    update mails
       set state = 'waiting', send_after = clock_timestamp(), version = version + 1
           ${wasGivenUp ? tx`, failing_since = null, run_id = null` : tx``}
     where id = ${mail.id} and version = ${mail.version} and state = ${mail.state} and ${stillHolds(tx)}
    returning id`
  if (!again) return refuseChanged(tx, mail)
  // One that failed has a job that goes on trying. Of one that was given up the job has ended, and patience begins anew.
  await enqueue(tx, 'mail.send', { mailId: mail.id }, { triesOnce: !wasGivenUp })
  return mail.id
}

/** The one that was sent counts its copies by its version, so that of two admins at once one makes a copy. */
async function copyMail(tx: Tx, mail: MailRow): Promise<string> {
  const [copy] = await tx<{ id: string }[]>`
    with original as (
      update mails set version = version + 1
       where id = ${mail.id} and version = ${mail.version} and state = 'sent'
         and ${stillHolds(tx)}
      returning *)
    insert into mails (template, account_id, review_id, member_invitation_id, decision_id, to_name, to_address, facts, resent_of)
    select template, account_id, review_id, member_invitation_id, decision_id, to_name, to_address, facts, id from original
    returning id`
  if (!copy) return refuseChanged(tx, mail)
  await enqueue(tx, 'mail.send', { mailId: copy.id })
  return copy.id
}

async function refuseChanged(tx: Tx, { id, version }: MailRow): Promise<never> {
  const mail = (await findMailRow(tx, id)) ?? refuse('NOT_FOUND')
  return refuse(mail.version === version ? 'NOT_RESENDABLE' : 'MAIL_CHANGED', { mail })
}

/** A condition on `mails` and `accounts`: those given up that may go out yet; others would be dropped. */
const givenUp = (db: Db, filter: GivenUpInput) => db`
  mails.state = 'gave_up' and ${matching(db, filter)} and ${stillHolds(db)}`

/** Finds what *Resend failed* would send. */
export async function findGivenUp(db: Db, filter: GivenUpInput): Promise<GivenUp> {
  const [counted] = await db<GivenUp[]>`
    with found as (
      select to_name, to_address from mails left join accounts on accounts.id = account_id where ${givenUp(db, filter)})
    select (select count(*) from found)::int as total,
           (select count(distinct to_address) from found)::int as addresses,
           array(select to_name from found group by to_address, to_name order by to_name, to_address limit 5) as names`
  return counted!
}

/**
 * Sends all mails again that were given up and that the filter finds. They and their jobs are written at once, so that nothing
 * is lost or sent twice whatever happens to this process; the jobs stand behind those of every other mail.
 *
 * @throws NOTHING_TO_RESEND TOO_MANY_MAILS
 */
export async function resendFailed(tx: Tx, actor: Actor, filter: GivenUpInput): Promise<MailRun> {
  const [run] = await tx<{ id: string }[]>`insert into mail_runs (actor_id) values (${actor.accountId}) returning id`
  const { id } = run!
  const mails = await tx<{ mailId: string }[]>`
    update mails
       set state = 'waiting', failing_since = null, send_after = clock_timestamp(), run_id = ${id}, version = mails.version + 1
     where state = 'gave_up' and mails.id in (
       select mails.id from mails left join accounts on accounts.id = account_id
        where ${givenUp(tx, filter)} limit ${runMax + 1})
    returning mails.id as mail_id`
  if (mails.length === 0) refuse('NOTHING_TO_RESEND')
  if (mails.length > runMax) refuse('TOO_MANY_MAILS')
  await tx`update mail_runs set total = ${mails.length} where id = ${id}`
  // What was searched for may be a name, and names live where they can be deleted.
  const { q, ...where } = filter
  const detail = { total: mails.length, ...where, searched: !!q }
  await recordAudit(tx, actor.accountId, 'mails.resent', { kind: 'mail-run', id }, detail)
  for (let from = 0; from < mails.length; from += jobsAtOnce)
    await enqueueAll(tx, 'mail.send', mails.slice(from, from + jobsAtOnce), { priority: -1 })
  await publish(tx, 'admins', { kind: 'mails.changed' })
  return announceRun(tx, id)
}

/** Jobs of one statement. */
const jobsAtOnce = 1_000

/**
 * Stops a run: what still waits is given up again, as it was before, and belongs to it no more.
 *
 * @throws RUN_CHANGED it does not run; NOT_FOUND
 */
export async function cancelRun(tx: Tx, actor: Actor, id: string): Promise<MailRun> {
  const [cancelled] = await tx`
    update mail_runs set state = 'cancelled', version = version + 1 where id = ${id} and state = 'running' returning id`
  if (!cancelled) {
    const run = await findRun(tx, id)
    return run ? refuse('RUN_CHANGED', { run }) : refuse('NOT_FOUND')
  }
  const { count } = await tx`
    update mails set state = 'gave_up', run_id = null, version = version + 1 where run_id = ${id} and state = 'waiting'`
  await recordAudit(tx, actor.accountId, 'mails.resend-cancelled', { kind: 'mail-run', id }, { givenBack: count })
  await countRun(tx, id)
  await publish(tx, 'admins', { kind: 'mails.changed' })
  return announceRun(tx, id)
}
