import { describe, expect, test } from 'vitest'
import { canAsk, isNewer, viewOf, type OwnRequest } from '#client/features/organization-request/request-view.ts'
import type { Me } from '#server/features/auth/schema.ts'
import type { PublicSettings } from '#server/features/settings/schema.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const home = { id: 'o0', name: 'Default organization', isDefault: true, role: 'team_member', settlesAt: null } as const
const own = { ...home, id: 'o1', name: 'Nordpay', isDefault: false, role: 'super_admin' } as const
const me: Me = {
  id: 'a1',
  kind: 'user',
  email: 'maria@nordpay.example',
  firstName: 'Maria',
  lastName: 'Lindqvist',
  staffRole: null,
  organization: home,
  hasOpenOrganizationRequest: false,
  emailConfirmed: true,
  mustChangePassword: false,
}
const request = (state: OwnRequest['state'], facts: Partial<OwnRequest['facts']> = {}): OwnRequest => ({
  id: 'r1',
  kind: 'organization',
  facts: {
    name: 'Nordpay',
    firstName: 'Maria',
    lastName: 'Lindqvist',
    email: 'maria@nordpay.example',
    earlier: 0,
    ...facts,
  },
  state,
  version: 2,
  reason: null,
  question: null,
  requestedAt: '2026-11-21T11:00:00.000Z',
  decidedAt: state === 'pending' ? null : '2026-11-21T11:59:00.000Z',
})

describe('what the page of a request shows', () => {
  test.each([
    ['a form, to who never asked', me, null, true, 'form'],
    ['that it is switched off', me, null, false, 'off'],
    ['that the address is to be confirmed', { ...me, emailConfirmed: false }, null, true, 'unconfirmed'],
    ['a request that waits, even while it is switched off', me, request('pending'), false, 'pending'],
    ['a rejection', me, request('rejected'), true, 'rejected'],
    ['a form after withdrawing', me, request('withdrawn'), true, 'form'],
    ['an organization in which one is already', { ...me, organization: own }, null, true, 'member'],
    ['a success', { ...me, organization: own }, request('approved'), true, 'created'],
    [
      'a success before this tab knows of the move',
      { ...me, hasOpenOrganizationRequest: true },
      request('approved'),
      true,
      'created',
    ],
    ['a form to who has left what was approved', me, request('approved'), true, 'form'],
    [
      'pending again after an undo, before this tab knows of the move',
      { ...me, organization: own },
      request('pending'),
      true,
      'pending',
    ],
  ] as const)('%s', (_, who, asked, isEnabled, view) => expect(viewOf(who, asked, isEnabled, now)).toBe(view))

  test('a success under another name than the one asked for', () => {
    const approved = request('approved', { approvedName: 'Nordpay AB' })
    expect(viewOf({ ...me, organization: { ...own, name: 'Nordpay AB' } }, approved, true, now)).toBe('created')
  })

  test('no success any more a day later, nor in another organization', () => {
    const inOwn = { ...me, organization: own }
    expect(viewOf(inOwn, request('approved'), true, now + 25 * 60 * 60_000)).toBe('member')
    expect(viewOf({ ...me, organization: { ...own, name: 'Acme' } }, request('approved'), true, now)).toBe('member')
  })
})

test('asking is offered only where it would be accepted', () => {
  const settings = { registerOrganizationsEnabled: true } as PublicSettings
  expect(canAsk(me, settings)).toBe(true)
  expect(canAsk(me, undefined)).toBe(false)
  expect(canAsk(me, { ...settings, registerOrganizationsEnabled: false })).toBe(false)
  for (const change of [
    { organization: own },
    { organization: null },
    { emailConfirmed: false },
    { hasOpenOrganizationRequest: true },
    { mustChangePassword: true },
  ])
    expect(canAsk({ ...me, ...change }, settings)).toBe(false)
})

test('an older version of the same request, or an older request, is no news', () => {
  const known = request('pending')
  expect(isNewer(known, null)).toBe(true)
  expect(isNewer({ ...known, version: 3 }, known)).toBe(true)
  expect(isNewer({ ...known, version: 1 }, known)).toBe(false)
  expect(isNewer({ ...known, id: 'r2', requestedAt: '2026-11-21T11:30:00.000Z', version: 1 }, known)).toBe(true)
  expect(isNewer({ ...known, id: 'r0', requestedAt: '2026-11-20T11:30:00.000Z', version: 9 }, known)).toBe(false)
})
