import type { Database } from '#db/database.ts'
import { announceReviews } from '#server/features/review-mails/jobs.ts'
import { pruneLog } from '#server/realtime/log.ts'
import { enqueue } from './enqueue.ts'

/** Removes what has expired, and picks up what was left behind. Nothing waits for it: whoever reads these rows compares with the clock. */
export async function tidyUp(database: Database): Promise<void> {
  await removeExpired(database)
  await announceForgotten(database)
  await sendForgotten(database)
}

async function removeExpired({ sql }: Database): Promise<void> {
  await pruneLog(sql)
  await sql`delete from sessions where expires_at <= now()`
  await sql`delete from mail_tokens where expires_at <= now()`
  await sql`delete from rate_limits where expires_at <= now()`
  await sql`delete from review_claims where until <= now()`
  await sql`delete from reset_requests where created_at <= now() - interval '1 day'`
  await sql`delete from idempotency_keys where created_at <= now() - interval '24 hours'`
  await sql`
    delete from status_tokens using reviews
     where reviews.id = status_tokens.review_id and reviews.decided_at < now() - interval '30 days'`
  await sql`delete from status_tokens where review_id is null and created_at < now() - interval '30 days'`
  await sql`delete from bulk_runs where finished_at < now() - interval '30 days'`
  await sql`delete from mail_runs where finished_at < now() - interval '30 days'`
  // The longest period is a month.
  await sql`delete from credential_usage where period_start < now() - interval '2 months'`
  // Uploads that nobody has saved with a product, or as the logo.
  await unlessInUse(sql`
    delete from documents where uploaded_at < now() - interval '1 day'
       and not exists (select 1 from product_apis where document_id = documents.id)`)
  await unlessInUse(sql`
    delete from pictures where uploaded_at < now() - interval '1 day'
       and not exists (select 1 from products where picture_id = pictures.id)
       and not exists (select 1 from settings where logo_id = pictures.id)`)
}

/** what the database says of a row that another refers to: `restrict`, and the others */
const inUse = new Set<string | undefined>(['23001', '23503'])

/** What is saved at this very moment is kept by its foreign key, and with it the others; the job comes again. */
async function unlessInUse(removal: PromiseLike<unknown>): Promise<void> {
  try {
    await removal
  } catch (error) {
    if (!inUse.has((error as { code?: string }).code)) throw error
  }
}

/** A review that committed just as the announcing job looked has no job of its own. */
async function announceForgotten(database: Database): Promise<void> {
  const [forgotten] = await database.sql`
    select 1 from reviews
     where state = 'pending' and announced_at is null and requested_at < now() - interval '10 minutes' limit 1`
  if (forgotten) await announceReviews(database)
}

/** A mail whose job is gone gets another; sending claims its row, so that one too many does no harm. */
async function sendForgotten(database: Database): Promise<void> {
  const mails = await database.sql<{ id: string }[]>`
    select id from mails where state in ('waiting', 'sending') and send_after < now() - interval '1 hour' limit 1000`
  for (const { id } of mails) {
    const oncePer = { key: id, seconds: 3_600 }
    await database.inTransaction((tx) => enqueue(tx, 'mail.send', { mailId: id }, { oncePer }))
  }
}
