import type { Cart } from '#server/features/cart/schema.ts'

/** Whether a product of a catalogue is in the cart: the same one of another catalogue is another line. */
export const holds = (cart: Cart | undefined, catalogueId: string, productId: string): boolean =>
  cart?.groups.some(({ id, products }) => id === catalogueId && products.some((one) => one.id === productId)) ?? false
