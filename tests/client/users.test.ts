import { describe, expect, it } from 'vitest'
import { browserOf } from '#client/features/users/browser-of.ts'
import { changedFields, mergeFields, type UserFields } from '#client/features/users/user-draft.ts'
import { deletedVersion, readFilter, userRules } from '#client/features/users/user-list.ts'
import type { UserRow } from '#server/features/users/schema.ts'

const acme = 'b6a7c2de-0000-4000-8000-00000000000a'
const base: UserFields = {
  firstName: 'Bob',
  lastName: 'Bell',
  organizationId: acme,
  teamIds: ['all', 'partners'],
  role: 'team_member',
}

describe('when somebody else saves the same person', () => {
  it('follows them in what was not touched and keeps what was typed', () => {
    const { fields, contested } = mergeFields({ ...base, firstName: 'Rob' }, base, { ...base, role: 'super_admin' })
    expect(fields).toEqual({ ...base, firstName: 'Rob', role: 'super_admin' })
    expect(contested).toEqual([])
  })

  it('names what both have changed, and keeps mine', () => {
    const { fields, contested } = mergeFields({ ...base, firstName: 'Rob' }, base, { ...base, firstName: 'Bobby' })
    expect(fields.firstName).toBe('Rob')
    expect(contested).toEqual(['firstName'])
  })

  it('gives up teams of an organization that they moved the person out of', () => {
    const theirs: UserFields = { ...base, organizationId: 'globex', teamIds: ['globex-all'] }
    expect(mergeFields({ ...base, teamIds: ['all'] }, base, theirs).fields).toEqual(theirs)
  })

  it('keeps the teams chosen together with another organization', () => {
    const mine: UserFields = { ...base, organizationId: 'globex', teamIds: [] }
    const { fields } = mergeFields(mine, base, { ...base, teamIds: ['all'] })
    expect(fields).toEqual(mine)
  })

  it('does not take another order of teams for a change', () => {
    expect(changedFields(base, { ...base, teamIds: ['partners', 'all'] })).toEqual([])
  })
})

describe('the filter', () => {
  it('leaves out of the address what makes no sense', () => {
    expect(readFilter({ q: '  ', state: 'gone', organization: '7', team: 'x', role: 'king' })).toEqual({
      search: undefined,
      state: undefined,
      organizationId: undefined,
      teamId: undefined,
      role: undefined,
    })
    expect(readFilter({ q: ' bob ', state: 'waiting', organization: acme })).toMatchObject({
      search: 'bob',
      state: 'waiting',
      organizationId: acme,
    })
  })

  const bob = {
    firstName: 'Bob',
    lastName: 'Bell',
    email: 'bob@acme.example',
    state: 'waiting',
    organization: { id: acme, name: 'Acme' },
    teams: [{ id: 'partners', name: 'Partners' }],
    role: 'team_member',
    version: 1,
  } as UserRow

  it('lets through what the server would', () => {
    const belongs = (search: Parameters<typeof readFilter>[0], user = bob) =>
      userRules(readFilter(search)).belongs(user)
    expect(belongs({ q: 'BELL bob@' })).toBe(true)
    expect(belongs({ q: 'bob@acme', state: 'waiting', organization: acme, role: 'team_member' })).toBe(true)
    expect(belongs({ state: 'active' })).toBe(false)
    expect(belongs({}, { ...bob, version: deletedVersion })).toBe(false)
  })
})

describe('the browser of a session', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140 on Windows'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
      'Safari 18 on macOS',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36',
      'Chrome 142 on Linux',
    ],
    ['something else', undefined],
    [null, undefined],
  ])('%s', (userAgent, said) => {
    expect(browserOf(userAgent)).toBe(said)
  })
})
