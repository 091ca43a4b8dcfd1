import { expect, test, vi } from 'vitest'
import { createApproveWaiting, type SettledKind } from '#client/features/settings/create-approve-waiting.ts'
import type { RefusalCode } from '#server/refusals.ts'
import type { ReviewRow } from '#server/features/reviews/schema.ts'
import { refusal } from './refusal.ts'

const refusals: Record<string, RefusalCode> = { taken: 'ORGANIZATION_NAME_TAKEN', moved: 'REQUESTER_MOVED' }
const rowsByKind: Record<SettledKind, string[]> = { registration: ['maria'], organization: ['acme', 'taken', 'moved'] }
const row = (id: string, kind: SettledKind) => ({ id, kind, state: 'pending', version: 1 }) as ReviewRow

vi.mock('#client/lib/api.ts', async (original) => {
  const reviews = {
    counts: { query: async () => ({ registration: 1, organization: 3, access: 0 }) },
    list: {
      query: async ({ kind }: { kind: SettledKind }) => ({
        rows: rowsByKind[kind].map((id) => row(id, kind)),
        next: null,
      }),
    },
    approve: {
      mutate: async ({ id }: { id: string }) => {
        if (refusals[id]) throw refusal(refusals[id])
      },
    },
  }
  return { ...(await original<object>()), api: { admin: { reviews } } }
})

test('asks only about the kinds that were switched on', async () => {
  const waiting = createApproveWaiting()
  await waiting.ask([])
  expect(waiting.step()).toEqual({ name: 'closed' })
  await waiting.ask(['organization'])
  expect(waiting.step()).toEqual({ name: 'asking', waiting: { organization: 3 } })
})

test('approves both kinds, and counts apart what somebody must give another name', async () => {
  const waiting = createApproveWaiting()
  await waiting.ask(['registration', 'organization'])
  await waiting.approve()
  expect(waiting.step()).toEqual({
    name: 'done',
    approved: { registration: 1, organization: 1 },
    skipped: 1,
    taken: 1,
    isStopped: false,
    failed: undefined,
  })
})
