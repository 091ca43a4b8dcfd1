// Reading mails. One row is one mail with whom it goes to; order (createdAt, id), newest first.
import type { Db } from '#db/database.ts'
import { wordsOf } from '#server/features/reviews/rules.ts'
import { blankLinks, type MailStanding } from './rules.ts'
import type { MailDetail, MailFilter, MailListInput, MailPage, MailRow } from './schema.ts'

const pageSize = 50

interface StoredMail extends Omit<
  MailRow,
  'createdAt' | 'sendAfter' | 'sentAt' | 'failingSince' | 'account' | 'organization'
> {
  createdAt: Date
  sendAfter: Date
  sentAt: Date | null
  failingSince: Date | null
  accountId: string | null
  accountKind: 'staff' | 'user' | null
  organizationId: string | null
  organizationName: string | null
}

const columns = (db: Db) => db`
  mails.id, mails.template, mails.to_name, mails.to_address, mails.state, mails.attempts, mails.response, mails.subject,
  mails.created_at, mails.send_after, mails.sent_at, mails.failing_since, mails.review_id, accounts.id as account_id,
  accounts.kind as account_kind, organizations.id as organization_id, organizations.name as organization_name,
  mails.draft is not null as is_test, mails.run_id, mails.resent_of, mails.version`
const from = (db: Db) => db`
  mails
  left join accounts on accounts.id = mails.account_id
  left join organizations on organizations.id = accounts.organization_id`

function toRow(stored: StoredMail): MailRow {
  const { accountId, accountKind, organizationId, organizationName, ...others } = stored
  const { createdAt, sendAfter, sentAt, failingSince, ...mail } = others
  return {
    ...mail,
    createdAt: createdAt.toISOString(),
    sendAfter: sendAfter.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    failingSince: failingSince?.toISOString() ?? null,
    account: accountId && accountKind ? { id: accountId, kind: accountKind } : null,
    organization: organizationId && organizationName ? { id: organizationId, name: organizationName } : null,
  }
}

/** A condition on `mails`: the same as `standingOf`, by the database's clock. */
function standingIn(db: Db, standing: MailStanding) {
  // Written with its states, so that the index of the few that are open serves it.
  const isOpen = db`mails.state in ('waiting', 'sending')`
  const isHeld = db`(mails.state = 'waiting' and mails.attempts = 0 and mails.send_after > clock_timestamp())`
  return {
    held: () => db`${isOpen} and mails.failing_since is null and ${isHeld}`,
    queued: () => db`${isOpen} and mails.failing_since is null and not ${isHeld}`,
    failed: () => db`${isOpen} and mails.failing_since is not null`,
    sent: () => db`mails.state = 'sent'`,
    gave_up: () => db`mails.state = 'gave_up'`,
    cancelled: () => db`mails.state = 'cancelled'`,
  }[standing]()
}

/** A condition on `mails` and the `accounts` they go to: what a filter finds. */
export function matching(db: Db, filter: MailFilter) {
  const { standing, template, q, account, organization, review, run } = filter
  const conditions = [
    standing && standingIn(db, standing),
    template && db`mails.template = ${template}`,
    ...wordsOf(q ?? '').map((word) => db`mails.search_text like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
    account && db`mails.account_id = ${account}`,
    organization && db`accounts.organization_id = ${organization}`,
    review && db`mails.review_id = ${review}`,
    run && db`mails.run_id = ${run}`,
  ]
  return conditions.filter((one) => !!one).reduce((all, one) => db`${all} and ${one}`, db`true`)
}

/**
 * A condition on `mails`: what it would say is still so. Its decision stands, its question waits for an answer, and a link that
 * works once is not replaced by a newer mail's, or an hour late.
 */
export const stillHolds = (db: Db) => db`
  (mails.decision_id is null or exists (
    select 1 from reviews
     where reviews.id = mails.review_id and reviews.decision_id = mails.decision_id and reviews.state in ('approved', 'rejected')))
  and (mails.template <> 'review-question' or mails.draft is not null or exists (
    select 1 from reviews where reviews.id = mails.review_id and reviews.question = mails.facts ->> 'question'))
  and (mails.template <> 'registration-received' or mails.state <> 'sent' or exists (
    select 1 from reviews where reviews.id = mails.review_id and reviews.decided_at is null))
  and (mails.template <> 'password-reset' or mails.draft is not null or mails.created_at >= now() - interval '1 hour')
  and (mails.template not in ('confirm-address', 'invitation', 'password-reset') or not exists (
    select 1 from mails newer
     where newer.template = mails.template and newer.created_at > mails.created_at and newer.state in ('waiting', 'sending', 'sent')
       and (newer.account_id = mails.account_id or newer.member_invitation_id = mails.member_invitation_id)))`

/** Lists one page of 50; the cursor is the last row. */
export async function listMails(db: Db, { after, ...filter }: MailListInput, limit = pageSize): Promise<MailPage> {
  const rows = await db<StoredMail[]>`
    select ${columns(db)}
      from ${from(db)}
     where ${matching(db, filter)}
       ${after ? db`and (mails.created_at, mails.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : db``}
     order by mails.created_at desc, mails.id desc
     limit ${limit + 1}`
  const page = rows.slice(0, limit).map(toRow)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? { at: last.createdAt, id: last.id } : null }
}

export async function findMailRow(db: Db, id: string): Promise<MailRow | undefined> {
  const [stored] = await db<StoredMail[]>`select ${columns(db)} from ${from(db)} where mails.id = ${id}`
  return stored && toRow(stored)
}

/** Finds a mail with its kept body; its token links are blanked unless `showLinks` (owners). */
export async function findMail(db: Db, id: string, showLinks: boolean): Promise<MailDetail | undefined> {
  const [stored] = await db<(StoredMail & { html: string | null; bodyText: string | null })[]>`
    select ${columns(db)}, html, body_text from ${from(db)} where mails.id = ${id}`
  if (!stored) return undefined
  const copies = await db<{ id: string; createdAt: Date }[]>`
    select id, created_at from mails where resent_of = ${id} order by created_at desc, id desc limit 20`
  const { html, bodyText, ...row } = stored
  const shown = (text: string | null) => (showLinks || text === null ? text : blankLinks(text))
  return {
    ...toRow(row),
    html: shown(html),
    bodyText: shown(bodyText),
    linksHidden: !showLinks,
    copies: copies.map((copy) => ({ id: copy.id, createdAt: copy.createdAt.toISOString() })),
  }
}
