// The cart of who is logged in: one for the header's count, the product's page and the cart's own page.
import { createContext, createMemo, useContext, type ParentProps } from 'solid-js'
import { useSession, type Session } from '#client/features/auth/session.tsx'
import { api } from '#client/lib/api.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { Cart } from '#server/features/cart/schema.ts'

/** Given by `CartProvider`, and by tests that need no server. */
export const CartContext = createContext<LiveCart>()

export type LiveCart = ReturnType<typeof createCart>

/** The cart of this tab; only below `CartProvider`. */
export function useCart(): LiveCart {
  const cart = useContext(CartContext)
  if (!cart) throw new Error('useCart outside of CartProvider')
  return cart
}

export function CartProvider(props: ParentProps) {
  return <CartContext.Provider value={createCart(useSession())}>{props.children}</CartContext.Provider>
}

/** The cart, live in every tab; visitors and staff have none, and nothing is asked for. */
function createCart({ connection, me }: Session) {
  const key = createMemo(() => {
    const person = me()
    return person?.kind === 'user' && !person.mustChangePassword ? person.id : undefined
  })
  const live = createLive<string, Cart>(connection, {
    key,
    fetch: () => api.portal.cart.get.query(),
    // At once: whoever pressed a button, in this tab or in another one, is waiting for it.
    apply(_, event) {
      if (event.kind === 'cart.changed') live.refetch()
    },
  })
  createRefetch(connection, live, ({ kind }) => kind === 'offer.changed')
  return {
    get value() {
      return live.value
    },
    get isLoading() {
      return live.isLoading
    },
    get failure() {
      return live.failure
    },
    refetch: () => live.refetch(),
    add: (catalogueId: string, productId: string) => api.portal.cart.add.mutate({ catalogueId, productId }),
    remove: (catalogueId: string, productId: string) => api.portal.cart.remove.mutate({ catalogueId, productId }),
  }
}
