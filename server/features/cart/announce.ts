import type { PendingQuery, Row } from 'postgres'
import type { Tx } from '#db/database.ts'
import { publishAll } from '#server/realtime/publish.ts'

/**
 * Tells those with such lines in their cart to ask again: of what they do not see any more `offer.changed` says nothing to them.
 * Call it before the lines go.
 *
 * @param lines a condition on `cart_lines`
 */
export async function tellCarts(tx: Tx, lines: PendingQuery<Row[]>): Promise<void> {
  const owners = await tx<{ accountId: string }[]>`select distinct account_id from cart_lines where ${lines}`
  const audiences = owners.map(({ accountId }) => `user:${accountId}` as const)
  await publishAll(tx, audiences, { kind: 'cart.changed' })
}
