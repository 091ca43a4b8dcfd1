// Telling those who see a product, or did until now, that it is time to ask again.
import type { Tx } from '#db/database.ts'
import type { Audience } from '#server/realtime/events.ts'
import { publishAll } from '#server/realtime/publish.ts'

/** More are not named one by one: whoever shows any product asks again. */
const namedMax = 50

/**
 * Runs a write to products, plans or catalogues and tells everybody who saw one of these products before it or sees one after
 * it. Such writes come one after the other: each must know exactly who sees what, and they are few.
 */
export async function changeOffer<T>(
  tx: Tx,
  listProducts: () => Promise<string[]>,
  write: () => Promise<T>,
): Promise<T> {
  await tx`select pg_advisory_xact_lock(hashtext('gatehouse offer'))`
  const before = await listProducts()
  const saw = await listAudiences(tx, before)
  const result = await write()
  const productIds = [...new Set([...before, ...(await listProducts())])]
  const audiences = widest(new Set([...saw, ...(await listAudiences(tx, productIds))]))
  await publishAll(tx, audiences, {
    kind: 'offer.changed',
    productIds: productIds.length > namedMax ? null : productIds,
  })
  return result
}

/** Lists who sees any of these products: the other side of `productVisibleTo`. */
async function listAudiences(tx: Tx, productIds: string[]): Promise<Audience[]> {
  const rows = await tx<{ audience: Audience }[]>`
    with shown as (
      select distinct catalogues.id, visibility
        from catalogues
        join catalogue_products on catalogue_id = catalogues.id
        join products on products.id = product_id
       where products.id = any(${productIds}) and state <> 'draft'
    )
    select 'everyone' as audience from shown where visibility = 'public'
     union select 'signed-in' from shown where visibility = 'private'
     union select 'place:' || team_id from shown join catalogue_teams on catalogue_id = shown.id where visibility = 'restricted'
     union select 'place:' || organization_id from shown join catalogue_organizations on catalogue_id = shown.id
            where visibility = 'restricted'`
  return rows.map(({ audience }) => audience)
}

/** Leaves out whom another audience has told already; staff see everything. */
function widest(audiences: Set<Audience>): Audience[] {
  if (audiences.has('everyone')) return ['everyone']
  if (audiences.has('signed-in')) return ['signed-in']
  return ['admins', ...audiences]
}
