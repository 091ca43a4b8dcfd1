// Reading the queue. One row is one review with the name of who decided it.
import type { Db, Sql } from '#db/database.ts'
import type { Feed } from '#server/realtime/feed.ts'
import type {
  EarlierReview,
  OwnReview,
  ReviewCounts,
  ReviewFacts,
  ReviewHistoryEntry,
  ReviewListInput,
  ReviewPage,
  ReviewRow,
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
  decidedById: string | null
  decidedByName: string | null
}

const columns = (db: Db) => db`
  reviews.id, reviews.kind, reviews.state, reviews.version, reviews.facts, reviews.requester_id, reviews.requested_at, reviews.decided_at,
  reviews.reason, reviews.undo_until, reviews.decided_by as decided_by_id,
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

/**
 * Lists one page: pending ones oldest first by (requestedAt, id), decided ones newest first by (decidedAt, id). The cursor
 * is the last row, so that arrivals never shift a page.
 */
export async function listReviews(db: Db, { kind, state, after }: ReviewListInput): Promise<ReviewPage> {
  const ofKind = kind ? db`and reviews.kind = ${kind}` : db``
  const rows =
    state === 'pending'
      ? await db<StoredReview[]>`
          select ${columns(db)}
            from ${withDecider(db)}
           where reviews.state = 'pending' ${ofKind}
             ${after ? db`and (reviews.requested_at, reviews.id) > (${after.at}::timestamptz, ${after.id}::uuid)` : db``}
           order by reviews.requested_at, reviews.id
           limit ${pageSize + 1}`
      : await db<StoredReview[]>`
          select ${columns(db)}
            from ${withDecider(db)}
           where reviews.decided_at is not null ${ofKind}
             ${after ? db`and (reviews.decided_at, reviews.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : db``}
           order by reviews.decided_at desc, reviews.id desc
           limit ${pageSize + 1}`
  const page = rows.slice(0, pageSize).map(toRow)
  const last = page.at(-1)
  const hasMore = rows.length > pageSize && last !== undefined
  return {
    rows: page,
    next: hasMore ? { at: (state === 'pending' ? last.requestedAt : last.decidedAt) ?? '', id: last.id } : null,
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
  const { id, kind, facts, state, version, reason, requestedAt, decidedAt } = row
  // Taken apart, kind and facts no longer know that they belong together.
  return { id, kind, facts, state, version, reason, requestedAt, decidedAt } as OwnReview
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

/** Everything that happened to a review, oldest first, from the audit entries. */
export async function listReviewHistory(db: Db, id: string): Promise<ReviewHistoryEntry[]> {
  const rows = await db<
    { at: Date; action: string; actorId: string | null; name: string | null; reason: string | null }[]
  >`
    select audit_entries.at, action, actor_id, first_name || ' ' || last_name as name, detail ->> 'reason' as reason
      from audit_entries left join accounts on accounts.id = actor_id
     where subject_kind = 'review' and subject_id = ${id}
     order by audit_entries.id
     limit 200`
  return rows.map(({ at, action, actorId, name, reason }) => ({
    at: at.toISOString(),
    action,
    actor: actorId && name ? { id: actorId, name } : null,
    reason,
  }))
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
