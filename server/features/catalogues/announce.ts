// Telling those who see a product, or did until now, that it is time to ask again.
import type { Tx } from '#db/database.ts'
import type { Audience } from '#server/realtime/events.ts'
import { publishAll } from '#server/realtime/publish.ts'

/** More are not named one by one: whoever shows any product asks again. */
const namedMax = 50

/** Products by their ids; null: more than a few. */
type Some = ReadonlySet<string> | null

/**
 * Runs a write to products, plans or catalogues and tells everybody who saw one of these products before it or sees one after
 * it, each of those products alone. Such writes come one after the other: each must know exactly who sees what, and they are few.
 */
export async function changeOffer<T>(
  tx: Tx,
  listProducts: () => Promise<string[]>,
  write: () => Promise<T>,
): Promise<T> {
  await tx`select pg_advisory_xact_lock(hashtext('gatehouse offer'))`
  const before = await listProducts()
  const seen = new Map<Audience, Some>()
  await addSeen(tx, seen, before)
  const result = await write()
  const touched = [...new Set([...before, ...(await listProducts())])]
  await addSeen(tx, seen, touched)
  // Staff see everything.
  seen.set('admins', touched.length > namedMax ? null : new Set(touched))
  for (const { productIds, audiences } of share(seen))
    await publishAll(tx, audiences, { kind: 'offer.changed', productIds })
  return result
}

/** Adds who sees which of these products: the other side of `productVisibleTo`. */
async function addSeen(tx: Tx, seen: Map<Audience, Some>, productIds: string[]): Promise<void> {
  const rows = await tx<{ audience: Audience; seen: string[] | null }[]>`
    with shown as (
      select catalogues.id, visibility,
             case when count(*) <= ${namedMax} then array_agg(products.id) end as seen
        from catalogues
        join catalogue_products on catalogue_id = catalogues.id
        join products on products.id = product_id
       where products.id = any(${productIds}) and state <> 'draft'
       group by catalogues.id
    )
    select 'everyone' as audience, seen from shown where visibility = 'public'
     union all select 'signed-in', seen from shown where visibility = 'private'
     union all select 'place:' || team_id, seen from shown join catalogue_teams on catalogue_id = shown.id
            where visibility = 'restricted'
     union all select 'place:' || organization_id, seen from shown join catalogue_organizations on catalogue_id = shown.id
            where visibility = 'restricted'`
  for (const row of rows) {
    const known = seen.get(row.audience)
    seen.set(row.audience, known === null || !row.seen ? null : new Set([...(known ?? []), ...row.seen]))
  }
}

/** Leaves out of each audience what a wider one is told, and puts those together that are told the same. */
function share(seen: Map<Audience, Some>): { productIds: string[] | null; audiences: Audience[] }[] {
  const shares = new Map<string, { productIds: string[] | null; audiences: Audience[] }>()
  for (const [audience, products] of seen) {
    const told = widerThan(audience).map((wider) => seen.get(wider))
    if (told.includes(null)) continue
    const productIds = products && [...products].filter((id) => !told.some((named) => named?.has(id))).sort()
    if (productIds?.length === 0) continue
    const key = productIds?.join() ?? ''
    const audiences = [...(shares.get(key)?.audiences ?? []), audience]
    shares.set(key, { productIds, audiences })
  }
  return [...shares.values()]
}

function widerThan(audience: Audience): Audience[] {
  if (audience === 'everyone') return []
  return audience === 'signed-in' ? ['everyone'] : ['everyone', 'signed-in']
}
