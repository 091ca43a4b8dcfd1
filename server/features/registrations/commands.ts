// A visitor's way in: register, confirm the address, follow the decision. Known and unknown addresses get the same answer.
import { commitOf, type Tx } from '#db/database.ts'
import { endSessions } from '#server/features/auth/commands.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { countCall, enforceLimit } from '#server/features/auth/limits.ts'
import { claimPlace, returnPlacesOf, tiePlace } from '#server/features/invite-codes/claim.ts'
import type { FoundCode } from '#server/features/invite-codes/queries.ts'
import { cancelMails, queueMail } from '#server/features/emails/commands.ts'
import { withdrawReviews } from '#server/features/reviews/close.ts'
import { announce } from '#server/features/users/announce.ts'
import { deleteUser } from '#server/features/users/commands.ts'
import { submitReview, updateReviewFacts, type Submission } from '#server/features/reviews/commands.ts'
import { findSettings } from '#server/features/settings/queries.ts'
import { emailKey } from '#server/features/users/schema.ts'
import { refuse } from '#server/refusals.ts'
import { publish } from '#server/realtime/publish.ts'
import type { Registered, RegisterInput } from './schema.ts'

type Applicant = Pick<RegisterInput, 'email' | 'firstName' | 'lastName'> & {
  passwordHash: string
  /** the code it comes with, which could be used a moment ago */
  code?: FoundCode | undefined
}

/**
 * Registers an applicant, or does as if: a known address gets the same answer, and a mail to its owner instead. An address
 * that was rejected applies again on its old row; the new password counts once the address is confirmed.
 *
 * @param statusTokenHash SHA-256 of the token that will read this one review (or, for a known address, a decoy)
 * @throws REGISTRATION_OFF
 * @throws CODE_PAUSED CODE_EXPIRED CODE_USED_UP between the look at the code and the claim of its place
 */
export async function register(tx: Tx, applicant: Applicant, statusTokenHash: string): Promise<Registered> {
  const settings = await findSettings(tx)
  if (!settings.registerEnabled) refuse('REGISTRATION_OFF')
  const mayMail = (await countCall(tx, 'mailByStranger', emailKey(applicant.email))).isWithin

  const { code } = applicant
  const unapproved = settings.requiresConfirmedEmail ? 'needs_information' : 'pending'
  const created = await createAccount(tx, applicant)
  const again = created ? undefined : await findRejected(tx, applicant.email)
  const account = created ?? again
  // What the code skips is what it skips at the claim; somebody known is answered by what was seen a moment ago.
  const skips = code && account ? await claimPlace(tx, code.id, account.id) : code?.skipsApproval === true
  const isApproved = settings.autoApproveRegistrations || skips
  let reviewId: string | null = null
  if (created) reviewId = await apply(tx, created, applicant, isApproved ? 'approved' : unapproved, mayMail)
  // Auto-approval is for people nobody has looked at yet; it does not overrule a rejection.
  else if (again) reviewId = await apply(tx, again, applicant, unapproved, mayMail)
  else if (mayMail) await tellOwner(tx, applicant)

  // Nothing to follow where nobody decides; and there a decoy that stays pending would tell itself from the rest at once.
  if (!isApproved) {
    await tx`
      insert into status_tokens (token_hash, review_id) values (${statusTokenHash}, ${reviewId})
      on conflict (token_hash) do nothing`
  }
  return { outcome: isApproved ? 'registered' : 'sent' }
}

/** Creates the account in the default organization and team; undefined when the address is known. */
async function createAccount(
  tx: Tx,
  { email, firstName, lastName, passwordHash }: Applicant,
): Promise<Account | undefined> {
  const [account] = await tx<Account[]>`
    with account as (
      insert into accounts (kind, email, email_key, first_name, last_name, password_hash, organization_id, organization_role)
      select 'user', ${email}, ${emailKey(email)}, ${firstName}, ${lastName}, ${passwordHash}, id, 'team_member'
        from organizations where is_default
      on conflict (email_key) do nothing
      returning id, organization_id
    ), membership as (
      insert into team_members (account_id, team_id, organization_id)
      select account.id, teams.id, account.organization_id
        from account join teams on teams.organization_id = account.organization_id and teams.is_default
    )
    select id, ${email}::text as email, 0 as earlier, false as email_confirmed from account`
  return account
}

interface Account {
  id: string
  /** as it was written the first time: mail never goes to a twin that somebody typed later */
  email: string
  earlier: number
  emailConfirmed: boolean
}

/** Takes the row of somebody who was rejected, guarded so that of two new applications one wins. */
async function findRejected(tx: Tx, email: string): Promise<Account | undefined> {
  // Reviews before accounts, as every decision takes its locks: reopening the old review at this moment waits, or is waited for.
  await tx`
    select 1 from reviews
     where kind = 'registration' and requester_id = (select id from accounts where email_key = ${emailKey(email)})
     order by reviews.id
       for update`
  const [account] = await tx<Account[]>`
    update accounts set rejected_at = null, version = version + 1
     where email_key = ${emailKey(email)} and kind = 'user' and rejected_at is not null and deactivated_at is null
       and not exists (select 1 from reviews where subject_id = accounts.id and kind = 'registration'
                          and state in ('pending', 'needs_information'))
    returning id, email, (select count(*)::int from reviews where requester_id = accounts.id and kind = 'registration') as earlier,
              false as email_confirmed`
  return account
}

