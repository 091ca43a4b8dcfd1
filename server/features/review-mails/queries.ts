// Who of the staff wants to be told of what, and how soon.
import type { Db, Tx } from '#db/database.ts'
import { reviewKinds } from '#server/features/reviews/schema.ts'

/** A person that a mail about reviews goes to. */
export interface Reader {
  accountId: string
  firstName: string
  name: string
  address: string
}

/** Each kind of review (`kinds`) with what the account beside it has chosen (`paces`), if anything. */
const chosen = (db: Db) => db`
  unnest(${[...reviewKinds]}::text[]) as kinds (kind)
  left join review_mail_paces paces on paces.account_id = accounts.id and paces.kind = kinds.kind`

/** How soon, of a kind. What nobody has chosen goes by the role; an auditor's "at once" is from before they were one. */
const pace = (db: Db) => db`
  case staff_role when 'auditor' then coalesce(nullif(paces.pace, 'at_once'), 'never') else coalesce(paces.pace, 'at_once') end`

/** The paces of the account in sight, as one object by kind. */
export const pacesOfAccount = (db: Db) => db`(select jsonb_object_agg(kinds.kind, ${pace(db)}) from ${chosen(db)})`

/** A row is one of the staff who can log in, and a kind of review. `told_until` is null for whoever has never chosen. */
export const wishes = (db: Db) => db`
  select accounts.id as account_id, first_name, first_name || ' ' || last_name as name, email as address, staff_role, wanted.*
    from accounts, lateral (select kinds.kind, ${pace(db)} as pace, told_until from ${chosen(db)}) wanted
   where accounts.kind = 'staff' and password_hash is not null and deactivated_at is null`

/**
 * Lets those who announce reviews, tell of them or change a pace in one after the other, and answers the instant since which it is
 * this one's turn. Whatever was announced or told before is then committed, and earlier; whatever comes later is later. So
 * "announced after what somebody was told" misses nothing and finds nothing twice.
 *
 * @returns the instant as text: a `Date` has no microseconds, and what is cut off could lie on either side. Written as `::text::timestamptz`.
 */
export async function takeTurn(tx: Tx): Promise<string> {
  await tx`select pg_advisory_xact_lock(hashtext('gatehouse review mails'))`
  const [clock] = await tx<{ now: string }[]>`select clock_timestamp()::text as now`
  return clock!.now
}
