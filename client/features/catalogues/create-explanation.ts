import type { Accessor } from 'solid-js'
import { changesPlaces } from '#client/features/organizations/place-list.ts'
import { api } from '#client/lib/api.ts'
import type { Connection } from '#client/realtime/connection.ts'
import { createLive } from '#client/realtime/create-live.ts'
import { createRefetch } from '#client/realtime/create-refetch.ts'
import type { Explanation } from '#server/features/catalogues/schema.ts'
import type { Event } from '#server/realtime/events.ts'

/** Whether a rule between these two may have another answer now. */
export function mayTurn(event: Event, personId: string | undefined, productId: string): boolean {
  if ('product' in event) return event.product.id === productId
  if (event.kind === 'product.deleted') return event.productId === productId
  if ('user' in event) return event.user.id === personId
  if (event.kind === 'user.deleted') return event.userId === personId
  if ('review' in event) return event.review.requesterId === personId
  return (
    'catalogue' in event ||
    event.kind === 'catalogue.deleted' ||
    event.kind === 'settings.saved' ||
    changesPlaces(event)
  )
}

interface Asked {
  /** undefined: a visitor */
  personId: string | undefined
  /** undefined: nothing is asked yet */
  productId: string | undefined
}

/** Why a person can, or cannot, see a product; asked again whenever that may have changed. */
export function createExplanation(connection: Connection, asked: Accessor<Asked>) {
  const explanation = createLive<string, Explanation>(connection, {
    // One text, so that another address with the same two asks nothing.
    key: () => asked().productId && `${asked().productId} ${asked().personId ?? ''}`,
    fetch(key) {
      const [product = '', person] = key.split(' ')
      return api.admin.catalogues.explain.query({ productId: product, ...(person ? { accountId: person } : {}) })
    },
    apply: () => undefined,
  })
  createRefetch(connection, explanation, (event) => {
    const { personId, productId } = asked()
    return productId !== undefined && mayTurn(event, personId, productId)
  })
  return explanation
}
