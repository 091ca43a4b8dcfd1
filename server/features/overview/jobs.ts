import type { Database, Tx } from '#db/database.ts'
import { queueMail, type Recipient } from '#server/features/emails/commands.ts'
import type { ReviewKind } from '#server/features/reviews/schema.ts'
import { countAsked, listWaiting } from './queries.ts'

const kindLabels: Record<ReviewKind, string> = {
  registration: 'Registrations',
  organization: 'Organization requests',
  access: 'Access requests',
}
const hour = 3_600_000

/**
 * Writes the mail of this morning to the staff who want it, once a day (UTC) to each however often it runs: what waits, and what
 * was decided yesterday. When nothing waits and nothing was decided there is nothing to write.
 */
export async function sendDigests(database: Database): Promise<void> {
  await database.inTransaction(async (tx) => {
    // One run after the other, so that the later one finds the mails of the earlier.
    await tx`select pg_advisory_xact_lock(hashtext('gatehouse digest'))`
    const readers = await listReaders(tx)
    if (readers.length === 0) return
    const facts = await describeMorning(tx)
    if (facts.waiting + facts.asked + facts.approved + facts.rejected === 0) return
    for (const { firstName, ...to } of readers) await queueMail(tx, 'review-digest', to, { firstName, ...facts })
  })
}

const listReaders = (tx: Tx) => tx<(Recipient & { firstName: string })[]>`
  select id as account_id, first_name, first_name || ' ' || last_name as name, email as address
    from accounts
   where kind = 'staff' and staff_role is not null and gets_digest and password_hash is not null and deactivated_at is null
     and not exists (
       select 1 from mails
        where template = 'review-digest' and account_id = accounts.id and created_at >= date_trunc('day', now(), 'UTC'))
   order by id`

async function describeMorning(tx: Tx) {
  const [clock] = await tx<{ now: Date; approved: number; rejected: number }[]>`
    select now(), count(*) filter (where state = 'approved')::int as approved,
           count(*) filter (where state = 'rejected')::int as rejected
      from reviews
     where decided_at >= date_trunc('day', now(), 'UTC') - interval '24 hours' and decided_at < date_trunc('day', now(), 'UTC')`
  const { now, approved, rejected } = clock!
  const kinds = (await listWaiting(tx)).flatMap(({ oldest, ...one }) => (oldest ? [{ ...one, oldest }] : []))
  const sum = (amount: 'count' | 'red') => kinds.reduce((all, one) => all + one[amount], 0)
  const waited = (at: string) => ageLabel(now.getTime() - Date.parse(at))
  return {
    waiting: sum('count'),
    late: sum('red'),
    asked: await countAsked(tx),
    approved,
    rejected,
    kinds: kinds.map(({ kind, count, oldest }) => ({
      kindLabel: kindLabels[kind],
      amount: count,
      oldestLabel: waited(oldest.requestedAt),
    })),
    oldest: kinds.map(({ kind, oldest }) => ({
      id: oldest.id,
      kindLabel: kindLabels[kind],
      name: oldest.name,
      waitedLabel: waited(oldest.requestedAt),
    })),
  }
}

/** "less than an hour", "5 hours", "3 days". */
function ageLabel(ms: number): string {
  const hours = Math.floor(ms / hour)
  if (hours < 1) return 'less than an hour'
  const [amount, unit] = hours < 48 ? [hours, 'hour'] : [Math.floor(hours / 24), 'day']
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}
