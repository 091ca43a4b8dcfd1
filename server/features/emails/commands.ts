// Writing mails: a row before its job, in the transaction of what the mail tells of.
import type { Tx } from '#db/database.ts'
import type { FactsOf, TemplateName } from '#emails/templates.ts'
import { enqueue, enqueueAll } from '#server/jobs/enqueue.ts'
import { publish } from '#server/realtime/publish.ts'
import { findMailRow } from './queries.ts'

/** The facts that are added when a mail is sent: the portal's name, and links whose tokens do not exist before. */
type AddedFacts =
  | 'portalName'
  | 'confirmUrl'
  | 'expiresAt'
  | 'statusUrl'
  | 'loginUrl'
  | 'queueUrl'
  | 'acceptUrl'
  | 'resetUrl'
  | 'membersUrl'
  | 'dashboardUrl'
  | 'codeUrl'
  | 'appUrl'
  | 'answerUrl'
type AppTemplate = 'access-approved' | 'access-rejected' | 'credential-expiring' | 'credential-expired'
type CodeTemplate = 'invite-code-expired' | 'invite-code-used-up'
export type StoredFacts<N extends TemplateName> = N extends CodeTemplate
  ? Omit<FactsOf<N>, AddedFacts> & { codeId: string }
  : N extends AppTemplate
    ? Omit<FactsOf<N>, Exclude<AddedFacts, 'expiresAt'>> & { appId: string }
    : N extends 'review-question'
      ? Omit<FactsOf<N>, AddedFacts> & { path: string | null }
      : N extends 'reviews-waiting' | 'reviews-overdue'
        ? Omit<FactsOf<N>, AddedFacts | 'reviews'> & {
            reviews: (Omit<FactsOf<N>['reviews'][number], 'url'> & { id: string })[]
          }
        : N extends 'review-digest'
          ? Omit<FactsOf<N>, AddedFacts | 'oldest'> & {
              oldest: (Omit<FactsOf<N>['oldest'][number], 'url'> & { id: string })[]
            }
          : Omit<FactsOf<N>, AddedFacts>

export interface Recipient {
  /** null: somebody who is invited and perhaps has no account */
  accountId: string | null
  name: string
  address: string
}

/** The decision that a mail tells of: the mail waits until it can no longer be undone. */
export interface Decision {
  id: string
  undoUntil: string | Date | null
}

/** Longer than an undo window ever is. */
const waitMaxSeconds = 600

/** Writes a mail and its job; it goes out when the transaction has committed and the decision, if any, can stand. */
export async function queueMail<N extends TemplateName>(
  tx: Tx,
  template: N,
  to: Recipient,
  facts: StoredFacts<N>,
  about: { reviewId?: string; decision?: Decision; memberInvitationId?: string } = {},
): Promise<void> {
  const { reviewId = null, decision, memberInvitationId = null } = about
  const [mail] = await tx<{ id: string; waitSeconds: number }[]>`
    insert into mails (template, account_id, review_id, member_invitation_id, decision_id, to_name, to_address, facts, send_after)
    values (${template}, ${to.accountId}, ${reviewId}, ${memberInvitationId}, ${decision?.id ?? null}, ${to.name}, ${to.address},
            ${tx.json(facts as never)}, coalesce(${decision?.undoUntil ?? null}::timestamptz, clock_timestamp()))
    returning id, round(greatest(0, extract(epoch from send_after - now())), 3)::float8 as wait_seconds`
  // From now(), the beginning of the transaction, because pg-boss counts from there. One that waits for the end of a run gets its
  // job there; should that never come, the hourly round finds it.
  if (mail!.waitSeconds < waitMaxSeconds)
    await enqueue(tx, 'mail.send', { mailId: mail!.id }, { startAfterSeconds: mail!.waitSeconds })
  await publish(tx, 'admins', { kind: 'mail.queued', mail: (await findMailRow(tx, mail!.id))! })
}

/** Mails that go out at once, one to each of many people. They show in the list as they are sent. */
export async function queueMails<N extends TemplateName>(
  tx: Tx,
  template: N,
  letters: { to: Recipient; facts: StoredFacts<N> }[],
): Promise<void> {
  for (let from = 0; from < letters.length; from += batchSize) {
    const rows = letters.slice(from, from + batchSize).map(({ to, facts }) => ({
      template,
      account_id: to.accountId,
      to_name: to.name,
      to_address: to.address,
      facts: tx.json(facts as never),
    }))
    const mails = await tx<{ id: string }[]>`insert into mails ${tx(rows)} returning id`
    await enqueueAll(
      tx,
      'mail.send',
      mails.map(({ id }) => ({ mailId: id })),
    )
  }
}

/** Rows of one statement: what Postgres takes as parameters is bounded. */
const batchSize = 1_000

/** Cancels the mails of a decision that are not on their way; false when one already is. */
export async function cancelMailsOf(tx: Tx, decisionId: string): Promise<boolean> {
  await cancelWhere(tx, tx`decision_id = ${decisionId}`)
  const [onTheWay] = await tx`select 1 from mails where decision_id = ${decisionId} and state <> 'cancelled'`
  return !onTheWay
}

/** Cancels the mails of one kind that have not left yet: what they would say is no longer so. */
export function cancelMails(tx: Tx, accountId: string, template: TemplateName): Promise<void> {
  return cancelWhere(tx, tx`account_id = ${accountId} and template = ${template}`)
}

/** Cancels the mail of a teammate's invitation that has not left yet. */
export function cancelMemberMails(tx: Tx, memberInvitationId: string): Promise<void> {
  return cancelWhere(tx, tx`member_invitation_id = ${memberInvitationId}`)
}

/** Those that were given up too: they must not be sent again either. */
async function cancelWhere(tx: Tx, guard: ReturnType<Tx>): Promise<void> {
  const cancelled = await tx<{ id: string }[]>`
    update mails set state = 'cancelled', version = version + 1
     where ${guard} and state in ('waiting', 'gave_up')
    returning id`
  for (const { id } of cancelled) {
    await publish(tx, 'admins', { kind: 'mail.updated', mail: (await findMailRow(tx, id))! })
  }
}
