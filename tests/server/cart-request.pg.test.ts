// A section of a cart is one request, whichever tab sends it and however it was filled in there.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertCatalogue, insertPlan, insertProduct } from '#tests/setup/catalogue.ts'
import { clientFor } from '#tests/setup/organizations.ts'
import { insertDeveloper, startPortal, type Portal } from '#tests/setup/portal.ts'

let portal: Portal
beforeAll(async () => {
  portal = await startPortal()
})
afterAll(() => portal.end())

test('two tabs that send a section at once make one request; what comes after is another', async () => {
  const { id: accountId } = await insertDeveloper(portal)
  const { api } = await clientFor(portal, accountId)
  const mine = api.portal
  const [first, second] = [await insertProduct(portal), await insertProduct(portal)]
  const plan = await insertPlan(portal, { needsApproval: true })
  const { id: catalogueId } = await insertCatalogue(portal, {
    productIds: [first.id, second.id],
    planIds: [plan.id],
  })
  const add = async (productId: string) => {
    await mine.cart.add.mutate({ catalogueId, productId })
    return (await mine.cart.get.query()).groups[0]!.requestId
  }
  const requestId = await add(first.id)
  const send = (name: string) =>
    mine.access.request.mutate({
      requestId,
      catalogueId,
      plan: { id: plan.id, version: plan.version },
      productIds: [first.id],
      app: { name, description: '', redirectUrls: [] },
      reason: '',
    })
  const outcomes = await Promise.allSettled(['Board', 'Board', 'Another'].map(send))
  const kept = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value.appName : []))
  expect(new Set(kept).size).toBe(1)
  const [count] = await portal.database.sql`select count(*)::int as requests from access_requests`
  expect(count).toEqual({ requests: 1 })

  // The same product again is another section, and so is one with a line more.
  const again = await add(first.id)
  const more = await add(second.id)
  expect(new Set([requestId, again, more]).size).toBe(3)
  expect((await mine.cart.get.query()).groups[0]!.requestId).toBe(more)
})
