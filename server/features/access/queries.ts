// Reading requests for access. One row is one request; order (requestedAt, id), newest first.
import type { Db } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { visibleTo } from '#server/features/apps/visible.ts'
import type { PendingAccess } from '#server/features/apps/schema.ts'
import { planColumns, toPlanFacts, type StoredPlanFacts } from '#server/features/plans/queries.ts'
import type { HeldProduct } from './schema.ts'

interface StoredRequest extends Omit<PendingAccess, 'plan' | 'products' | 'requestedAt' | 'requestedBy'> {
  planId: string | null
  requestedAt: Date
  requesterId: string
  requesterName: string
}

/** Lists an app's requests that have yielded no credential: waiting, and the rejected of 30 days; the app has been asked for. */
export async function listRequests(db: Db, appId: string): Promise<PendingAccess[]> {
  const stored = await db<StoredRequest[]>`
    select access_requests.id, review_id, state, reviews.version, catalogue_name, access_requests.reason,
           coalesce(approved_plan_id, plan_id) as plan_id, reviews.reason as rejection, reviews.question,
           access_requests.requested_at,
           requester_id, first_name || ' ' || last_name as requester_name
      from access_requests
      join reviews on reviews.id = review_id
      join accounts on accounts.id = requester_id
     where app_id = ${appId}
       and (state in ('pending', 'needs_information')
            or (state = 'approved' and not exists (select 1 from credentials where request_id = access_requests.id))
            or (state = 'rejected' and decided_at > now() - interval '30 days'))
     order by access_requests.requested_at desc, access_requests.id desc limit 200`
  const [plans, products] = await Promise.all([
    db<
      StoredPlanFacts[]
    >`select ${planColumns(db)} from plans where id = any(${stored.flatMap((it) => it.planId ?? [])})`,
    db<(PendingAccess['products'][number] & { requestId: string })[]>`
      select request_id, id, slug, name from access_products join products on id = product_id
       where request_id = any(${stored.map((it) => it.id)}) order by lower(name), id`,
  ])
  return stored.map(({ planId, requestedAt, requesterId, requesterName, ...request }) => {
    const plan = plans.find(({ id }) => id === planId)
    return {
      ...request,
      plan: plan ? toPlanFacts(plan) : null,
      products: products.filter((it) => it.requestId === request.id).map(({ requestId: _, ...product }) => product),
      requestedAt: requestedAt.toISOString(),
      requestedBy: { id: requesterId, name: requesterName },
    }
  })
}

/** The same for an app that the actor sees; undefined when they do not. */
export async function findHeld(db: Db, actor: Actor, appId: string, productIds: string[]) {
  const [app] = await db`select 1 from apps where id = ${appId} and ${visibleTo(db, actor)}`
  return app && listHeld(db, appId, productIds)
}

/** Lists what an app has asked for or holds of some products; the app has been asked for. */
export async function listHeld(db: Db, appId: string, productIds: string[]): Promise<HeldProduct[]> {
  const rows = await db<HeldProduct[]>`
    select product_id, case when credentials.id is null then 'requested' else 'granted' end as as
      from access_products left join credentials using (request_id)
     where access_products.app_id = ${appId} and is_held and product_id = any(${productIds})`
  return [...rows]
}
