// Logging in and out. What may not differ for known and unknown addresses is decided here.
import { commitOf, type Database, type Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { stateOf } from '#server/features/users/rules.ts'
import { emailKey } from '#server/features/users/schema.ts'
import { refuse } from '#server/refusals.ts'
import { hashSecret, luciaOver } from './lucia.ts'
import { enforceLimit, networkOf } from './limits.ts'
import { verifyPassword } from './passwords.ts'
import type { LogInInput } from './schema.ts'

export interface Caller {
  /** IP address */
  address: string
  userAgent: string | null
}

interface Candidate {
  id: string
  kind: 'staff' | 'user'
  passwordHash: string | null
  approvedAt: Date | null
  rejectedAt: Date | null
  deactivatedAt: Date | null
  invitedAt: Date | null
  signInEnabled: boolean
}

/**
 * Opens a session for the right password and returns its secret, which is told to nobody else. It takes the place of the
 * session that the browser had (OWASP ASVS 7.2.4).
 *
 * @throws WRONG_CREDENTIALS unknown address or wrong password: nobody is told which, in words or in time
 * @throws WAITING_FOR_APPROVAL REGISTRATION_REJECTED ACCOUNT_DEACTIVATED PORTAL_DISABLED only after a right password
 * @throws TOO_MANY_ATTEMPTS counted before the password is looked at
 */
export async function logIn(
  database: Database,
  caller: Caller & { sessionSecret: string | undefined },
  input: LogInInput,
  isSecure: boolean,
): Promise<string> {
  const key = emailKey(input.email)
  await enforceLimit(database.sql, 'logInByAddress', caller.address)
  await enforceLimit(database.sql, 'logInByAccount', `${key} ${networkOf(caller.address)}`)
  const [candidate] = await database.sql<Candidate[]>`
    select id, kind, approved_at, rejected_at, deactivated_at, invited_at, sign_in_enabled,
           case when password_expires_at is null or password_expires_at > now() then password_hash end as password_hash
      from accounts, settings where email_key = ${key}`
  if (!(await verifyPassword(candidate?.passwordHash, input.password)) || !candidate) return refuse('WRONG_CREDENTIALS')

  const state = stateOf({ ...candidate, hasPassword: true })
  if (state === 'deactivated') refuse('ACCOUNT_DEACTIVATED')
  if (state === 'rejected') refuse('REGISTRATION_REJECTED')
  if (state !== 'active') refuse('WAITING_FOR_APPROVAL')
  if (candidate.kind === 'user' && !candidate.signInEnabled) refuse('PORTAL_DISABLED')
  return database.inTransaction(async (tx) => {
    // Hashing takes its time: a password changed or an approval undone meanwhile must not leave a session behind.
    const [unchanged] = await tx`
      select 1 from accounts
       where id = ${candidate.id} and password_hash = ${candidate.passwordHash} and approved_at is not null
         and rejected_at is null and deactivated_at is null
         for no key update`
    if (!unchanged) refuse('WRONG_CREDENTIALS')
    if (caller.sessionSecret) await logOut(tx, caller.sessionSecret)
    return openSession(tx, candidate.id, caller, isSecure)
  })
}

/** Opens a session in the caller's transaction and returns its secret. */
export async function openSession(tx: Tx, accountId: string, caller: Caller, isSecure: boolean): Promise<string> {
  const session = await luciaOver(tx, isSecure).createSession(accountId, {
    userAgent: caller.userAgent?.slice(0, 300) ?? null,
    address: caller.address,
  })
  // Used: a password that somebody else typed and that need not be changed is the person's own from now on.
  await tx`update accounts set password_expires_at = null
     where id = ${accountId} and not must_change_password and password_expires_at is not null`
  await recordAudit(tx, accountId, 'session.opened', { kind: 'session', id: null })
  return session.id
}

/** Ends one session; its sockets are closed before this is answered. Ending it twice is no error. */
export async function logOut(tx: Tx, secret: string): Promise<void> {
  const [ended] = await tx<{ accountId: string }[]>`
    delete from sessions where id = ${hashSecret(secret)} returning account_id`
  if (!ended) return
  commitOf(tx).rightsChanged = true
  await recordAudit(tx, ended.accountId, 'session.ended', { kind: 'session', id: null })
}

/** Ends all sessions of an account, but for one that may stay, and closes its sockets before the caller is answered. */
export async function endSessions(tx: Tx, accountId: string, exceptHash = ''): Promise<void> {
  // With all of them the person's rights are taken back: a position from before is not resumed from. First, because whoever
  // opens a session takes the account's lock before the session's.
  if (!exceptHash) await tx`update accounts set rights_changed_in = pg_current_xact_id() where id = ${accountId}`
  await tx`delete from sessions where account_id = ${accountId} and id <> ${exceptHash}`
  commitOf(tx).rightsChanged = true
}
