// Telling staff of what waits: of what is new at once or hourly, and once more of what has waited for long. The digest of each
// morning is the overview's.
import type { Database, Tx } from '#db/database.ts'
import { listedReviewsMax } from '#emails/templates.ts'
import { queueMail } from '#server/features/emails/commands.ts'
import { findListed, limitLabel } from './facts.ts'
import { takeTurn, wishes, type Reader } from './queries.ts'
import type { MailPace } from './schema.ts'

/** Announces whatever has come into the queue, and tells those who want to know at once, in one mail each. */
export async function announceReviews(database: Database): Promise<void> {
  await database.inTransaction(async (tx) => {
    const now = await takeTurn(tx)
    await tx`
      update reviews set announced_at = ${now}::text::timestamptz where state = 'pending' and announced_at is null`
    await tell(tx, 'at_once', now)
  })
}

/** Tells those who want to know hourly of what was announced since they were told, in one mail each; of nothing, none. */
export async function tellHourly(database: Database): Promise<void> {
  await database.inTransaction(async (tx) => tell(tx, 'hourly', await takeTurn(tx)))
}

/**
 * What waits. A decision that can be undone is none yet: whoever is told now is not told of it again when it is. An undo that was
 * in time may commit a little later.
 */
const waiting = (tx: Tx) => tx`
  select id, kind, requested_at, announced_at from reviews where state = 'pending' and announced_at is not null
  union all
  select id, kind, requested_at, announced_at from reviews
   -- No window is as long; the decided have an index.
   where decided_at > now() - interval '1 day' and undo_until > now() - interval '5 seconds'`

/** Those of one pace, each of what was announced after what they were told, and still waits. */
async function tell(tx: Tx, pace: MailPace, now: string): Promise<void> {
  const news = await tx<News[]>`
    select ${reader(tx)}, ${amount(tx)}
      from (${wishes(tx)}) wishes
      -- Who has never chosen has been told of all but what is announced now.
      join (${waiting(tx)}) reviews on reviews.kind = wishes.kind
       and announced_at > coalesce(told_until, ${now}::text::timestamptz - interval '1 microsecond')
     where pace = ${pace}
     group by ${reader(tx)}
     order by account_id`
  const listed = await findListed(tx, idsOf(news))
  for (const { firstName, count, ids, ...to } of news)
    await queueMail(tx, 'reviews-waiting', to, { firstName, count, reviews: ids.map((id) => listed.get(id)!) })
  await tx`update review_mail_paces set told_until = ${now}::text::timestamptz where pace = ${pace}`
}

/** So many a run, or deciding them would have to wait; only a queue that nobody looks at has more, of which the next run tells. */
const remindedMax = 1_000

/**
 * Tells all who may decide, unless they want no mail of that kind, of what has waited longer than the settings say: in one mail
 * each, and of a review once for each stay in the queue. What came back has waited since it was announced again.
 */
export async function remindStaff(database: Database): Promise<void> {
  await database.inTransaction(async (tx) => {
    await takeTurn(tx)
    const [settings] = await tx<{ reminderHours: number | null }[]>`select reminder_hours from settings`
    const hours = settings!.reminderHours
    if (hours === null) return
    const news = await tx<News[]>`
      with reviews as (
        update reviews set reminded_at = now()
         where state = 'pending' and id in (
           select id from reviews
            where state = 'pending' and reminded_at is null and announced_at <= now() - make_interval(hours => ${hours})
            order by requested_at limit ${remindedMax})
        returning id, kind, requested_at)
      select ${reader(tx)}, ${amount(tx)}
        from (${wishes(tx)}) wishes join reviews using (kind)
       where pace <> 'never' and staff_role <> 'auditor'
       group by ${reader(tx)}
       order by account_id`
    const listed = await findListed(tx, idsOf(news))
    for (const { firstName, count, ids, ...to } of news) {
      const reviews = ids.map((id) => listed.get(id)!)
      await queueMail(tx, 'reviews-overdue', to, { firstName, limitLabel: limitLabel(hours), count, reviews })
    }
  })
}

/** What somebody is to be told of: how many, and those that the mail lists, the oldest first. */
interface News extends Reader {
  count: number
  ids: string[]
}

const reader = (tx: Tx) => tx`account_id, first_name, name, address`
const amount = (tx: Tx) => tx`
  count(*)::int as count, (array_agg(reviews.id order by requested_at, reviews.id))[:${listedReviewsMax}::int] as ids`
const idsOf = (news: News[]) => [...new Set(news.flatMap(({ ids }) => ids))]
