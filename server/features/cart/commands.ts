// The cart of a user: on the server, so that it is the same in every tab and after every log-in.
import type { Tx } from '#db/database.ts'
import { recordAudit } from '#server/audit/record.ts'
import type { Actor } from '#server/features/auth/actor.ts'
import { catalogueVisibleTo, viewerOf } from '#server/features/catalogues/visible.ts'
import { publish } from '#server/realtime/publish.ts'
import { refuse } from '#server/refusals.ts'
import { cartLinesMax, type CartLineInput } from './schema.ts'

/** Puts a product of a catalogue into the cart; once is enough. @throws NOT_FOUND not to be seen, or not to be asked for; CART_FULL */
export async function addToCart(tx: Tx, actor: Actor, { catalogueId, productId }: CartLineInput): Promise<void> {
  // Of two tabs that fill the last place one is refused: whoever adds takes the account's row.
  await tx`select 1 from accounts where id = ${actor.accountId} for no key update`
  const [offer] = await tx<{ catalogueName: string; productName: string }[]>`
    select catalogues.name as catalogue_name, products.name as product_name
      from catalogues
      join catalogue_products on catalogue_id = catalogues.id
      join products on products.id = product_id
     where catalogues.id = ${catalogueId} and products.id = ${productId} and products.state = 'published'
       and ${catalogueVisibleTo(tx, viewerOf(actor))}`
  if (!offer) return refuse('NOT_FOUND')
  const [count] = await tx<{ others: number }[]>`
    select count(*)::int as others from cart_lines
     where account_id = ${actor.accountId} and (catalogue_id, product_id) <> (${catalogueId}, ${productId})`
  if (count!.others >= cartLinesMax) refuse('CART_FULL')
  const [added] = await tx`
    insert into cart_lines (account_id, catalogue_id, product_id, catalogue_name, product_name)
    values (${actor.accountId}, ${catalogueId}, ${productId}, ${offer.catalogueName}, ${offer.productName})
    on conflict do nothing returning account_id`
  if (added) await announce(tx, actor, 'cart.filled', { catalogueId, productId })
}

/** Takes a product out of the cart; nothing happens when it is not in it. */
export async function removeFromCart(tx: Tx, actor: Actor, { catalogueId, productId }: CartLineInput): Promise<void> {
  const [removed] = await tx`
    delete from cart_lines
     where account_id = ${actor.accountId} and catalogue_id = ${catalogueId} and product_id = ${productId}
    returning account_id`
  if (removed) await announce(tx, actor, 'cart.emptied', { catalogueId, productId })
}

async function announce(tx: Tx, actor: Actor, action: string, detail: object): Promise<void> {
  await recordAudit(tx, actor.accountId, action, { kind: 'account', id: actor.accountId }, detail)
  await publish(tx, `user:${actor.accountId}`, { kind: 'cart.changed' })
}
