import { describe, expect, it, test } from 'vitest'
import { logInHref } from '#client/features/cart/log-in-address.ts'
import { holds } from '#client/features/cart/holds.ts'
import { safeNext } from '#client/features/auth/next.ts'
import { catalogueHref, readCardFilter } from '#client/features/products/card-filter.ts'
import { groupOperations, matchOperations, positionOf } from '#client/features/products/operation-list.ts'
import { operationHref, productHref } from '#client/features/products/product-address.ts'
import type { Cart } from '#server/features/cart/schema.ts'
import type { OperationRow } from '#server/features/documents/schema.ts'

const catalogueId = 'b6a7c2de-0000-4000-8000-00000000000a'

function operation(position: number, over: Partial<OperationRow> = {}): OperationRow {
  const row = {
    method: 'GET',
    path: `/ships/${position}`,
    operationId: null,
    summary: '',
    tag: null,
    isDeprecated: false,
  }
  return { position, ...row, ...over }
}

describe('the list of products in the address', () => {
  it('reads what makes sense and leaves out the rest', () => {
    expect(readCardFilter({ q: '  ships ', catalogue: catalogueId, tag: 'Open' })).toEqual({
      search: 'ships',
      catalogueId,
      tag: 'open',
    })
    const nothing = { search: undefined, catalogueId: undefined, tag: undefined }
    expect(readCardFilter({ q: ' ', catalogue: 'all of them', tag: '' })).toEqual(nothing)
  })

  it('is written as it is read', () => {
    const filter = { search: 'GET /ships & more', catalogueId, tag: 'open data' }
    const { searchParams } = new URL(catalogueHref(filter), 'http://portal.example')
    expect(readCardFilter(Object.fromEntries(searchParams))).toEqual(filter)
    expect(catalogueHref({ search: undefined })).toBe('/catalogues')
  })
})

describe('the address of a product', () => {
  it('has a path for each tab, and names what is chosen', () => {
    expect(productHref('fleet')).toBe('/products/fleet')
    expect(productHref('fleet', 'get-started', { guide: 'g', catalogue: undefined })).toBe(
      '/products/fleet/get-started?guide=g',
    )
    expect(operationHref('fleet', { apiId: 'a', position: 7 })).toBe('/products/fleet/specification?api=a#op=7')
  })

  it('names an operation by its position, and nothing else', () => {
    expect(positionOf('#op=12')).toBe(12)
    for (const hash of ['', '#op=', '#op=-1', '#op=1x', '#tag=1', '#op=99999999'])
      expect(positionOf(hash)).toBeUndefined()
  })

  it('comes back from the log-in with the choice and all else that it said', () => {
    const here = { pathname: '/products/fleet/specification', search: '?api=a&catalogue=old', hash: '#op=3' }
    const { searchParams } = new URL(logInHref(here, catalogueId), 'http://portal.example')
    expect(safeNext(searchParams.get('next'))).toBe(`/products/fleet/specification?api=a&catalogue=${catalogueId}#op=3`)
  })
})

describe('the index of operations', () => {
  it('finds by all words, in whatever part they are', () => {
    const rows = [
      operation(0, { summary: 'List the ships', tag: 'Fleet' }),
      operation(1, { method: 'POST', summary: 'Add a ship', operationId: 'addShip' }),
    ]
    expect(matchOperations(rows, 'POST addship').map(({ position }) => position)).toEqual([1])
    expect(matchOperations(rows, 'fleet LIST').map(({ position }) => position)).toEqual([0])
    expect(matchOperations(rows, ' ')).toHaveLength(2)
    expect(matchOperations(rows, 'ships harbour')).toEqual([])
  })

  it('keeps the order of the document, and puts what has no tag last', () => {
    const rows = [operation(0), operation(1, { tag: 'B' }), operation(2, { tag: 'A' }), operation(3, { tag: 'B' })]
    expect(
      groupOperations(rows).map(({ tag, operations }) => [tag, operations.map(({ position }) => position)]),
    ).toEqual([
      ['B', [1, 3]],
      ['A', [2]],
      [null, [0]],
    ])
  })
})

test('a product is in the cart by its catalogue, not by its id alone', () => {
  const product = { id: 'fleet', slug: 'fleet', name: 'Fleet', summary: '', picture: null, isAvailable: true }
  const cart: Cart = {
    groups: [{ id: 'public', name: 'Public', isSeen: true, requestId: 'one', plans: [], products: [product] }],
    lines: 1,
  }
  expect(holds(cart, 'public', 'fleet')).toBe(true)
  expect(holds(cart, 'private', 'fleet')).toBe(false)
  expect(holds(undefined, 'public', 'fleet')).toBe(false)
})
