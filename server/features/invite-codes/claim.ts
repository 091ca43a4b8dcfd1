// Places of an invite code: claimed, given back, claimed again. Each is one conditional statement over the code's row, so that
// the counter never exceeds the quota and always equals the rows, whoever comes at the same moment.
import type { Db, Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { countCall, refundCall } from '#server/features/auth/limits.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { refuse, type RefusalCode } from '#server/refusals.ts'
import { announceCode } from './announce.ts'
import { codeStatus, findTypedCode, type FoundCode } from './queries.ts'
import type { CodeStatus } from './rules.ts'

const refusalOfStatus: Record<Exclude<CodeStatus, 'active'>, RefusalCode> = {
  paused: 'CODE_PAUSED',
  expired: 'CODE_EXPIRED',
  'used-up': 'CODE_USED_UP',
}

/**
 * Looks a typed code up for a stranger. Every look counts against the caller's network and everybody together until the code
 * turns out to exist: beyond the limits nothing is looked up.
 *
 * @throws TOO_MANY_ATTEMPTS before anything is learned of the code
 */
export async function lookUpCode(db: Db, address: string, typed: string): Promise<FoundCode | undefined> {
  const ofNetwork = await countCall(db, 'codeGuessByAddress', address)
  if (!ofNetwork.isWithin) refuse('TOO_MANY_ATTEMPTS', { retryAfterSeconds: ofNetwork.retryAfterSeconds })
  const ofAll = await countCall(db, 'codeGuess', 'all')
  if (!ofAll.isWithin) refuse('TOO_MANY_ATTEMPTS', { retryAfterSeconds: ofAll.retryAfterSeconds })
  const found = await findTypedCode(db, typed)
  if (found) {
    await refundCall(db, 'codeGuessByAddress', address)
    await refundCall(db, 'codeGuess', 'all')
  }
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
 * @throws CODE_UNKNOWN CODE_PAUSED CODE_EXPIRED CODE_USED_UP
 */
export async function claimPlace(tx: Tx, codeId: string, accountId: string): Promise<void> {
  if (await tryClaim(tx, codeId, accountId)) return
  const [code] = await tx<{ status: CodeStatus }[]>`
    select ${codeStatus(tx)} as status from invite_codes where id = ${codeId}`
  if (!code) refuse('CODE_UNKNOWN')
  if (code.status === 'used-up' && (await returnDuePlaces(tx, codeId)) && (await tryClaim(tx, codeId, accountId)))
    return
  refuse(code.status === 'active' ? 'CODE_USED_UP' : refusalOfStatus[code.status])
}

/**
 * Claims a place unless there is none; true also when the person holds one already. The caller holds the account's row, so that
 * one person does not claim twice at the same moment.
 */
export async function tryClaim(tx: Tx, codeId: string, accountId: string): Promise<boolean> {
  const [held] = await tx`
    select 1 from invite_code_redemptions where code_id = ${codeId} and account_id = ${accountId} and returned_at is null`
  if (held) return true
  const [claimed] = await tx<{ isFull: boolean }[]>`
    with code as (
      update invite_codes set used = used + 1, version = version + 1
       where id = ${codeId} and is_active and (expires_at is null or expires_at > clock_timestamp())
         and (quota is null or used < quota)
      returning id, quota, used
    ), redemption as (
      insert into invite_code_redemptions (code_id, account_id) select id, ${accountId} from code
      on conflict (code_id, account_id) do update
         set returned_at = null, redeemed_at = clock_timestamp(), review_id = null
    )
    select coalesce(used >= quota, false) as is_full from code`
  if (!claimed) return false
  if (claimed.isFull) await enqueue(tx, 'invite-codes.tell', { codeId })
  await recordAudit(tx, accountId, 'code.redeemed', { kind: 'code', id: codeId })
  await announceCode(tx, codeId, 'code.redeemed')
  return true
}

/** Ties a place to the registration that it was claimed for: what becomes of that decides what becomes of the place. */
export async function tiePlace(tx: Tx, codeId: string, accountId: string, reviewId: string): Promise<void> {
  await tx`
    update invite_code_redemptions set review_id = ${reviewId} where code_id = ${codeId} and account_id = ${accountId}`
}

/** Gives the place of a withdrawn registration back. */
export async function returnPlaceOf(tx: Tx, reviewId: string): Promise<void> {
  const returned = await tx<{ codeId: string }[]>`
    update invite_code_redemptions set returned_at = clock_timestamp()
     where review_id = ${reviewId} and returned_at is null
    returning code_id`
  for (const { codeId } of returned) await countReturned(tx, codeId, 1)
}

/**
 * Gives back the places of registrations whose rejection can no longer be undone; the rejection is held meanwhile, so that of
 * an undo and this one wins.
 *
 * @param codeId of one code only
 * @returns how many came back, at most 500
 */
export async function returnDuePlaces(tx: Tx, codeId?: string): Promise<number> {
  const due = await tx<{ id: string }[]>`
    select redemptions.id
      from reviews join invite_code_redemptions redemptions on redemptions.review_id = reviews.id
     where reviews.kind = 'registration' and reviews.state = 'rejected' and reviews.undo_until <= clock_timestamp()
       and redemptions.returned_at is null ${codeId ? tx`and redemptions.code_id = ${codeId}` : tx``}
     order by reviews.id
     limit 500
       for update of reviews`
  if (due.length === 0) return 0
  const returned = await tx<{ codeId: string }[]>`
    update invite_code_redemptions set returned_at = clock_timestamp()
     where id = any(${due.map(({ id }) => id)}) and returned_at is null
    returning code_id`
  const byCode = Map.groupBy(returned, (row) => row.codeId)
  // In one order, so that two who give back do not wait for each other.
  for (const id of [...byCode.keys()].sort()) await countReturned(tx, id, byCode.get(id)!.length)
  return returned.length
}

/** Looks for places to give back when a rejection can no longer be undone. */
export async function returnPlacesAt(tx: Tx, undoUntil: Date | null): Promise<void> {
  const [due] = await tx<{ seconds: number }[]>`
    select greatest(0, extract(epoch from coalesce(${undoUntil}::timestamptz, now()) - now()))::float8 as seconds`
  await enqueue(tx, 'invite-codes.sweep', {}, { startAfterSeconds: due!.seconds })
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

/**
 * Claims the place of a reopened registration again, if it had one and it came back.
 *
 * @returns whether it goes on without the code, because there is no place for it any more
 */
export async function claimAgain(tx: Tx, reviewId: string): Promise<boolean> {
  const [former] = await tx<{ codeId: string; accountId: string }[]>`
    select code_id, account_id from invite_code_redemptions
     where review_id = ${reviewId} and returned_at is not null and account_id is not null`
  if (!former) return false
  if (!(await tryClaim(tx, former.codeId, former.accountId))) return true
  await tiePlace(tx, former.codeId, former.accountId, reviewId)
  return false
}
