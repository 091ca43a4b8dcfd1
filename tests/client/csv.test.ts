import { describe, expect, it } from 'vitest'
import { exportLines } from '#client/features/users/user-list.ts'
import { csvCell, toCsv } from '#client/lib/csv.ts'
import type { UserRow } from '#server/features/users/schema.ts'

const user: UserRow = {
  id: 'b6a7c2de-0000-4000-8000-000000000001',
  email: 'bob@acme.example',
  firstName: 'Bob',
  lastName: 'Bell',
  state: 'waiting',
  organization: { id: 'b6a7c2de-0000-4000-8000-00000000000a', name: 'Acme, Inc.', isDefault: false },
  role: 'team_member',
  teams: [
    { id: 't1', name: 'Acme All users' },
    { id: 't2', name: 'Partners' },
  ],
  emailConfirmed: true,
  memberSince: '2026-11-01T09:00:00.000Z',
  createdAt: '2026-11-01T09:00:00.000Z',
  version: 3,
}

describe('a cell', () => {
  it.each(['=1+1', '+49 30', '-2', '@sum', '\tx'])('is never a formula: %j gets an apostrophe', (text) => {
    expect(csvCell(text)).toBe(`'${text}`)
  })

  it('with a comma, a quote or a new line is quoted, and quotes in it are doubled', () => {
    expect(csvCell('Acme, "Inc."')).toBe('"Acme, ""Inc."""')
    expect(csvCell('a\nb')).toBe('"a\nb"')
    expect(csvCell('=HYPERLINK("x","y")')).toBe(`"'=HYPERLINK(""x"",""y"")"`)
  })

  it('stays as it is otherwise, also with = inside', () => {
    expect(csvCell('a=b')).toBe('a=b')
    expect(csvCell('')).toBe('')
  })
})

it('Lines end with CRLF.', () => {
  expect(
    toCsv([
      ['a', 'b'],
      ['1', '2'],
    ]),
  ).toBe('a,b\r\n1,2\r\n')
})

it('The export says the reason of a state and names all teams.', () => {
  expect(exportLines([user])).toEqual([
    ['First name', 'Last name', 'Email', 'Status', 'Organization', 'Teams', 'Role', 'Member since'],
    [
      'Bob',
      'Bell',
      'bob@acme.example',
      'Inactive · waiting for approval',
      'Acme, Inc.',
      'Acme All users; Partners',
      'Team member',
      '2026-11-01T09:00:00.000Z',
    ],
  ])
})
