import type { Database } from '#db/database.ts'
import { pruneLog } from '#server/realtime/log.ts'

/** Removes what has expired. Nothing depends on it: whatever reads these rows compares with the clock itself. */
export async function tidyUp({ sql }: Database): Promise<void> {
  await pruneLog(sql)
  await sql`delete from sessions where expires_at <= now()`
  await sql`delete from mail_tokens where expires_at <= now()`
  await sql`delete from rate_limits where expires_at <= now()`
  await sql`delete from idempotency_keys where created_at <= now() - interval '24 hours'`
  await sql`
    delete from status_tokens using reviews
     where reviews.id = status_tokens.review_id and reviews.decided_at < now() - interval '30 days'`
  await sql`delete from status_tokens where review_id is null and created_at < now() - interval '30 days'`
}
