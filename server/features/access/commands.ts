// Requests for access: one section of a cart, sent off as one request with one plan, one app and one set of credentials.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import { announceApp } from '#server/features/apps/announce.ts'
import { addApp } from '#server/features/apps/commands.ts'
import { findAnyApp } from '#server/features/apps/queries.ts'
import { visibleTo } from '#server/features/apps/visible.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { catalogueVisibleTo, viewerOf } from '#server/features/catalogues/visible.ts'
import { issueCredential } from '#server/features/credentials/commands.ts'
import { findPlan } from '#server/features/plans/queries.ts'
import type { PlanRow } from '#server/features/plans/schema.ts'
import { submitReview } from '#server/features/reviews/commands.ts'
import type { Keys } from '#server/keys.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { listHeld } from './queries.ts'
import { withdrawAccessWhere } from './withdraw.ts'
import type { RequestAccessInput, RequestedAccess } from './schema.ts'

/**
 * Asks for access to products of a catalogue. A plan without approval goes straight through the same code, and its key is there.
 *
 * @throws OFFER_CHANGED a product, the plan or the catalogue is not what the cart showed: look again
 * @throws PLAN_CHANGED `detail.plan` is how it is now
 * @throws ALREADY_HELD the app has asked for one of the products or holds it; `detail.held` says which
 * @throws NOT_FOUND not the actor's app to see
 */
export async function requestAccess(
  tx: Tx,
  actor: Actor,
  keys: Keys,
  input: RequestAccessInput,
): Promise<RequestedAccess> {
  const productIds = [...new Set(input.productIds)]
  await holdPlace(tx, actor)
  const { plan, catalogueName, products } = await holdOffer(tx, actor, input, productIds)
  const appId = 'id' in input.app ? await holdApp(tx, actor, input.app.id) : await addApp(tx, actor, input.app)
  const held = await listHeld(tx, appId, productIds)
  if (held.length > 0) refuse('ALREADY_HELD', { held })

  const [request] = await tx<{ id: string }[]>`
    insert into access_requests (app_id, catalogue_id, catalogue_name, plan_id, reason)
    values (${appId}, ${input.catalogueId}, ${catalogueName}, ${plan.id}, ${input.reason})
    returning id`
  const { id } = request!
  // The index access_products_once decides between two tabs that ask for the same at once.
  await tx`
    insert into access_products (request_id, app_id, product_id, is_held)
    select ${id}, ${appId}, product_id, true from unnest(${productIds}::uuid[]) product_id`
  const app = (await findAnyApp(tx, appId))!
  const [before] = await tx<{ earlier: number }[]>`
    select count(*)::int as earlier from access_requests join reviews on reviews.id = review_id
     where app_id = ${appId} and state in ('approved', 'rejected')`
  const { accountId, firstName, lastName, email } = actor
  const review = await submitReview(tx, {
    kind: 'access',
    subjectId: id,
    requesterId: accountId,
    facts: {
      name: app.name,
      appId,
      organizationName: app.organization.name,
      catalogueName,
      planName: plan.name,
      products: products.map((product) => product.name),
      firstName,
      lastName,
      email,
      earlier: before!.earlier,
    },
    state: plan.needsApproval ? 'pending' : 'approved',
    beforeApproval: (reviewId) => tx`update access_requests set review_id = ${reviewId} where id = ${id}`,
  })
  await tx`
    delete from cart_lines
     where account_id = ${accountId} and catalogue_id = ${input.catalogueId} and product_id = any(${productIds})`
  await recordAudit(tx, accountId, 'access.requested', { kind: 'app', id: appId }, { requestId: id, productIds })
  const isApproved = review.state === 'approved'
  if (isApproved) await issueCredential(tx, keys, id)
  await announceApp(tx, appId, 'id' in input.app ? 'app.edited' : 'app.added')
  await publish(tx, `user:${accountId}`, { kind: 'cart.changed' })
  return { appId, appName: app.name, isApproved }
}

/** Holds where the actor is: whoever is being moved asks again from there. @throws NOT_FOUND they were moved meanwhile */
async function holdPlace(tx: Tx, actor: Actor): Promise<void> {
  const [account] = await tx<{ organizationId: string }[]>`
    select organization_id from accounts where id = ${actor.accountId} for no key update`
  if (account?.organizationId !== actor.organizationId) refuse('NOT_FOUND')
}

/** Holds what is asked for as the cart showed it, until the request is written. */
async function holdOffer(
  tx: Tx,
  actor: Actor,
  { catalogueId, plan: shown }: RequestAccessInput,
  productIds: string[],
): Promise<{ plan: PlanRow; catalogueName: string; products: { id: string; name: string }[] }> {
  // First held, then looked at: a look that waits for a lock sees the other tables as they were before.
  await tx`select 1 from plans where id = ${shown.id} for share`
  await tx`select 1 from catalogues where id = ${catalogueId} for share`
  const [catalogue] = await tx<{ name: string }[]>`
    select catalogues.name from catalogues join catalogue_plans on catalogue_id = catalogues.id
     where catalogues.id = ${catalogueId} and plan_id = ${shown.id} and ${catalogueVisibleTo(tx, viewerOf(actor))}`
  const plan = await findPlan(tx, shown.id)
  if (!catalogue || !plan) return refuse('OFFER_CHANGED')
  if (plan.version !== shown.version) refuse('PLAN_CHANGED', { plan })
  const products = await tx<{ id: string; name: string }[]>`
    select products.id, products.name from products join catalogue_products on product_id = products.id
     where catalogue_id = ${catalogueId} and products.id = any(${productIds}) and state = 'published'
     order by lower(products.name), products.id
       for share of products`
  if (products.length < productIds.length) refuse('OFFER_CHANGED')
  return { plan, catalogueName: catalogue.name, products: [...products] }
}

/** Holds an app that the actor sees: it is not deleted, and of two requests for it one comes first. */
async function holdApp(tx: Tx, actor: Actor, id: string): Promise<string> {
  await tx`select 1 from apps where id = ${id} for no key update`
  const [app] = await tx`select id from apps where id = ${id} and ${visibleTo(tx, actor)}`
  return app ? id : refuse('NOT_FOUND')
}

/**
 * Takes back a request that nobody has decided; whoever sees the app may.
 *
 * @throws REVIEW_DECIDED somebody was faster; NOT_FOUND
 */
export async function withdrawAccess(tx: Tx, actor: Actor, id: string): Promise<void> {
  const [request] = await tx<{ appId: string }[]>`
    select app_id from access_requests join apps on apps.id = app_id
     where access_requests.id = ${id} and ${visibleTo(tx, actor)}`
  if (!request) return refuse('NOT_FOUND')
  const count = await withdrawAccessWhere(tx, actor.accountId, tx`access_requests.id = ${id}`)
  if (count === 0) refuse('REVIEW_DECIDED')
}
