// Resetting and changing passwords. A changed password ends the other sessions and its owner is told by mail.
import type { Database, Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { endSessions } from '#server/features/auth/commands.ts'
import { countCall } from '#server/features/auth/limits.ts'
import { verifyPassword } from '#server/features/auth/passwords.ts'
import { cancelMails, queueMail } from '#server/features/emails/commands.ts'
import { discardWaitingPasswords } from '#server/features/registrations/commands.ts'
import { emailKey } from '#server/features/users/schema.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'

/**
 * Writes down that somebody asked for a reset. Whether the address is known is looked at by a job, so that the asker is
 * answered in the same words and the same time (OWASP ASVS 6.3.8).
 */
export async function requestReset(tx: Tx, email: string): Promise<void> {
  const [request] = await tx<
    { id: string }[]
  >`insert into reset_requests (email_key) values (${emailKey(email)}) returning id`
  await enqueue(tx, 'passwords.answer-reset', { requestId: request!.id })
}

/** Sends the link to whoever may use one: an active account, at most three an hour. */
export async function answerReset(tx: Tx, requestId: string): Promise<void> {
  const [request] = await tx<
    { emailKey: string }[]
  >`delete from reset_requests where id = ${requestId} returning email_key`
  if (!request || !(await countCall(tx, 'mailByStranger', `reset ${request.emailKey}`)).isWithin) return
  const [account] = await tx<{ id: string; firstName: string; lastName: string; email: string }[]>`
    select id, first_name, last_name, email from accounts
     where email_key = ${request.emailKey} and approved_at is not null and rejected_at is null and deactivated_at is null
       and password_hash is not null`
  if (!account) return
  const { id, firstName, lastName, email } = account
  await cancelMails(tx, id, 'password-reset')
  await queueMail(
    tx,
    'password-reset',
    { accountId: id, name: `${firstName} ${lastName}`, address: email },
    { firstName },
  )
  await recordAudit(tx, null, 'password.reset-requested', { kind: 'account', id })
}

/**
 * Sets a new password by the link of a reset, once; ends all sessions and tells the owner. The link came by mail, so the
 * address counts as confirmed.
 *
 * @throws LINK_EXPIRED unknown, spent, superseded or older than an hour: nobody is told which
 */
export async function resetPassword(tx: Tx, tokenHash: string, passwordHash: string): Promise<void> {
  const [spent] = await tx<{ accountId: string }[]>`
    delete from mail_tokens using accounts
     where token_hash = ${tokenHash} and purpose = 'reset' and expires_at > clock_timestamp()
       and accounts.id = account_id and accounts.deactivated_at is null and accounts.rejected_at is null
    returning account_id`
  if (!spent) return refuse('LINK_EXPIRED')
  await tx`update accounts set email_confirmed_at = coalesce(email_confirmed_at, now()) where id = ${spent.accountId}`
  await setPassword(tx, spent.accountId, passwordHash)
  await endSessions(tx, spent.accountId)
  await recordAudit(tx, spent.accountId, 'password.reset', { kind: 'account', id: spent.accountId })
}

/** Makes sure that whoever asks knows the password. @throws WRONG_PASSWORD; the caller counts the tries */
export async function verifyCurrent(database: Database, actor: Actor, password: string): Promise<void> {
  const [account] = await database.sql<
    { passwordHash: string | null }[]
  >`select password_hash from accounts where id = ${actor.accountId}`
  if (!(await verifyPassword(account?.passwordHash, password))) refuse('WRONG_PASSWORD')
}

/** Notes that this session's person has just typed the password; the caller has verified it. */
export async function confirmPassword(tx: Tx, actor: Actor): Promise<void> {
  await tx`update sessions set password_typed_at = clock_timestamp() where id = ${actor.sessionHash}`
  await recordAudit(tx, actor.accountId, 'password.confirmed', { kind: 'account', id: actor.accountId })
}

/** Sets the actor's new password; every other session ends, this one stays and opens everything again. */
export async function changePassword(tx: Tx, actor: Actor, passwordHash: string): Promise<void> {
  await setPassword(tx, actor.accountId, passwordHash)
  await endSessions(tx, actor.accountId, actor.sessionHash)
  await recordAudit(tx, actor.accountId, 'password.changed', { kind: 'account', id: actor.accountId })
  await publish(tx, `user:${actor.accountId}`, { kind: 'account.changed', accountId: actor.accountId })
}

async function setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
  const [owner] = await tx<{ firstName: string; lastName: string; email: string; changedAt: Date }[]>`
    update accounts
       set password_hash = ${passwordHash}, must_change_password = false, password_expires_at = null, version = version + 1
     where id = ${id}
    returning first_name, last_name, email, now() as changed_at`
  const { firstName, lastName, email, changedAt } = owner!
  await tx`delete from mail_tokens where account_id = ${id} and purpose = 'reset'`
  await discardWaitingPasswords(tx, id)
  const to = { accountId: id, name: `${firstName} ${lastName}`, address: email }
  await queueMail(tx, 'password-changed', to, { firstName, changedAt: changedAt.toISOString() })
}
