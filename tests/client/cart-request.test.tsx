// The hard parts of asking for access from the cart: a plan that changes is asked again, what the app has is left out, what was
// typed stays, and a section is one request however often it is sent.
import { MemoryRouter, Route } from '@solidjs/router'
import { fireEvent, render, screen, within } from '@solidjs/testing-library'
import { createStore, produce } from 'solid-js/store'
import { afterEach, expect, test, vi } from 'vitest'
import { SessionContext, type Session } from '#client/features/auth/session.tsx'
import { CartGroups } from '#client/features/cart/cart-groups.tsx'
import { CartContext, type LiveCart } from '#client/features/cart/cart.tsx'
import type { RequestResult } from '#client/features/cart/create-access-request.ts'
import { planChanges } from '#client/features/cart/request-draft.ts'
import type { RequestAccessInput, RequestedAccess } from '#server/features/access/schema.ts'
import type { AppRow } from '#server/features/apps/schema.ts'
import type { Cart, CartGroup } from '#server/features/cart/schema.ts'
import type { PlanFacts } from '#server/features/plans/schema.ts'
import type { Event } from '#server/realtime/events.ts'
import { refusal } from './refusal.ts'

const server = vi.hoisted(() => ({
  request: vi.fn<(input: RequestAccessInput) => Promise<RequestedAccess>>(),
  held: vi.fn(),
  apps: vi.fn(),
}))
vi.mock('#client/lib/api.ts', async (original) => ({
  ...(await original<object>()),
  api: {
    portal: {
      access: { request: { mutate: server.request }, held: { query: server.held } },
      apps: { list: { query: server.apps } },
    },
  },
}))

// jsdom has no media; the plans are compared in a table.
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
afterEach(() => vi.resetAllMocks())

const silver: PlanFacts = {
  id: 'silver',
  name: 'Silver',
  description: '',
  requestsPerSecond: 5,
  quota: null,
  quotaPeriod: null,
  keyLifetimeDays: null,
  needsApproval: true,
  version: 1,
}
const free: PlanFacts = { ...silver, id: 'free', name: 'Free', needsApproval: false }
const productOf = (id: string, name: string): CartGroup['products'][number] => ({
  id,
  slug: id,
  name,
  summary: '',
  picture: null,
  isAvailable: true,
})
const fleet = productOf('fleet', 'Fleet tracking')
const payments = productOf('payments', 'Payments')
const groupOf = (over: Partial<CartGroup> = {}): CartGroup => ({
  id: 'partners',
  name: 'Partners',
  isSeen: true,
  requestId: 'section-1',
  plans: [silver],
  products: [fleet, payments],
  ...over,
})
const checkout = { id: 'checkout', name: 'Checkout', owner: null, version: 1 } as AppRow

