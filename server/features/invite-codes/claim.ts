// Places of an invite code: claimed, given back, claimed again. Each is one conditional statement over the code's row, so that
// the counter never exceeds the quota and always equals the rows, whoever comes at the same moment.
import type { Db, Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { countCall, peekLimit } from '#server/features/auth/limits.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { refuse, type RefusalCode } from '#server/refusals.ts'
import { announceCode } from './announce.ts'
import { codeStatus, findTypedCode, type FoundCode } from './queries.ts'
import { codeKey, type CodeStatus } from './rules.ts'

const refusalOfStatus: Record<Exclude<CodeStatus, 'active'>, RefusalCode> = {
  paused: 'CODE_PAUSED',
  expired: 'CODE_EXPIRED',
  'used-up': 'CODE_USED_UP',
}

/** A key so long was generated, or is as good: guessing it is hopeless, so other people's guesses keep nobody from it. */
const unguessableLength = 20

/**
 * Looks a typed code up for a stranger. Codes that do not exist count against the caller's network, and short ones against
 * everybody together; beyond the limits nothing is looked up.
 *
 * @throws TOO_MANY_ATTEMPTS before anything is learned of the code
 */
export async function lookUpCode(db: Db, address: string, typed: string): Promise<FoundCode | undefined> {
  const guesses: [limit: 'codeGuessByAddress' | 'codeGuess', subject: string][] = [['codeGuessByAddress', address]]
  if (codeKey(typed).length < unguessableLength) guesses.push(['codeGuess', 'all'])
  for (const [limit, subject] of guesses) {
    const { isWithin, retryAfterSeconds } = await peekLimit(db, limit, subject)
    if (!isWithin) refuse('TOO_MANY_ATTEMPTS', { retryAfterSeconds })
  }
  const found = await findTypedCode(db, typed)
  // Only what was wrong counts: a hackathon types one right code from one address, all at once.
  if (!found) for (const [limit, subject] of guesses) await countCall(db, limit, subject)
  return found
}

/** Refuses what cannot be used at the moment. @throws CODE_UNKNOWN CODE_PAUSED CODE_EXPIRED CODE_USED_UP */
export function refuseUnusable(found: FoundCode | undefined): FoundCode {
  if (!found) return refuse('CODE_UNKNOWN')
  return found.status === 'active' ? found : refuse(refusalOfStatus[found.status])
}

/**
 * Claims a place for a person, once however often it is asked, by the database's clock. Places that may come back by now
 * (their rejections can no longer be undone) count as free, however late the job is that gives them back.
 *
 * @returns whether the code skips approval, as it stands at the claim
 * @throws CODE_UNKNOWN CODE_PAUSED CODE_EXPIRED CODE_USED_UP
 */
export async function claimPlace(tx: Tx, codeId: string, accountId: string): Promise<boolean> {
  const claimed = await tryClaim(tx, codeId, accountId)
  if (claimed) return claimed.skipsApproval
  const [code] = await tx<{ status: CodeStatus }[]>`
    select ${codeStatus(tx)} as status from invite_codes where id = ${codeId}`
  if (!code) return refuse('CODE_UNKNOWN')
  // Somebody's place may have come back in between.
  if (code.status !== 'used-up' && code.status !== 'active') return refuse(refusalOfStatus[code.status])
  await returnDuePlaces(tx, codeId)
  return (await tryClaim(tx, codeId, accountId))?.skipsApproval ?? refuse('CODE_USED_UP')
}

/**
 * Claims a place unless there is none (undefined); the one that the person holds already is as good. The caller holds the
 * account's row, so that one person does not claim twice at the same moment.
 */
async function tryClaim(tx: Tx, codeId: string, accountId: string): Promise<{ skipsApproval: boolean } | undefined> {
  const [held] = await tx<{ skipsApproval: boolean }[]>`
    select skips_approval from invite_code_redemptions join invite_codes on invite_codes.id = code_id
     where code_id = ${codeId} and account_id = ${accountId} and returned_at is null
       for update of invite_code_redemptions`
  if (held) return held
  const [claimed] = await tx<{ isFull: boolean; skipsApproval: boolean }[]>`
    with code as (
      update invite_codes set used = used + 1, version = version + 1
       where id = ${codeId} and is_active and (expires_at is null or expires_at > clock_timestamp())
         and (quota is null or used < quota)
      returning id, quota, used, skips_approval
    ), redemption as (
      insert into invite_code_redemptions (code_id, account_id) select id, ${accountId} from code
      on conflict (code_id, account_id) do update
         set returned_at = null, returns_at = null, redeemed_at = clock_timestamp(), review_id = null
    )
    select coalesce(used >= quota, false) as is_full, skips_approval from code`
  if (!claimed) return undefined
  if (claimed.isFull) await enqueue(tx, 'invite-codes.tell', { codeId })
  await recordAudit(tx, accountId, 'code.redeemed', { kind: 'code', id: codeId })
  await announceCode(tx, codeId, 'code.redeemed')
  return claimed
}

/** Ties a place to the registration that it was claimed for: what becomes of that decides what becomes of the place. */
export async function tiePlace(tx: Tx, codeId: string, accountId: string, reviewId: string): Promise<void> {
  await tx`
    update invite_code_redemptions set review_id = ${reviewId}, returns_at = null
     where code_id = ${codeId} and account_id = ${accountId}`
}

/** Lets the place of a rejected registration come back when that can no longer be undone. */
export async function releasePlace(tx: Tx, reviewId: string, undoUntil: Date | null): Promise<void> {
  const [released] = await tx<{ seconds: number }[]>`
    update invite_code_redemptions set returns_at = coalesce(${undoUntil}::timestamptz, clock_timestamp())
     where review_id = ${reviewId} and returned_at is null
    returning greatest(0, extract(epoch from returns_at - now()))::float8 as seconds`
  if (released) await enqueue(tx, 'invite-codes.sweep', {}, { startAfterSeconds: released.seconds })
}

/**
 * Holds on to the place of a registration that waits again; claims it anew if it has come back.
 *
 * @returns whether it goes on without the code, because there is no place for it any more
 */
export async function keepPlace(tx: Tx, reviewId: string): Promise<boolean> {
  const [former] = await tx<{ codeId: string; accountId: string | null; isReturned: boolean }[]>`
    update invite_code_redemptions set returns_at = null where review_id = ${reviewId}
    returning code_id, account_id, returned_at is not null as is_returned`
  if (!former?.isReturned || former.accountId === null) return false
  if (!(await tryClaim(tx, former.codeId, former.accountId))) return true
  await tiePlace(tx, former.codeId, former.accountId, reviewId)
  return false
}

/** Gives the place of a withdrawn registration back. */
export function returnPlaceOf(tx: Tx, reviewId: string): Promise<number> {
  return returnWhere(tx, tx`review_id = ${reviewId}`)
}

/** Gives the places of somebody who goes back: those of registrations that came to nothing, or of all. */
export function returnPlacesOf(tx: Tx, accountId: string, which: 'rejected' | 'all'): Promise<number> {
  return returnWhere(tx, tx`account_id = ${accountId} and ${which === 'all' ? tx`true` : tx`returns_at is not null`}`)
}

/**
 * Gives back the places of registrations whose rejection can no longer be undone. Each row is looked at once more under its
 * lock, so that of this and of whoever keeps the place one wins.
 *
 * @param codeId of one code only
 * @returns how many came back, at most 500
 */
export async function returnDuePlaces(tx: Tx, codeId?: string): Promise<number> {
  const due = await tx<{ id: string }[]>`
    select id from invite_code_redemptions
     where returned_at is null and returns_at <= clock_timestamp() ${codeId ? tx`and code_id = ${codeId}` : tx``}
     order by id limit 500
       for update`
  return due.length > 0 ? returnWhere(tx, tx`id = any(${due.map(({ id }) => id)})`) : 0
}

async function returnWhere(tx: Tx, which: ReturnType<Tx>): Promise<number> {
  const returned = await tx<{ codeId: string }[]>`
    update invite_code_redemptions set returned_at = clock_timestamp(), returns_at = null
     where ${which} and returned_at is null
    returning code_id`
  const byCode = Map.groupBy(returned, (row) => row.codeId)
  // In one order, so that two who give back do not wait for each other.
  for (const id of [...byCode.keys()].sort()) await countReturned(tx, id, byCode.get(id)!.length)
  return returned.length
}

async function countReturned(tx: Tx, codeId: string, places: number): Promise<void> {
  await tx`update invite_codes set used = used - ${places}, version = version + 1 where id = ${codeId}`
  await recordAudit(tx, null, 'code.returned', { kind: 'code', id: codeId }, { places })
  await announceCode(tx, codeId, 'code.returned')
}

/** Where the place that a registration holds leads; undefined when it holds none, or the code is gone. */
export async function findPlaceOf(
  db: Db,
  reviewId: string,
): Promise<{ codeId: string; organizationId: string; teamId: string } | undefined> {
  const [place] = await db<{ codeId: string; organizationId: string; teamId: string }[]>`
    select invite_codes.id as code_id, organization_id, team_id
      from invite_code_redemptions join invite_codes on invite_codes.id = code_id
     where review_id = ${reviewId} and returned_at is null`
  return place
}
