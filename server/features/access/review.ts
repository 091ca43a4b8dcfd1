// Requests for access as a kind of review: what a yes yields, and when.
import type { Tx } from '#db/database.ts'
import { announceApp } from '#server/features/apps/announce.ts'
import { queueMail } from '#server/features/emails/commands.ts'
import { findPlan } from '#server/features/plans/queries.ts'
import type { Decided, ReviewKindRules } from '#server/features/reviews/kinds.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { refuse } from '#server/refusals.ts'
import { describeAccess } from './describe.ts'
import { closeRequest, releaseProducts, requesterSeesIt } from './withdraw.ts'

type Request = Decided<'access'>

const requesterOf = ({ requesterId, facts }: Request) => ({
  accountId: requesterId,
  name: `${facts.firstName} ${facts.lastName}`,
  address: facts.email,
})
const decisionOf = (review: Request) => ({
  reviewId: review.id,
  decision: { id: review.decisionId, undoUntil: review.undoUntil },
})

export const accessReview: ReviewKindRules<'access'> = {
  async approve(tx, review, { planId }) {
    const { facts } = review
    if (planId) {
      const [other] = await tx<{ name: string }[]>`
        update access_requests set approved_plan_id = plans.id
          from plans join catalogue_plans on catalogue_plans.plan_id = plans.id
         where access_requests.id = ${review.subjectId} and plans.id = ${planId}
           and catalogue_plans.catalogue_id = access_requests.catalogue_id and plans.id is distinct from access_requests.plan_id
        returning plans.name`
      if (!other) refuse('OFFER_CHANGED')
      await tx`update reviews set facts = facts || jsonb_build_object('approvedPlanName', ${other!.name}::text) where id = ${review.id}`
    }
    const plan = await findApprovedPlan(tx, review.subjectId)
    // Deleted while this was rejected: another one has to be chosen.
    if (!plan) return refuse('OFFER_CHANGED')
    // With nothing to undo the caller issues it at once.
    if (review.undoUntil) {
      const [wait] = await tx<{ seconds: number }[]>`
        select greatest(0, extract(epoch from ${review.undoUntil}::timestamptz - now()))::float8 as seconds`
      await enqueue(tx, 'credentials.issue', { requestId: review.subjectId }, { startAfterSeconds: wait!.seconds })
    }
    await queueMail(
      tx,
      'access-approved',
      requesterOf(review),
      {
        firstName: facts.firstName,
        appId: facts.appId,
        appName: facts.name,
        products: facts.products.map((productName) => ({ productName })),
        planName: plan.name,
        requestedPlanName: planId ? facts.planName : '',
      },
      decisionOf(review),
    )
    await announceApp(tx, facts.appId, 'app.edited')
  },

  async reject(tx, review) {
    await releaseProducts(tx, review.subjectId)
    const { template, facts } = accessReview.rejection(review, review.reason ?? '')
    await queueMail(tx, template, requesterOf(review), facts, decisionOf(review))
    await announceApp(tx, review.facts.appId, 'app.edited')
  },

  async undo(tx, review) {
    // The key may have been issued between the look at the clock and the row.
    const [issued] = await tx`select 1 from credentials where request_id = ${review.subjectId}`
    if (issued) refuse('UNDO_OVER')
    await hold(tx, review)
    await tx`update access_requests set approved_plan_id = null where id = ${review.subjectId}`
    await tx`update reviews set facts = facts - 'approvedPlanName' where id = ${review.id}`
    await announceApp(tx, review.facts.appId, 'app.edited')
  },

  async reopen(tx, review) {
    await hold(tx, review)
    await announceApp(tx, review.facts.appId, 'app.edited')
  },

  async close(tx, { id }) {
    const [request] = await tx<{ id: string; appId: string }[]>`
      select id, app_id from access_requests where review_id = ${id}`
    if (request) await closeRequest(tx, request.id, request.appId)
  },

  rejection: ({ facts: { firstName, appId, name: appName, products } }, reason) => ({
    template: 'access-rejected',
    facts: { firstName, appId, appName, products: products.map((productName) => ({ productName })), reason },
  }),
  asking: ({ facts }) => ({ subjectLabel: `your request for access for ${facts.name}`, path: `/apps/${facts.appId}` }),
  askedOrAnswered: async (tx, { facts }) => void (await announceApp(tx, facts.appId, 'app.edited')),
  describe: describeAccess,
}

/**
 * Takes the products for the request again.
 *
 * @throws REVIEW_SUPERSEDED the app has asked for one of them meanwhile
 * @throws REQUESTER_MOVED they do not see the app any more; NOT_FOUND it is gone
 */
async function hold(tx: Tx, review: Request): Promise<void> {
  const [app] = await tx`
    select apps.id from apps join access_requests on app_id = apps.id where access_requests.id = ${review.subjectId}
       for no key update of apps`
  if (!app) refuse('NOT_FOUND')
  const [seen] = await tx`
    select 1 from access_requests join reviews on reviews.id = review_id
     where access_requests.id = ${review.subjectId} and ${requesterSeesIt(tx)}`
  if (!seen) refuse('REQUESTER_MOVED')
  const [other] = await tx`
    select 1 from access_products mine join access_products other using (app_id, product_id)
     where mine.request_id = ${review.subjectId} and other.request_id <> mine.request_id and other.is_held`
  if (other) refuse('REVIEW_SUPERSEDED')
  await tx`update access_products set is_held = true where request_id = ${review.subjectId}`
}

async function findApprovedPlan(tx: Tx, requestId: string) {
  const [request] = await tx<{ planId: string | null }[]>`
    select coalesce(approved_plan_id, plan_id) as plan_id from access_requests where id = ${requestId}`
  return request?.planId ? findPlan(tx, request.planId) : undefined
}