/** A cart that the test changes as the server would, and what is heard of apps. */
async function open({ groups = [groupOf()], apps = [] as AppRow[] } = {}) {
  server.apps.mockResolvedValue({ rows: apps, next: null })
  server.held.mockResolvedValue([])
  const [cart, setCart] = createStore<Cart>(structuredClone({ groups, lines: 2 }))
  const listeners = new Set<(event: Event) => void>()
  const connection = {
    onEvent(listener: (event: Event) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onRestart: () => () => undefined,
  }
  const session = { connection, me: () => ({ organization: { name: 'Acme', isDefault: false } }) }
  const live = { value: cart, isLoading: false, failure: undefined, refetch: vi.fn(), remove: vi.fn() }
  const results: RequestResult[] = []
  render(() => (
    <SessionContext.Provider value={session as unknown as Session}>
      <CartContext.Provider value={live as unknown as LiveCart}>
        <MemoryRouter>
          <Route
            path="*"
            component={() => <CartGroups cart={cart} canAsk onResult={(result) => results.push(result)} />}
          />
        </MemoryRouter>
      </CartContext.Provider>
    </SessionContext.Provider>
  ))
  await screen.findAllByLabelText('App')
  return {
    results,
    change: (write: (draft: Cart) => void) => setCart(produce(write)),
    hear: (event: Event) => listeners.forEach((listener) => listener(event)),
  }
}

const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const sent = (call = 0) => server.request.mock.calls[call]![0]
const line = (name: string) => within(screen.getByRole('link', { name }).closest('li')!)

test('the only plan is chosen; without apps a new one is made; the request says what was shown', async () => {
  server.request.mockResolvedValue({ appId: 'new-app', appName: 'Board', isApproved: false })
  const { results } = await open()
  type('App name', 'Board')
  type('Redirect URLs', 'https://a.example/back\n\n https://b.example \n')
  type('Reason', 'To see the ships')
  press('Request access')
  await vi.waitFor(() => expect(results).toHaveLength(1))
  expect(sent()).toEqual({
    requestId: 'section-1',
    catalogueId: 'partners',
    plan: { id: 'silver', version: 1 },
    productIds: ['fleet', 'payments'],
    app: { name: 'Board', description: '', redirectUrls: ['https://a.example/back', 'https://b.example'] },
    reason: 'To see the ships',
  })
  expect(results[0]).toMatchObject({ appName: 'Board', planName: 'Silver', isApproved: false })
})

test('of several plans none is chosen, of existing apps neither: both are asked for, all at once', async () => {
  await open({ groups: [groupOf({ plans: [free, silver] })], apps: [checkout] })
  press('Request access')
  const summary = await screen.findByRole('alert')
  expect(summary.textContent).toContain('Plan: Choose a plan.')
  expect(summary.textContent).toContain('App: Choose an app, or create a new one.')
  expect(server.request).not.toHaveBeenCalled()
  await vi.waitFor(() => expect(document.activeElement).toBe(summary))
})

test('a plan that changes while one looks is shown, old against new, and sent only once it is confirmed', async () => {
  server.request.mockResolvedValue({ appId: 'a', appName: 'Board', isApproved: false })
  const { change } = await open()
  type('App name', 'Board')
  change((cart) => Object.assign(cart.groups[0]!.plans[0]!, { requestsPerSecond: 1, version: 2 }))
  await screen.findByText('Rate limit: was 5 requests a second, now 1 request a second')
  press('Request access')
  expect((await screen.findByRole('alert')).textContent).toContain('Plan: Look at what has changed')
  expect(server.request).not.toHaveBeenCalled()
  press('Use the changed plan')
  press('Request access')
  await vi.waitFor(() => expect(server.request).toHaveBeenCalledOnce())
  expect(sent().plan).toEqual({ id: 'silver', version: 2 })
  expect(sent().app).toMatchObject({ name: 'Board' })
})

test('a change that only the server knows of comes back as a refusal, and is asked again the same way', async () => {
  server.request.mockRejectedValueOnce(
    refusal('PLAN_CHANGED', { plan: { ...silver, needsApproval: false, version: 3 } }),
  )
  server.request.mockResolvedValue({ appId: 'a', appName: 'Board', isApproved: true })
  const { results } = await open()
  type('App name', 'Board')
  press('Request access')
  await screen.findByText('Access: was Needs approval, now At once')
  expect((await screen.findByRole('alert')).textContent).toContain('Plan: Look at what has changed')
  expect((screen.getByLabelText('App name') as HTMLInputElement).value).toBe('Board')
  press('Use the changed plan')
  press('Request access')
  await vi.waitFor(() => expect(results).toHaveLength(1))
  expect(sent(1).plan).toEqual({ id: 'silver', version: 3 })
})

test('a plan that was saved without a difference is not asked again', async () => {
  server.request.mockRejectedValueOnce(refusal('PLAN_CHANGED', { plan: { ...silver, version: 2 } }))
  server.request.mockResolvedValue({ appId: 'a', appName: 'Board', isApproved: false })
  const { results } = await open()
  type('App name', 'Board')
  press('Request access')
  await vi.waitFor(() => expect(results).toHaveLength(1))
  expect(sent(1)).toEqual({ ...sent(0), plan: { id: 'silver', version: 2 } })
})

test('a plan that is gone is not replaced by the one that is left', async () => {
  const { change } = await open({ groups: [groupOf({ plans: [free, silver] })] })
  choose('Plan', 'silver')
  type('App name', 'Board')
  change((cart) => void cart.groups[0]!.plans.splice(1, 1))
  await screen.findByText(/The plan Silver is not offered in this catalogue any more/)
  expect((screen.getByLabelText('Plan') as HTMLSelectElement).value).toBe('')
  press('Request access')
  expect((await screen.findByRole('alert')).textContent).toContain('Plan: Choose a plan.')
  expect(server.request).not.toHaveBeenCalled()
})

test('what the app has is said at its line, and goes along only if it is left out', async () => {
  server.request.mockResolvedValue({ appId: 'checkout', appName: 'Checkout', isApproved: false })
  await open({ apps: [checkout] })
  server.held.mockResolvedValue([{ productId: 'fleet', as: 'granted' }])
  choose('App', 'checkout')
  await line('Fleet tracking').findByText('already granted')
  press('Request access')
  expect((await screen.findByRole('alert')).textContent).toContain('Checkout has Fleet tracking already')
  expect(server.request).not.toHaveBeenCalled()
  press('Leave out')
  line('Fleet tracking').getByText('Left out of this request; it stays in your cart.')
  press('Request access')
  await vi.waitFor(() => expect(server.request).toHaveBeenCalledOnce())
  expect(sent()).toMatchObject({ productIds: ['payments'], app: { id: 'checkout' } })
})

test('what a refusal says the app has, is said at the line; when it is granted meanwhile, that is said', async () => {
  server.request.mockRejectedValueOnce(refusal('ALREADY_HELD', { held: [{ productId: 'payments', as: 'requested' }] }))
  const { hear } = await open({ apps: [checkout] })
  choose('App', 'checkout')
  await vi.waitFor(() => expect(server.held).toHaveBeenCalled())
  press('Request access')
  await line('Payments').findByText('already requested')
  await screen.findByRole('alert')
  server.held.mockResolvedValue([{ productId: 'payments', as: 'granted' }])
  hear({ kind: 'app.edited', app: { ...checkout, version: 2 } })
  await line('Payments').findByText('already granted')
})

test('what is not available any more must be removed first', async () => {
  const { change } = await open()
  type('App name', 'Board')
  change((cart) => void (cart.groups[0]!.products[1]!.isAvailable = false))
  press('Request access')
  const button = screen.getByRole('button', { name: 'Request access' })
  expect(button.getAttribute('title')).toBe('Remove Payments first: not available any more.')
  change((cart) => void cart.groups[0]!.products.pop())
  expect(button.getAttribute('aria-disabled')).toBeNull()
  expect(server.request).not.toHaveBeenCalled()
})

test('pressed twice is sent once; after a cut the same is sent again under the same id', async () => {
  let answer: (error: Error) => void = () => undefined
  server.request.mockImplementationOnce(() => new Promise((_, reject) => (answer = reject)))
  server.request.mockResolvedValue({ appId: 'a', appName: 'Board', isApproved: false })
  const { results } = await open()
  type('App name', 'Board')
  press('Request access')
  press('Request access')
  expect(server.request).toHaveBeenCalledOnce()
  const { TRPCClientError } = await import('@trpc/client')
  answer(new TRPCClientError('Failed to fetch'))
  await screen.findByText(/The portal cannot be reached/)
  press('Request access')
  await vi.waitFor(() => expect(results).toHaveLength(1))
  expect(sent(1)).toEqual(sent(0))
  // Sent, and still in sight until the cart has heard of it.
  press('Request access')
  expect(server.request).toHaveBeenCalledTimes(2)
})

test('a section that leaves the cart while its answer is lost is not left unsaid, nor one that another tab has sent', async () => {
  server.request.mockRejectedValueOnce(new (await import('@trpc/client')).TRPCClientError('Failed to fetch'))
  const { change, results } = await open()
  type('App name', 'Board')
  press('Request access')
  await screen.findByText(/The portal cannot be reached/)
  change((cart) => void cart.groups.pop())
  expect(results).toEqual([{ appId: undefined, catalogueName: 'Partners' }])
  change((cart) => void cart.groups.push(groupOf()))
  server.request.mockRejectedValueOnce(refusal('REQUEST_REUSED'))
  await screen.findByLabelText('App name')
  type('App name', 'Another')
  press('Request access')
  await vi.waitFor(() => expect(results).toHaveLength(2))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('an app that is deleted while it is chosen is chosen anew, never made anew', async () => {
  const { hear } = await open({ apps: [checkout] })
  choose('App', 'checkout')
  type('Reason', 'To see the ships')
  hear({ kind: 'app.deleted', appId: 'checkout' })
  await screen.findByText(/Checkout was deleted, or is not yours to see any more/)
  expect((screen.getByLabelText('App') as HTMLSelectElement).value).toBe('')
  expect((screen.getByLabelText('Reason') as HTMLTextAreaElement).value).toBe('To see the ships')
  expect(screen.queryByLabelText('App name')).toBeNull()
})

test('of a plan is compared what people read', () => {
  expect(planChanges(silver, { ...silver, version: 9 })).toEqual([])
  expect(
    planChanges(silver, { ...silver, name: 'Steel', description: 'Hard.', quota: 10, quotaPeriod: 'day' }),
  ).toEqual([
    'Name: was Silver, now Steel',
    'Quota: was Unlimited, now 10 requests a day',
    'Description: was empty, now Hard.',
  ])
})