async function apply(
  tx: Tx,
  account: Account,
  { firstName, lastName, passwordHash, code }: Applicant,
  state: Submission['state'],
  mayMail: boolean,
): Promise<string> {
  const { id: accountId, email, earlier, emailConfirmed } = account
  const awaits = state === 'needs_information' ? { awaitsConfirmation: true } : {}
  const inviteCode = code && { inviteCode: { id: code.id, name: code.name } }
  const facts = { firstName, lastName, email, emailConfirmed, earlier, ...awaits, ...inviteCode }
  const review = await submitReview(tx, {
    kind: 'registration',
    subjectId: accountId,
    requesterId: accountId,
    facts,
    state,
    async beforeApproval(id) {
      await tx`
        insert into registrations (review_id, account_id, first_name, last_name, password_hash)
        values (${id}, ${accountId}, ${firstName}, ${lastName}, ${earlier > 0 ? passwordHash : null})`
      if (code) await tiePlace(tx, code.id, accountId, id)
    },
  })
  const to = { accountId, name: `${firstName} ${lastName}`, address: email }
  if (mayMail) {
    await queueMail(tx, 'confirm-address', to, { firstName }, { reviewId: review.id })
    if (state !== 'approved') await queueMail(tx, 'registration-received', to, { firstName }, { reviewId: review.id })
  }
  return review.id
}

/** Tells the owner of a known address that somebody tried to register with it. */
async function tellOwner(tx: Tx, { email }: Applicant): Promise<void> {
  const [known] = await tx<{ id: string; firstName: string; lastName: string; email: string }[]>`
    select id, first_name, last_name, email from accounts where email_key = ${emailKey(email)}`
  if (!known) return
  const to = { accountId: known.id, name: `${known.firstName} ${known.lastName}`, address: known.email }
  await queueMail(tx, 'registration-known-address', to, { firstName: known.firstName })
}

/**
 * Confirms an address by the token of its mail, once; the password of a re-application counts from then on.
 *
 * @throws LINK_EXPIRED unknown, spent, superseded or expired: nobody is told which
 */
export async function confirmAddress(tx: Tx, tokenHash: string): Promise<void> {
  const [spent] = await tx<{ accountId: string; reviewId: string | null }[]>`
    delete from mail_tokens where token_hash = ${tokenHash} and purpose = 'confirm' and expires_at > clock_timestamp()
    returning account_id, review_id`
  if (!spent) return refuse('LINK_EXPIRED')
  const { accountId, reviewId } = spent
  // Reviews before accounts, as every decision takes its locks.
  if (reviewId) await updateReviewFacts(tx, reviewId, accountId, 'review.address-confirmed', { emailConfirmed: true })
  const [registration] = await tx<{ passwordHash: string | null }[]>`
    select password_hash from registrations where review_id = ${reviewId}`
  await tx`update registrations set confirmed_at = now(), password_hash = null where review_id = ${reviewId}`
  await tx`
    update accounts
       set email_confirmed_at = coalesce(email_confirmed_at, now()),
           password_hash = coalesce(${registration?.passwordHash ?? null}, password_hash),
           rights_changed_in = pg_current_xact_id(), version = version + 1
     where id = ${accountId}`
  // What was opened with the password before ends with it.
  if (registration?.passwordHash) await endSessions(tx, accountId)
  commitOf(tx).rightsChanged = true
  await publish(tx, `user:${accountId}`, { kind: 'account.confirmed', accountId })
  await announce(tx, accountId, 'user.edited')
}

/**
 * Says by the token of the same mail that it was somebody else who registered with the address. An account that was never
 * confirmed goes, with its sessions and whatever password the stranger chose; of one that was confirmed before, only this
 * application goes.
 *
 * @throws LINK_EXPIRED as `confirmAddress`
 */
export async function disownAddress(tx: Tx, tokenHash: string): Promise<void> {
  const [spent] = await tx<{ accountId: string; isConfirmed: boolean }[]>`
    delete from mail_tokens using accounts
     where token_hash = ${tokenHash} and purpose = 'confirm' and expires_at > clock_timestamp() and accounts.id = account_id
    returning account_id, accounts.email_confirmed_at is not null as is_confirmed`
  if (!spent) return refuse('LINK_EXPIRED')
  const { accountId, isConfirmed } = spent
  await recordAudit(tx, accountId, 'account.disowned', { kind: 'account', id: accountId })
  if (!isConfirmed) {
    await returnPlacesOf(tx, accountId, 'all')
    return deleteUser(tx, accountId, accountId)
  }
  await discardWaitingPasswords(tx, accountId)
  if (!(await withdrawReviews(tx, accountId, accountId, 'registration'))) return
  // It stands as it stood before somebody applied again.
  await tx`
    update accounts set rejected_at = now(), version = version + 1
     where id = ${accountId} and approved_at is null and rejected_at is null`
  await announce(tx, accountId, 'user.edited')
}

/**
 * Sends the mail that confirms the address again; the link of the one before dies.
 *
 * @throws TOO_MANY_ATTEMPTS more than three an hour
 */
export async function resendConfirmation(tx: Tx, actor: Actor): Promise<void> {
  if (actor.emailConfirmed) return
  await enforceLimit(tx, 'mailByStranger', emailKey(actor.email))
  const to = { accountId: actor.accountId, name: `${actor.firstName} ${actor.lastName}`, address: actor.email }
  await cancelMails(tx, actor.accountId, 'confirm-address')
  await queueMail(tx, 'confirm-address', to, { firstName: actor.firstName })
  await recordAudit(tx, actor.accountId, 'account.confirmation-resent', { kind: 'account', id: actor.accountId })
}

/**
 * Forgets the passwords of applications that wait to be confirmed, because the owner has chosen one since: an older mail's link,
 * perhaps of somebody else's application, must not bring another password back.
 */
export async function discardWaitingPasswords(tx: Tx, accountId: string): Promise<void> {
  await tx`update registrations set password_hash = null where account_id = ${accountId} and password_hash is not null`
}
