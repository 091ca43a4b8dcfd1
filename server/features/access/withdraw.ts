import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { announceApp } from '#server/features/apps/announce.ts'
import { seenBy } from '#server/features/apps/visible.ts'
import { announceReview } from '#server/features/reviews/announce.ts'

/**
 * Withdraws the open requests for access that a condition on `access_requests` picks, on whoever's behalf; returns how many those
 * were. Not by the rules of all kinds, which know this one.
 *
 * @param actorId null: the portal itself, because somebody or something has moved
 */
export async function withdrawAccessWhere(tx: Tx, actorId: string | null, which: ReturnType<Tx>): Promise<number> {
  const withdrawn = await tx<{ reviewId: string; requestId: string; appId: string }[]>`
    update reviews set state = 'withdrawn', question = null, version = reviews.version + 1
      from access_requests
     where access_requests.review_id = reviews.id and state in ('pending', 'needs_information') and ${which}
    returning reviews.id as review_id, access_requests.id as request_id, app_id`
  for (const { reviewId, requestId, appId } of withdrawn) {
    await closeRequest(tx, requestId, appId)
    await recordAudit(tx, actorId, 'review.withdrawn', { kind: 'review', id: reviewId })
    await announceReview(tx, reviewId, 'review.withdrawn')
  }
  return withdrawn.length
}

/** A condition on `access_requests` and `reviews`: whether the requester sees the app. */
export const requesterSeesIt = (tx: Tx) =>
  tx`exists (select 1 from apps where apps.id = access_requests.app_id and ${seenBy(tx, tx`reviews.requester_id`)})`

/**
 * Withdraws, of the open requests that a condition picks, those whose requester does not see the app any more: they would be told of
 * it, and led to a page that is not theirs.
 */
export function withdrawUnseen(tx: Tx, actorId: string | null, which: ReturnType<Tx>): Promise<number> {
  return withdrawAccessWhere(tx, actorId, tx`${which} and not ${requesterSeesIt(tx)}`)
}

/** The app may ask for the products again. */
export async function releaseProducts(tx: Tx, requestId: string): Promise<void> {
  await tx`update access_products set is_held = false where request_id = ${requestId}`
}

/** What follows when a request is withdrawn. */
export async function closeRequest(tx: Tx, requestId: string, appId: string): Promise<void> {
  await releaseProducts(tx, requestId)
  await announceApp(tx, appId, 'app.edited')
}
