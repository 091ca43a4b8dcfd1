import type { Sql } from '#db/database.ts'
import type { Derive, Feed } from '#server/realtime/feed.ts'
import { countReviews } from './queries.ts'

/** Follows every batch that touches reviews with the new counts: absolute, once per process, however many tabs there are. */
export function deriveReviewCounts(sql: Sql): Derive {
  return async (events) => {
    const last = events.at(-1)
    if (!last || !events.some(({ event }) => event.kind.startsWith('review.'))) return []
    const head: Pick<Feed, 'head'> = { head: () => ({ xid: last.xid, id: last.id }) }
    return [{ audience: 'admins', event: { kind: 'reviews.counted', counts: await countReviews(sql, head) } }]
  }
}
