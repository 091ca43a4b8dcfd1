import { expect, test } from 'vitest'
import { draftOf, mergeDraft } from '#client/features/members/member-draft.ts'
import { dropMember, putMember, sortMembers } from '#client/features/members/member-list.ts'
import type { MemberList, MemberRow } from '#server/features/members/schema.ts'

const member = (firstName: string, facts: Partial<MemberRow> = {}): MemberRow => ({
  id: firstName,
  kind: 'member',
  firstName,
  lastName: 'Moe',
  email: `${firstName.toLowerCase()}@nordpay.example`,
  role: 'team_member',
  teams: [
    { id: 'all', name: 'Nordpay All users' },
    { id: 'pay', name: 'Payments' },
  ],
  memberSince: '2026-11-21T11:00:00.000Z',
  status: 'registered',
  expiresAt: null,
  invitedBy: null,
  version: 1,
  ...facts,
})
const list = (...rows: MemberRow[]): MemberList => ({ rows, teams: [], isCut: false })
const names = ({ rows }: MemberList) => rows.map(({ firstName }) => firstName)

test('people and invitations stand in one order, whatever the case of their letters', () => {
  const invitation = member('bea', { kind: 'invitation', status: 'pending', memberSince: null })
  expect(names(sortMembers(list(member('Cleo'), member('Ana'), invitation)))).toEqual(['Ana', 'bea', 'Cleo'])
})

test('a newer row is written in place, an older one changes nothing', () => {
  const shown = list(member('Ana', { version: 3 }), member('Ben'))
  const [first] = shown.rows
  putMember(shown, member('Ana', { version: 4, firstName: 'Zoe', role: 'super_admin' }), '')
  expect(names(shown)).toEqual(['Zoe', 'Ben'])
  expect(shown.rows[0]).toBe(first)
  putMember(shown, member('Ana', { version: 2 }), '')
  expect(names(shown)).toEqual(['Zoe', 'Ben'])
})

test('who is new takes a place by name, unless the search leaves them out', () => {
  const shown = list(member('Ana'), member('Cleo'))
  putMember(shown, member('Ben'), 'nordpay')
  putMember(shown, member('Dora'), 'ana')
  expect(names(shown)).toEqual(['Ana', 'Ben', 'Cleo'])
  dropMember(shown, 'Ben')
  dropMember(shown, 'nobody')
  expect(names(shown)).toEqual(['Ana', 'Cleo'])
})

test('what was typed stays when somebody else saves, the rest follows', () => {
  const base = draftOf(member('Ana'), 'all')
  expect(base.teamIds).toEqual(['pay'])
  const theirs = { ...base, firstName: 'Anna', role: 'super_admin' }
  expect(mergeDraft({ ...base, lastName: 'Mo' }, base, theirs)).toEqual({ ...theirs, lastName: 'Mo' })
  const mine = { ...base, firstName: 'aAn', teamIds: [] }
  expect(mergeDraft(mine, base, theirs)).toEqual({ ...theirs, firstName: 'aAn', teamIds: [] })
})
