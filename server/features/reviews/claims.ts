// Soft claims: who looks at a review with the intention to decide it. They tell the others; nobody is kept from deciding.
import type { Db, Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { claimSeconds } from './rules.ts'
import type { ReviewClaim } from './schema.ts'

/**
 * Claims an open review that nobody else has claimed, or renews the claim; answers whose it is then.
 *
 * @throws NOT_FOUND it is not there, or decided
 */
export async function claimReview(tx: Tx, actor: Actor, reviewId: string): Promise<ReviewClaim> {
  const [claimed] = await take(
    tx,
    actor,
    reviewId,
    tx`review_claims.account_id = ${actor.accountId} or review_claims.until <= clock_timestamp()`,
  )
  return claimed ? announceClaim(tx, reviewId) : ((await findClaim(tx, reviewId)) ?? refuse('NOT_FOUND'))
}

/** Claims an open review whoever has claimed it, which is on the record. @throws NOT_FOUND it is not there, or decided */
export async function takeOverReview(tx: Tx, actor: Actor, reviewId: string): Promise<ReviewClaim> {
  // One after the other: each takes it from whom it says.
  await tx`select 1 from reviews where id = ${reviewId} for no key update`
  const before = await findClaim(tx, reviewId)
  const [claimed] = await take(tx, actor, reviewId, tx`true`)
  if (!claimed) return refuse('NOT_FOUND')
  const from = before?.by
  if (from && from.id !== actor.accountId) {
    await recordAudit(tx, actor.accountId, 'review.taken-over', { kind: 'review', id: reviewId }, { from: from.id })
    await publish(tx, 'admins', { kind: 'review-note.added', reviewId })
  }
  return announceClaim(tx, reviewId)
}

const take = (tx: Tx, actor: Actor, reviewId: string, mayReplace: ReturnType<Tx>) => tx`
  insert into review_claims (review_id, account_id, until)
  select id, ${actor.accountId}, clock_timestamp() + make_interval(secs => ${claimSeconds})
    from reviews where id = ${reviewId} and state in ('pending', 'needs_information')
     -- A decision under way ends it, or is waited for.
     for share
  on conflict (review_id) do update
     set account_id = excluded.account_id, until = excluded.until,
         since = case when review_claims.account_id = excluded.account_id then review_claims.since else excluded.since end
   where ${mayReplace}
  returning review_id`

/** Gives one's own claim back; nothing, where it is somebody else's. */
export const releaseReview = (tx: Tx, accountId: string, reviewId: string): Promise<void> =>
  remove(tx, reviewId, tx`account_id = ${accountId}`)

/** Whoever decides, or asks, is done with it; so is everybody else. */
export const endClaim = (tx: Tx, reviewId: string): Promise<void> => remove(tx, reviewId, tx`true`)

async function remove(tx: Tx, reviewId: string, which: ReturnType<Tx>): Promise<void> {
  const [removed] = await tx`delete from review_claims where review_id = ${reviewId} and ${which} returning review_id`
  if (removed) await publish(tx, 'admins', { kind: 'claim.changed', claim: { reviewId, by: null, until: null } })
}

/** The claims that stand. */
export async function listClaims(db: Db): Promise<ReviewClaim[]> {
  return (await selectClaims(db, db`true`)).map(toClaim)
}

async function findClaim(db: Db, reviewId: string): Promise<ReviewClaim | undefined> {
  const [row] = await selectClaims(db, db`review_id = ${reviewId}`)
  return row && toClaim(row)
}

async function announceClaim(tx: Tx, reviewId: string): Promise<ReviewClaim> {
  const claim = (await findClaim(tx, reviewId))!
  await publish(tx, 'admins', { kind: 'claim.changed', claim })
  return claim
}

interface ClaimRow {
  reviewId: string
  accountId: string
  name: string
  until: Date
}

const selectClaims = (db: Db, which: ReturnType<Db>) => db<ClaimRow[]>`
  select review_id, account_id, first_name || ' ' || last_name as name, until
    from review_claims join accounts on accounts.id = account_id
   where until > clock_timestamp() and ${which}
   order by until limit 1000`

const toClaim = ({ reviewId, accountId, name, until }: ClaimRow): ReviewClaim => ({
  reviewId,
  by: { id: accountId, name },
  until: until.toISOString(),
})
