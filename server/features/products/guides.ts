// The guides of an API product: written, ordered and removed one by one, each a new version of the product.
import type { Tx } from '#db/database.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { refuse } from '#server/refusals.ts'
import { announceProduct, changeProduct } from './commands.ts'
import { renderMarkdown } from './markdown.ts'
import type { ProductRow, SaveGuideInput } from './schema.ts'

const guidesMax = 50

/** Writes a guide; a new one comes last. @throws PRODUCT_CHANGED as `editProduct`; NOT_FOUND no such guide, or too many */
export function saveGuide(tx: Tx, actor: Actor, input: SaveGuideInput): Promise<ProductRow> {
  const { id, guideId, title, body } = input
  return changeProduct(tx, input, async () => {
    const html = renderMarkdown(body)
    const [saved] = guideId
      ? await tx<{ id: string }[]>`
          update guides set title = ${title}, body = ${body}, body_html = ${html}
           where id = ${guideId} and product_id = ${id} returning id`
      : await tx<{ id: string }[]>`
          insert into guides (product_id, position, title, body, body_html)
          select ${id}, coalesce(max(position) + 1, 0), ${title}, ${body}, ${html} from guides where product_id = ${id}
          having count(*) < ${guidesMax}
          returning id`
    if (!saved) return refuse('NOT_FOUND')
    return announceProduct(tx, actor, id, 'product.guide-saved', { guideId: saved.id, title })
  })
}

/** Removes a guide. @throws PRODUCT_CHANGED as `editProduct` */
export function removeGuide(
  tx: Tx,
  actor: Actor,
  input: { id: string; version: number; guideId: string },
): Promise<ProductRow> {
  const { id, guideId } = input
  return changeProduct(tx, input, async () => {
    const [removed] = await tx<{ title: string }[]>`
      delete from guides where id = ${guideId} and product_id = ${id} returning title`
    if (!removed) return refuse('NOT_FOUND')
    return announceProduct(tx, actor, id, 'product.guide-removed', { guideId, title: removed.title })
  })
}

/** Puts the guides into an order; those that are not named come last. @throws PRODUCT_CHANGED as `editProduct` */
export function orderGuides(
  tx: Tx,
  actor: Actor,
  input: { id: string; version: number; guideIds: string[] },
): Promise<ProductRow> {
  const { id, guideIds } = input
  return changeProduct(tx, input, async () => {
    await tx`
      update guides set position = ordered.position
        from (select guides.id, row_number() over (order by array_position(${guideIds}::uuid[], guides.id), position) - 1 as position
                from guides where product_id = ${id}) ordered
       where guides.id = ordered.id`
    return announceProduct(tx, actor, id, 'product.guides-ordered')
  })
}
