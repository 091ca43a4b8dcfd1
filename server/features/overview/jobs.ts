import type { Database, Tx } from '#db/database.ts'
import { queueMail } from '#server/features/emails/commands.ts'
import { ageLabel } from '#server/features/review-mails/facts.ts'
import { takeTurn, wishes, type Reader } from '#server/features/review-mails/queries.ts'
import type { ReviewKind } from '#server/features/reviews/schema.ts'
import { listWaiting } from './queries.ts'
import type { WaitingOfKind } from './schema.ts'

const kindLabels: Record<ReviewKind, string> = {
  registration: 'Registrations',
  organization: 'Organization requests',
  access: 'Access requests',
}

/**
 * Writes the mail of this morning to the staff who want it, once a day (UTC) to each however often it runs: what waits, and what
 * was decided yesterday, of the kinds that they want to hear of daily. When there is nothing of those there is nothing to write.
 */
export async function sendDigests(database: Database): Promise<void> {
  await database.inTransaction(async (tx) => {
    // One run after the other, so that the later one finds the mails of the earlier.
    const now = await takeTurn(tx)
    const readers = await listReaders(tx)
    if (readers.length === 0) return
    const morning = await readMorning(tx)
    for (const { firstName, kinds, ...to } of readers) {
      const facts = describeMorning(morning, kinds)
      if (facts.waiting + facts.asked + facts.approved + facts.rejected === 0) continue
      await queueMail(tx, 'review-digest', to, { firstName, ...facts })
    }
    await tx`
      update review_mail_paces set told_until = ${now}::text::timestamptz
       where pace = 'daily' and account_id = any (${readers.map(({ accountId }) => accountId)}::uuid[])`
  })
}

const listReaders = (tx: Tx) => tx<(Reader & { kinds: ReviewKind[] })[]>`
  select account_id, first_name, name, address, array_agg(kind) as kinds
    from (${wishes(tx)}) wishes
   where pace = 'daily'
     and not exists (
       select 1 from mails
        where template = 'review-digest' and account_id = wishes.account_id
          and created_at >= date_trunc('day', now(), 'UTC'))
   group by account_id, first_name, name, address
   order by account_id`

/** What there is to say, by kind. */
interface Morning {
  now: Date
  waiting: WaitingOfKind[]
  counts: { kind: ReviewKind; asked: number; approved: number; rejected: number }[]
}

async function readMorning(tx: Tx): Promise<Morning> {
  const [clock] = await tx<{ now: Date }[]>`select now()`
  const counts = await tx<Morning['counts']>`
    select kind, count(*) filter (where question is not null)::int as asked,
           count(*) filter (where state = 'approved')::int as approved,
           count(*) filter (where state = 'rejected')::int as rejected
      from reviews
     where question is not null
        or (decided_at >= date_trunc('day', now(), 'UTC') - interval '24 hours' and decided_at < date_trunc('day', now(), 'UTC'))
     group by kind`
  return { now: clock!.now, waiting: await listWaiting(tx), counts }
}

function describeMorning(morning: Morning, kinds: ReviewKind[]) {
  const waited = (at: string) => ageLabel(morning.now.getTime() - Date.parse(at))
  const waiting = morning.waiting.flatMap(({ oldest, ...one }) =>
    oldest && kinds.includes(one.kind) ? [{ ...one, oldest }] : [],
  )
  const counts = morning.counts.filter(({ kind }) => kinds.includes(kind))
  const sum = <F extends string>(of: Record<F, number>[], field: F) => of.reduce((all, one) => all + one[field], 0)
  return {
    waiting: sum(waiting, 'count'),
    late: sum(waiting, 'red'),
    asked: sum(counts, 'asked'),
    approved: sum(counts, 'approved'),
    rejected: sum(counts, 'rejected'),
    kinds: waiting.map(({ kind, count, oldest }) => ({
      kindLabel: kindLabels[kind],
      amount: count,
      oldestLabel: waited(oldest.requestedAt),
    })),
    oldest: waiting.map(({ kind, oldest }) => ({
      id: oldest.id,
      kindLabel: kindLabels[kind],
      name: oldest.name,
      waitedLabel: waited(oldest.requestedAt),
    })),
  }
}
