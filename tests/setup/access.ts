// Apps straight from the database; requests for access and keys by the very commands, as whoever asks for them.
import { insertCatalogue, insertPlan, insertProduct } from './catalogue.ts'
import { clientFor } from './organizations.ts'
import { insertDeveloper, requestId, type Portal } from './portal.ts'
import type { AppVisibility } from '#server/features/apps/schema.ts'
import type { PlanTerms } from '#server/features/plans/schema.ts'

let things = 0

interface AppFacts {
  /** who made it; a new developer of the default organization unless given */
  ownerId?: string | undefined
  name?: string
  /** as it is made unless given: its owner's in the default organization, the organization's elsewhere */
  visibility?: AppVisibility
  teamId?: string | null
  redirectUrls?: string[]
}

/** Inserts an app of its owner's organization. */
export async function insertApp(portal: Portal, facts: AppFacts = {}): Promise<{ id: string; name: string }> {
  const { name = `App ${++things}`, visibility = null, teamId = null, redirectUrls = [] } = facts
  const ownerId = facts.ownerId ?? (await insertDeveloper(portal)).id
  const [app] = await portal.database.sql<{ id: string }[]>`
    insert into apps (name, redirect_urls, organization_id, owner_id, team_id, visibility)
    select ${name}, ${redirectUrls}, organizations.id, accounts.id, ${teamId},
           coalesce(${visibility}, case when ${teamId}::uuid is not null then 'team' when is_default then 'personal' else 'organization' end)
      from accounts join organizations on organizations.id = organization_id where accounts.id = ${ownerId}
    returning id`
  return { id: app!.id, name }
}

export interface InsertedOffer {
  catalogueId: string
  plan: { id: string; name: string; version: number }
  productIds: string[]
}

/** Inserts a public catalogue with so many products and one plan: without approval and unlimited unless given. */
export async function insertOffer(portal: Portal, plan: Partial<PlanTerms> = {}, products = 1): Promise<InsertedOffer> {
  const inserted = await insertPlan(portal, plan)
  const productIds: string[] = []
  for (let n = 0; n < products; n++) productIds.push((await insertProduct(portal)).id)
  const { id: catalogueId } = await insertCatalogue(portal, { productIds, planIds: [inserted.id] })
  return { catalogueId, plan: inserted, productIds }
}

interface RequestFacts extends AppFacts {
  /** a new one unless given */
  offer?: InsertedOffer
  /** a new one of the owner unless given */
  appId?: string
  reason?: string
}

/** The input of a request for access; a new id each time. */
export const accessInput = (offer: InsertedOffer, app: object, over: object = {}) => ({
  requestId: requestId(),
  catalogueId: offer.catalogueId,
  plan: { id: offer.plan.id, version: offer.plan.version },
  productIds: offer.productIds,
  app: app as { id: string },
  reason: 'For the berths.',
  ...over,
})

/** Asks for access as the owner; pending unless the offer's plan needs no approval. */
export async function insertAccessRequest(portal: Portal, facts: RequestFacts = {}) {
  const ownerId = facts.ownerId ?? (await insertDeveloper(portal)).id
  const offer = facts.offer ?? (await insertOffer(portal, { needsApproval: true }))
  const appId = facts.appId ?? (await insertApp(portal, { ...facts, ownerId })).id
  const { api, cookie } = await clientFor(portal, ownerId)
  await api.portal.access.request.mutate(
    accessInput(offer, { id: appId }, facts.reason === undefined ? {} : { reason: facts.reason }),
  )
  const [request] = await portal.database.sql<{ requestId: string; reviewId: string; version: number }[]>`
    select access_requests.id as request_id, review_id, version from access_requests join reviews on reviews.id = review_id
     where app_id = ${appId} order by access_requests.requested_at desc, access_requests.id limit 1`
  return { ...request!, appId, ownerId, offer, api, cookie }
}

/** Asks for access by a plan without approval, and reveals the key as its owner does. */
export async function issueKey(portal: Portal, facts: RequestFacts & { plan?: Partial<PlanTerms> } = {}) {
  const offer = facts.offer ?? (await insertOffer(portal, facts.plan))
  const request = await insertAccessRequest(portal, { ...facts, offer })
  const { approved } = await request.api.portal.apps.get.query({ id: request.appId })
  const credential = approved[0]!
  const keyId = credential.keys[0]!.id
  const { key } = await request.api.portal.credentials.reveal.mutate({ keyId })
  return { ...request, credentialId: credential.id, credential, keyId, key }
}
