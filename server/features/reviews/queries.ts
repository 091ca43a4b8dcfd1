// Reading the queue. One row is one review with the name of who decided it.
import type { Db, Sql } from '#db/database.ts'
import type { z } from 'zod'
import type { Feed } from '#server/realtime/feed.ts'
import { wordsOf } from './rules.ts'
import type {
  EarlierReview,
  OwnReview,
  ReviewCounts,
  ReviewFacts,
  ReviewHistoryEntry,
  ReviewFilter,
  ReviewMessage,
  ReviewPage,
  ReviewRow,
  reviewListInput,
} from './schema.ts'

const pageSize = 50

type StoredReview = ReviewFacts & {
  id: string
  state: ReviewRow['state']
  version: number
  requesterId: string
  reason: string | null
  requestedAt: Date
  decidedAt: Date | null
  undoUntil: Date | null
  question: string | null
  decidedById: string | null
  decidedByName: string | null
}

// Decisions of a run wait an hour for its end, which only then says until when they can be undone: they do not say it before.
const columns = (db: Db) => db`
  reviews.id, reviews.kind, reviews.state, reviews.version, reviews.facts, reviews.requester_id, reviews.requested_at, reviews.decided_at,
  reviews.reason, case when reviews.undo_until < now() + interval '2 minutes' then reviews.undo_until end as undo_until, reviews.question, reviews.decided_by as decided_by_id,
  deciders.first_name || ' ' || deciders.last_name as decided_by_name`
const withDecider = (db: Db) => db`reviews left join accounts deciders on deciders.id = reviews.decided_by`

function toRow({ decidedById, decidedByName, ...stored }: StoredReview): ReviewRow {
  return {
    ...stored,
    requestedAt: stored.requestedAt.toISOString(),
    decidedAt: stored.decidedAt?.toISOString() ?? null,
    undoUntil: stored.undoUntil?.toISOString() ?? null,
    decidedBy: decidedById && decidedByName ? { id: decidedById, name: decidedByName } : null,
  }
}

