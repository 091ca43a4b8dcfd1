// How soon staff are told; what they are told is written by the jobs beside this.
import type { Tx } from '#db/database.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import type { MailPaces } from './schema.ts'
import { pacesOfAccount, takeTurn } from './queries.ts'

/** Mails of those who are told at once collapse: they hear at most once in so many seconds. */
const announceEverySeconds = 300

/** Has what is new told to those who want to know at once. */
export const announceSoon = (tx: Tx): Promise<void> =>
  enqueue(tx, 'reviews.announce', {}, { oncePer: { key: 'queue', seconds: announceEverySeconds } })

/**
 * Keeps how soon somebody wants to be told of each kind. What was announced and not told to them yet stays to be told, at the new
 * pace; whoever wanted nothing is told of what comes from now on. Only what differs from before is written, so that the rest goes
 * on following their role.
 */
export async function keepPaces(tx: Tx, accountId: string, paces: MailPaces): Promise<void> {
  const now = await takeTurn(tx)
  const changed = await tx<{ pace: string }[]>`
    insert into review_mail_paces (account_id, kind, pace, told_until)
    select accounts.id, wanted.kind, wanted.pace, ${now}::text::timestamptz
      from accounts, jsonb_each_text(${tx.json({ ...paces })}) as wanted (kind, pace)
     where accounts.id = ${accountId} and accounts.kind = 'staff' and wanted.pace <> ${pacesOfAccount(tx)} ->> wanted.kind
    on conflict (account_id, kind) do update
      set pace = excluded.pace,
          told_until = case when review_mail_paces.pace = 'never' then excluded.told_until else review_mail_paces.told_until end
    returning pace`
  if (changed.some(({ pace }) => pace === 'at_once')) await announceSoon(tx)
}
