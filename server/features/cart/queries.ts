// Reading a cart. One row is one line; order: the catalogue's and the product's name.
import type { Db } from '#db/database.ts'
import { catalogueVisibleTo, type Viewer } from '#server/features/catalogues/visible.ts'
import { listPlansOf } from '#server/features/products/cards.ts'
import { toPicture } from '#server/features/products/queries.ts'
import type { Cart } from './schema.ts'

interface StoredLine {
  catalogueId: string
  catalogueName: string
  isSeen: boolean
  productId: string
  slug: string
  productName: string
  summary: string
  pictureId: string | null
  pictureText: string
  isAvailable: boolean
  requestId: string
}

/** Finds the cart of a user. What they do not see any more goes by the name that they have read. */
export async function findCart(db: Db, viewer: Viewer & { as: 'user' }): Promise<Cart> {
  const lines = await db<StoredLine[]>`
    with lines as (
      select cart_lines.*, ${catalogueVisibleTo(db, viewer)} as is_seen, catalogues.name as present_name
        from cart_lines join catalogues on catalogues.id = catalogue_id
       where account_id = ${viewer.accountId}
    ), judged as (
      select lines.*, products.slug, products.name, products.summary, products.picture_id, products.picture_text,
             is_seen and products.state = 'published' and exists (
               select 1 from catalogue_products held
                where held.catalogue_id = lines.catalogue_id and held.product_id = lines.product_id) as is_available
        from lines join products on products.id = product_id
    )
    select catalogue_id, is_seen, product_id, slug, is_available,
           -- A UUID (of version 8, RFC 9562) of the lines: the instants tell a line that came back from the one that went.
           overlay(overlay(md5(account_id::text || catalogue_id || string_agg(product_id::text || extract(epoch from added_at), ',')
             over (partition by catalogue_id order by product_id rows between unbounded preceding and unbounded following))
             placing '8' from 13) placing 'a' from 17)::uuid as request_id,
           case when is_seen then present_name else catalogue_name end as catalogue_name,
           case when is_available then name else product_name end as product_name,
           case when is_available then summary else '' end as summary,
           case when is_available then picture_id end as picture_id,
           case when is_available then picture_text else '' end as picture_text
      from judged
     order by lower(case when is_seen then present_name else catalogue_name end), catalogue_id,
              lower(case when is_available then name else product_name end), product_id`
  const byCatalogue = Map.groupBy(lines, ({ catalogueId }) => catalogueId)
  const plans = await listPlansOf(
    db,
    lines.filter(({ isSeen }) => isSeen).map(({ catalogueId }) => catalogueId),
  )
  const groups = [...byCatalogue].map(([id, group]) => ({
    id,
    name: group[0]!.catalogueName,
    isSeen: group[0]!.isSeen,
    requestId: group[0]!.requestId,
    plans: plans.get(id) ?? [],
    products: group.map(({ productId, slug, productName, summary, pictureId, pictureText, isAvailable }) => ({
      id: productId,
      slug,
      name: productName,
      summary,
      picture: toPicture({ pictureId, pictureText }),
      isAvailable,
    })),
  }))
  return { groups, lines: lines.length }
}
