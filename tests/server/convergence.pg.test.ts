import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailRules } from '#client/features/emails/mail-list.ts'
import { queueOf } from '#client/features/reviews/queue-filter.ts'
import { queueRules } from '#client/features/reviews/queue-list.ts'
import type { MailRow } from '#server/features/emails/schema.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import { expectConvergence, type WatchedList } from '#tests/setup/convergence.ts'
import {
  clientOf,
  insertRegistration,
  insertStaff,
  openStarted,
  requestId,
  signIn,
  startPortal,
  type Portal,
} from '#tests/setup/portal.ts'

let portal: Portal
let cookie: string
let api: ReturnType<typeof clientOf>

beforeAll(async () => {
  // Without a worker: no mail leaves, and speaks, while a list is compared.
  portal = await startPortal({ role: 'web' })
  cookie = await signIn(portal, await insertStaff(portal, 'owner'))
  api = clientOf(portal, cookie)
})
afterAll(() => portal.end())

const queue = (state: 'pending' | 'decided'): WatchedList<ReviewRow> => ({
  name: `queue, ${state}`,
  fetch: () => api.admin.reviews.list.query({ state }),
  rules: queueRules(queueOf({ state })),
  rowOf: (event) => ('review' in event ? event.review : undefined),
})
const mails: WatchedList<MailRow> = {
  name: 'mails',
  fetch: () => api.admin.emails.list.query({}),
  rules: mailRules({}, Date.now),
  rowOf: (event) => ('mail' in event ? event.mail : undefined),
}
const lists = [queue('pending'), queue('decided'), mails] as unknown as WatchedList[]

const review = async (state: 'pending' | 'approved' | 'rejected' = 'pending') => {
  const { id, version } = await insertRegistration(portal)
  const input = { id, version, requestId: requestId() }
  if (state === 'pending') return input
  const decided =
    state === 'approved'
      ? await api.admin.reviews.approve.mutate(input)
      : await api.admin.reviews.reject.mutate({ ...input, reason: 'No.' })
  return { id, version: decided.version, requestId: requestId() }
}

const commands: [name: string, prepare: () => Promise<() => Promise<unknown>>][] = [
  ['submit', async () => () => insertRegistration(portal)],
  [
    'approve',
    async () =>
      (
        (input) => () =>
          api.admin.reviews.approve.mutate(input)
      )(await review()),
  ],
  [
    'reject',
    async () =>
      (
        (input) => () =>
          api.admin.reviews.reject.mutate({ ...input, reason: 'No.' })
      )(await review()),
  ],
  [
    'undo',
    async () =>
      (
        (input) => () =>
          api.admin.reviews.undo.mutate(input)
      )(await review('approved')),
  ],
  [
    'reopen',
    async () =>
      (
        (input) => () =>
          api.admin.reviews.reopen.mutate(input)
      )(await review('rejected')),
  ],
]

test.each(commands)('state before + events = a fresh query: %s', async (_, prepare) => {
  await expectConvergence(portal, cookie, lists, await prepare())
})

test('state before + events = a fresh query: register', async () => {
  const register = () =>
    clientOf(portal).portal.registrations.register.mutate({
      requestId: requestId(),
      email: `${randomUUID()}@example.com`,
      firstName: 'Maria',
      lastName: 'Lindqvist',
      password: 'a quiet lighthouse',
    })
  await expectConvergence(portal, cookie, lists, register)
})

test('counts converge: the last ones heard equal a fresh query', async () => {
  const tab = await openStarted(portal, cookie)
  for (let n = 0; n < 5; n++) await insertRegistration(portal)
  await api.admin.reviews.approve.mutate(await review())
  const fresh = await api.admin.reviews.counts.query()
  const heard = () => tab.events.filter((event) => event.kind === 'reviews.counted').at(-1)
  await tab.until(() => heard()?.counts.all === fresh.all)
  expect(heard()?.counts).toMatchObject({ all: fresh.all, registration: fresh.registration })
  await tab.close()
})

test('settings converge', async () => {
  const before = await api.admin.settings.get.query()
  const tab = await openStarted(portal, cookie)
  const saved = await api.admin.settings.save.mutate({ ...before, portalName: 'Polder APIs', senderAddress: '' })
  await tab.until(({ events }) => events.some(({ kind }) => kind === 'settings.saved'))
  expect(tab.events.find((event) => event.kind === 'settings.saved')?.settings).toEqual(saved)
  expect(await api.admin.settings.get.query()).toEqual(saved)
  await tab.close()
})
