import { describe, expect, it } from 'vitest'
import { mayTurn } from '#client/features/catalogues/create-explanation.ts'
import { rulesOf, verdictOf } from '#client/features/catalogues/explanation.ts'
import type { Explanation } from '#server/features/catalogues/schema.ts'
import type { Event } from '#server/realtime/events.ts'

const partners: Explanation['catalogues'][number] = {
  id: 'partners',
  name: 'Partner catalogue',
  visibility: 'restricted',
  holds: true,
  through: [{ kind: 'team', name: 'Pilots' }],
  named: 2,
}
const maria: Explanation = {
  person: {
    id: 'maria',
    name: 'Maria Lindqvist',
    email: 'maria@acme.example',
    isStaff: false,
    organization: { id: 'acme', name: 'Acme' },
    teams: [{ id: 'pilots', name: 'Pilots' }],
  },
  product: { id: 'payments', slug: 'payments', name: 'Payments', state: 'published' },
  isVisible: true,
  portal: { visibility: 'public', holds: true },
  signsIn: { holds: true, because: null },
  published: { holds: true },
  catalogues: [partners],
}
const failing = (over: Partial<Explanation>): Explanation => ({ ...maria, isVisible: false, ...over })
const hidden = { ...partners, holds: false, through: [] }
const visitor = { person: null, signsIn: { holds: false, because: 'visitor' } } as const
const rule = (explanation: Explanation, id: string) => rulesOf(explanation).find((one) => one.id === id)!
const part = (explanation: Explanation) => rule(explanation, 'catalogues').parts![0]!

describe('the verdict', () => {
  it('is yes when the server says so, whatever rules do not matter', () => {
    expect(verdictOf(maria)).toBe('Maria Lindqvist can see Payments')
    const open = { ...maria, ...visitor, catalogues: [{ ...partners, visibility: 'public' as const }] }
    expect(verdictOf(open)).toBe('A visitor can see Payments')
    expect(rule(open, 'sign-in').standing).toBe('not-needed')
  })

  const because: [why: string, over: Partial<Explanation>, verdict: string][] = [
    [
      'a hidden portal',
      { portal: { visibility: 'hidden', holds: false } },
      'Maria Lindqvist cannot see Payments: the portal is hidden from everybody but staff',
    ],
    [
      'a private portal and nobody logged in',
      { ...visitor, portal: { visibility: 'private', holds: false } },
      'A visitor cannot see Payments: the portal is private, and a visitor is not logged in',
    ],
    [
      'a registration that waits',
      { signsIn: { holds: false, because: 'waiting' }, catalogues: [hidden] },
      'Maria Lindqvist cannot see Payments: Maria Lindqvist’s registration waits for approval',
    ],
    [
      'signing in that is switched off',
      { signsIn: { holds: false, because: 'sign-in-off' }, catalogues: [hidden] },
      'Maria Lindqvist cannot see Payments: signing in is switched off',
    ],
    [
      'a draft',
      { product: { ...maria.product, state: 'draft' }, published: { holds: false } },
      'Maria Lindqvist cannot see Payments: it is a draft',
    ],
    ['no catalogue', { catalogues: [] }, 'Maria Lindqvist cannot see Payments: it is in no catalogue'],
    [
      'no catalogue for them',
      { catalogues: [hidden, { ...hidden, id: 'other' }] },
      'Maria Lindqvist cannot see Payments: none of its 2 catalogues is shown to Maria Lindqvist',
    ],
  ]
  it.each(because)('names %s', (_, over, verdict) => {
    expect(verdictOf(failing(over))).toBe(verdict)
  })

  it('does not blame the log-in for what logging in would not open', () => {
    const draft = { product: { ...maria.product, state: 'draft' as const }, published: { holds: false } }
    const catalogues = [{ ...partners, visibility: 'public' as const }]
    expect(verdictOf(failing({ ...visitor, ...draft, catalogues }))).toContain('it is a draft')
    expect(verdictOf(failing({ ...visitor, catalogues: [] }))).toContain('it is in no catalogue')
  })
})

describe('a rule', () => {
  it('leads to where it is changed', () => {
    const hrefs = rulesOf(maria).map(({ link }) => link?.href)
    expect(hrefs).toEqual(['/admin/settings/general', '/admin/users/maria', '/admin/products/payments', undefined])
    expect(part(maria).link?.href).toBe('/admin/catalogues/partners')
    const off = failing({ signsIn: { holds: false, because: 'sign-in-off' } })
    expect(rule(off, 'sign-in').link?.href).toBe('/admin/settings/general')
  })

  it('says through what of its audience a catalogue is shown, or why to nobody', () => {
    const both = { ...partners, through: [...partners.through, { kind: 'organization' as const, name: 'Acme' }] }
    expect(part({ ...maria, catalogues: [both] }).sentence).toBe(
      'Shown to them through the team Pilots and the organization Acme.',
    )
    expect(part(failing({ catalogues: [hidden] })).sentence).toContain('they are in none of them')
    expect(part(failing({ catalogues: [{ ...hidden, named: 0 }] })).sentence).toContain('shown to nobody')
    expect(part(failing({ ...visitor, catalogues: [hidden] })).sentence).toContain('people who are signed in')
  })
})

it('is asked again for what is about the two, and not for other people and products', () => {
  const turns = (event: object) => mayTurn(event as Event, 'maria', 'payments')
  for (const event of [
    { kind: 'catalogue.edited', catalogue: {} },
    { kind: 'settings.saved', settings: {} },
    { kind: 'user.edited', user: { id: 'maria' } },
    { kind: 'product.deleted', productId: 'payments' },
    { kind: 'team.deleted', teamId: 'pilots' },
  ])
    expect(turns(event), event.kind).toBe(true)
  expect(turns({ kind: 'user.edited', user: { id: 'bob' } })).toBe(false)
  expect(turns({ kind: 'product.edited', product: { id: 'maps' } })).toBe(false)
  expect(turns({ kind: 'mail.queued', mail: {} })).toBe(false)
})
