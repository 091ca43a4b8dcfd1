import { MemoryRouter, Route, createMemoryHistory } from '@solidjs/router'
import { fireEvent, render, screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { SessionContext, type Session } from '#client/features/auth/session.tsx'
import { AccessBox } from '#client/features/cart/access-box.tsx'
import { CartContext, type LiveCart } from '#client/features/cart/cart.tsx'
import type { Me } from '#server/features/auth/schema.ts'
import type { Cart } from '#server/features/cart/schema.ts'
import type { PlanFacts } from '#server/features/plans/schema.ts'
import type { PortalProduct } from '#server/features/products/schema.ts'
import { refusal } from './refusal.ts'

const developer = { id: 'sara', kind: 'user', email: 'sara@dev.example', emailConfirmed: true } as Me
const limits = { requestsPerSecond: null, quota: null, quotaPeriod: null, keyLifetimeDays: null }
const silver: PlanFacts = { id: 'silver', name: 'Silver', description: '', ...limits, needsApproval: false, version: 1 }
const gold: PlanFacts = { ...silver, id: 'gold', name: 'Gold', requestsPerSecond: 50, needsApproval: true }
const both = [
  { id: 'private', name: 'Private catalogue', plans: [gold] },
  { id: 'public', name: 'Public catalogue', plans: [silver] },
]

interface Scene {
  me?: Me | null
  product?: Partial<PortalProduct>
  at?: string
  add?: () => Promise<unknown>
}

/** The cart answers as the server's would, an instant after the call. */
function open({ me = developer, product = {}, at = '/products/fleet', add = async () => undefined }: Scene = {}) {
  const [lines, setLines] = createSignal<string[]>([])
  const value = (): Cart => ({
    lines: lines().length,
    groups: lines().map((id) => ({
      id,
      name: id,
      isSeen: true,
      requestId: id,
      plans: [],
      products: [{ id: 'fleet' } as never],
    })),
  })
  const calls = {
    add: vi.fn(async (catalogueId: string, _productId: string) => {
      await add()
      setLines([...lines(), catalogueId])
    }),
    remove: vi.fn(async (catalogueId: string) => void setLines(lines().filter((one) => one !== catalogueId))),
  }
  const cart = {
    get value() {
      return value()
    },
    isLoading: false,
    failure: undefined,
    refetch: () => undefined,
    ...calls,
  } as unknown as LiveCart
  const shown = { id: 'fleet', slug: 'fleet', state: 'published', catalogues: both, ...product } as PortalProduct
  const history = createMemoryHistory()
  history.set({ value: at })
  render(() => (
    <SessionContext.Provider value={{ me: () => me } as unknown as Session}>
      <CartContext.Provider value={cart}>
        <MemoryRouter history={history}>
          <Route path="*" component={() => <AccessBox product={shown} look="box" />} />
        </MemoryRouter>
      </CartContext.Provider>
    </SessionContext.Provider>
  ))
  return calls
}

const add = () => screen.findByRole('button', { name: 'Add to cart' })
const names = () => screen.queryAllByRole('button').map(({ textContent }) => textContent)

test('adds what is chosen, says so, gives the focus to what follows, and takes it back', async () => {
  const calls = open({ at: '/products/fleet?catalogue=public' })
  fireEvent.click(await add())
  const toCart = await screen.findByRole('link', { name: 'Go to cart' })
  expect(calls.add).toHaveBeenCalledExactlyOnceWith('public', 'fleet')
  expect(screen.getByRole('status').textContent).toBe('In your cart')
  await vi.waitFor(() => expect(document.activeElement).toBe(toCart))
  fireEvent.click(screen.getByRole('button', { name: 'Remove' }))
  const again = await add()
  expect(calls.remove).toHaveBeenCalledExactlyOnceWith('public', 'fleet')
  await vi.waitFor(() => expect(document.activeElement).toBe(again))
})

test('another catalogue has other plans and a place of its own in the cart', async () => {
  open()
  const choice = await screen.findByRole('combobox', { name: 'Catalogue' })
  screen.getByText('50 requests a second · Needs approval')
  fireEvent.click(await add())
  await screen.findByRole('link', { name: 'Go to cart' })
  fireEvent.change(choice, { target: { value: 'public' } })
  await screen.findByText('Unlimited · Access at once')
  await add()
  expect(screen.queryByRole('link', { name: 'Go to cart' })).toBeNull()
})

test('what the server refuses is said where it was pressed', async () => {
  open({ add: () => Promise.reject(refusal('CART_FULL')) })
  fireEvent.click(await add())
  await screen.findByRole('alert')
  expect(screen.getByRole('alert').textContent).toContain('Your cart is full.')
  await vi.waitFor(async () => expect((await add()).getAttribute('aria-busy')).toBeNull())
})

test('a visitor is led to log in, and back to the chosen catalogue', async () => {
  open({ me: null, at: '/products/fleet?catalogue=public' })
  const link = await screen.findByRole('link', { name: 'Log in to request access' })
  expect(link.getAttribute('href')).toBe('/auth/login?next=%2Fproducts%2Ffleet%3Fcatalogue%3Dpublic')
  expect(names()).toEqual([])
})

const cases: [string, Scene, RegExp][] = [
  ['staff', { me: { ...developer, kind: 'staff' } }, /Staff do not request access/],
  ['who has not confirmed the address', { me: { ...developer, emailConfirmed: false } }, /Confirm your email address/],
  ['everybody, of what is deprecated', { product: { state: 'deprecated', isDeprecated: true } }, /no new access/],
  ['everybody, of a draft', { product: { state: 'draft' } }, /draft/],
  ['who sees it in no catalogue', { product: { catalogues: [] } }, /in no catalogue/],
]
test.each(cases)('nothing that would be refused is offered to %s', async (_, scene, sentence) => {
  open(scene)
  await screen.findByText(sentence)
  expect(names()).not.toContain('Add to cart')
  expect(screen.queryByRole('link', { name: 'Log in to request access' })).toBeNull()
})