/** A condition on `reviews`: what a filter finds for the admin who asks. */
export function matching(db: Db, filter: ReviewFilter, actorId: string) {
  const { kind, state, search, confirmed, age, claimed, decidedBy } = filter
  const hours = age === 'red' ? db`red_hours` : db`amber_hours`
  const claim = (by: ReturnType<Db>) =>
    db`exists (select 1 from review_claims where review_id = reviews.id and until > clock_timestamp() and ${by})`
  const conditions = [
    {
      pending: db`reviews.state = 'pending'`,
      asked: db`reviews.question is not null`,
      decided: db`reviews.decided_at is not null`,
    }[state],
    kind && db`reviews.kind = ${kind}`,
    ...wordsOf(search).map((word) => db`reviews.search_text like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
    confirmed !== undefined &&
      db`(reviews.kind <> 'registration' or (reviews.facts ->> 'emailConfirmed')::boolean) = ${confirmed}`,
    age && db`reviews.requested_at <= now() - make_interval(hours => (select ${hours} from settings))`,
    claimed === 'nobody' && db`not ${claim(db`true`)}`,
    claimed === 'me' && claim(db`account_id = ${actorId}`),
    decidedBy === 'me' && db`reviews.decided_by = ${actorId}`,
  ]
  return conditions.filter((one) => !!one).reduce((all, one) => db`${all} and ${one}`)
}

/**
 * Lists one page in the order of when they were requested, or decided, and of their ids. The cursor is the last row, so that
 * arrivals never shift a page.
 */
export async function listReviews(
  db: Db,
  { after, sort, ...filter }: z.output<typeof reviewListInput>,
  actorId: string,
  limit = pageSize,
): Promise<ReviewPage> {
  const isDecided = filter.state === 'decided'
  const isNewestFirst = (sort ?? (isDecided ? 'newest' : 'oldest')) === 'newest'
  const at = isDecided ? db`reviews.decided_at` : db`reviews.requested_at`
  const order = isNewestFirst ? db`${at} desc, reviews.id desc` : db`${at}, reviews.id`
  const beyond =
    after && db`(${at}, reviews.id) ${isNewestFirst ? db`<` : db`>`} (${after.at}::timestamptz, ${after.id}::uuid)`
  const rows = await db<StoredReview[]>`
    select ${columns(db)}
      from ${withDecider(db)}
     where ${matching(db, filter, actorId)} ${beyond ? db`and ${beyond}` : db``}
     order by ${order}
     limit ${limit + 1}`
  const page = rows.slice(0, limit).map(toRow)
  const last = page.at(-1)
  const hasMore = rows.length > limit && last !== undefined
  return {
    rows: page,
    next: hasMore ? { at: (isDecided ? last.decidedAt : last.requestedAt) ?? '', id: last.id } : null,
  }
}

export async function findReview(db: Db, id: string): Promise<ReviewRow | undefined> {
  const [stored] = await db<StoredReview[]>`select ${columns(db)} from ${withDecider(db)} where reviews.id = ${id}`
  return stored && toRow(stored)
}

/** Finds what a user asks for, else what they asked for last, whatever became of it: an old one that is reopened waits again. */
export async function findOwnReview(db: Db, requesterId: string, kind: OwnReview['kind']): Promise<OwnReview | null> {
  const [stored] = await db<StoredReview[]>`
    select ${columns(db)} from ${withDecider(db)}
     where reviews.requester_id = ${requesterId} and reviews.kind = ${kind}
     order by reviews.state in ('pending', 'needs_information') desc, greatest(reviews.requested_at, reviews.decided_at) desc,
              reviews.id desc limit 1`
  const row = stored && toRow(stored)
  return row && row.kind !== 'registration' ? toOwnReview(row) : null
}

/** Takes what a requester may know: not who decided. */
export function toOwnReview(row: Exclude<ReviewRow, { kind: 'registration' }>): OwnReview {
  const { id, kind, facts, state, version, reason, question, requestedAt, decidedAt } = row
  // Taken apart, kind and facts no longer know that they belong together.
  return { id, kind, facts, state, version, reason, question, requestedAt, decidedAt } as OwnReview
}

/** The same person's other applications of the same kind, newest first, at most ten. */
export async function listEarlierReviews(db: Db, id: string): Promise<EarlierReview[]> {
  const rows = await db<StoredReview[]>`
    select ${columns(db)}
      from ${withDecider(db)}
      join reviews this on this.id = ${id} and this.requester_id = reviews.requester_id and this.kind = reviews.kind
     where reviews.id <> ${id} and reviews.requested_at <= this.requested_at
     order by reviews.requested_at desc, reviews.id desc
     limit 10`
  return rows.map(toRow).map(({ id, state, facts, requestedAt, decidedAt, decidedBy, reason }) => ({
    id,
    state,
    name: 'name' in facts ? facts.name : null,
    requestedAt,
    decidedAt,
    decidedBy,
    reason,
  }))
}

/** What happened to a review, oldest first, from the audit entries; the last 200. */
export async function listReviewHistory(db: Db, id: string): Promise<ReviewHistoryEntry[]> {
  const rows = await db<HistoryRow[]>`
    select audit_entries.at, action, actor_id, actors.first_name || ' ' || actors.last_name as name,
           formers.id as from_id, formers.first_name || ' ' || formers.last_name as from_name, detail ->> 'reason' as reason
      from audit_entries
      left join accounts actors on actors.id = actor_id
      left join accounts formers on formers.id = case when action = 'review.taken-over' then (detail ->> 'from')::uuid end
     where subject_kind = 'review' and subject_id = ${id}
     order by audit_entries.id desc
     limit 200`
  return rows.toReversed().map(({ at, action, actorId, name, fromId, fromName, reason }) => ({
    at: at.toISOString(),
    action,
    actor: actorId && name ? { id: actorId, name } : null,
    ...(fromId && fromName && { from: { id: fromId, name: fromName } }),
    reason,
  }))
}

interface HistoryRow {
  at: Date
  action: string
  actorId: string | null
  name: string | null
  fromId: string | null
  fromName: string | null
  reason: string | null
}

/** What was asked, answered and noted, oldest first; the last 200. */
export async function listMessages(db: Db, id: string): Promise<ReviewMessage[]> {
  const rows = await db<
    (Omit<ReviewMessage, 'at' | 'author'> & { at: Date; authorId: string | null; name: string | null })[]
  >`
    select review_messages.id, review_messages.kind, body, at, author_id, first_name || ' ' || last_name as name
      from review_messages left join accounts on accounts.id = author_id
     where review_id = ${id}
     order by at desc, review_messages.id desc
     limit 200`
  return rows.toReversed().map(({ id, kind, body, at, authorId, name }) => ({
    id,
    kind,
    body,
    at: at.toISOString(),
    author: authorId && name ? { id: authorId, name } : null,
  }))
}

/** Counts what a filter finds, up to `most` and one more. */
export async function countMatching(db: Db, filter: ReviewFilter, actorId: string, most: number): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int from (select 1 from reviews where ${matching(db, filter, actorId)} limit ${most + 1}) found`
  return row!.count
}

/** Adds up the kept counts: 0.2 ms at a million pending reviews. The position is read first, so that it is a lower bound. */
export async function countReviews(sql: Sql, feed: Pick<Feed, 'head'>): Promise<ReviewCounts> {
  const position = feed.head()
  const rows = await sql<{ kind: 'registration' | 'organization' | 'access'; pending: string }[]>`
    select kind, sum(pending)::text as pending from review_counts group by kind`
  const counts = { registration: 0, organization: 0, access: 0 }
  for (const row of rows) counts[row.kind] = Number(row.pending)
  return { ...counts, all: counts.registration + counts.organization + counts.access, position }
}
