import type { Db } from '#db/database.ts'
import { isLive } from '#server/features/credentials/queries.ts'
import { planColumns, toPlanFacts, type StoredPlanFacts } from '#server/features/plans/queries.ts'
import type { AccessAbout, RowOf } from '#server/features/reviews/schema.ts'

/** Gathers what a reviewer wants to know around a request for access: the plan's limits, what the app has, what a yes issues. */
export async function describeAccess(db: Db, review: RowOf<'access'>): Promise<AccessAbout> {
  const [request] = await db<
    {
      id: string
      appId: string
      catalogueId: string | null
      planId: string | null
      approvedPlanId: string | null
      reason: string
      visibility: NonNullable<AccessAbout['app']>['visibility']
      organizationId: string
      organizationName: string
      organizationIsDefault: boolean
      hasCredential: boolean
    }[]
  >`
    select access_requests.id, app_id, catalogue_id, plan_id, approved_plan_id, reason, visibility, organization_id,
           organizations.name as organization_name, organizations.is_default as organization_is_default,
           exists (select 1 from credentials where request_id = access_requests.id) as has_credential
      from access_requests join apps on apps.id = app_id join organizations on organizations.id = organization_id
     where review_id = ${review.id}`
  // An app that was deleted took its requests along; what was decided of them stays in the queue's history.
  if (!request)
    return { kind: 'access', app: null, plan: null, otherPlans: [], products: [], reason: '', has: [], mails: 1 }
  const [plans, products, has] = await Promise.all([
    db<(StoredPlanFacts & { isOffered: boolean })[]>`
      select ${planColumns(db)}, exists (select 1 from catalogue_plans where catalogue_id = ${request.catalogueId} and plan_id = plans.id) as is_offered
        from plans
       where id = any(${[request.planId, request.approvedPlanId].filter((id) => id !== null)})
          or id in (select plan_id from catalogue_plans where catalogue_id = ${request.catalogueId})
       order by requests_per_second nulls last, quota nulls last, lower(name), id`,
    db<AccessAbout['products']>`
      select id, name, state from access_products join products on id = product_id
       where request_id = ${request.id} order by lower(name), id`,
    db<AccessAbout['has']>`
      select products.name as product_name, plans.name as plan_name
        from credentials
        join access_products using (request_id)
        join products on products.id = product_id
        left join plans on plans.id = credentials.plan_id
       where credentials.app_id = ${request.appId} and ${isLive(db)}
       order by lower(products.name) limit 50`,
  ])
  const current = request.approvedPlanId ?? request.planId
  const { appId: id, visibility, organizationId, organizationName, organizationIsDefault, hasCredential } = request
  return {
    kind: 'access',
    app: {
      id,
      visibility,
      organization: { id: organizationId, name: organizationName, isDefault: organizationIsDefault },
      hasCredential,
    },
    plan: plans.filter((plan) => plan.id === current).map(toPlanFacts)[0] ?? null,
    otherPlans: plans.filter((plan) => plan.isOffered && plan.id !== current).map(toPlanFacts),
    products: [...products],
    reason: request.reason,
    has: [...has],
    mails: 1,
  }
}
