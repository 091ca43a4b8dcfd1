import { describe, expect, it } from 'vitest'
import {
  codeForm,
  daysFrom,
  duplicateOf,
  fieldsOf,
  noCode,
  toLocalText,
} from '#client/features/invite-codes/code-draft.ts'
import { changedFields, mergeFields } from '#client/features/records/merge-fields.ts'
import { codeRules, linkOf, nextExpiry, readCodeFilter } from '#client/features/invite-codes/code-list.ts'
import { fillDays } from '#client/features/invite-codes/sign-ups.ts'
import { inviteCodeWords } from '#client/words/invite-codes.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'

const acme = 'b6a7c2de-0000-4000-8000-00000000000a'
const partners = 'b6a7c2de-0000-4000-8000-00000000000b'
const now = Date.parse('2026-11-21T12:00:00.000Z')
const code: CodeRow = {
  id: 'b6a7c2de-0000-4000-8000-00000000000c',
  code: 'HACK-2026',
  name: 'Hackathon',
  quota: 100,
  used: 37,
  expiresAt: '2026-12-01T12:00:00.500Z',
  isActive: true,
  skipsApproval: true,
  team: { id: partners, name: 'Partners', isDefault: false },
  organization: { id: acme, name: 'Acme', isDefault: false },
  createdBy: null,
  createdAt: '2026-11-01T12:00:00.000Z',
  version: 3,
  edition: 2,
}

describe('the fields', () => {
  const filled = { ...noCode, name: 'Hackathon', teamId: partners }
  const read = (over: object) => codeForm.safeParse({ ...filled, ...over })

  it('mean unlimited and never when they are empty, and are on at first', () => {
    expect(read({}).data).toEqual({
      name: 'Hackathon',
      code: '',
      teamId: partners,
      quota: null,
      expiresAt: null,
      isActive: true,
      skipsApproval: true,
    })
  })

  it('take thousands as people write them, and nothing that is no whole number', () => {
    expect(read({ quota: '10 000' }).data?.quota).toBe(10_000)
    expect(read({ quota: '10,000' }).data?.quota).toBe(10_000)
    for (const quota of ['ten', '1.5', '-3', '1e3', '0'])
      expect(read({ quota }).error?.issues[0]?.path, quota).toEqual(['quota'])
  })

  it('read a date in the zone of whoever types it', () => {
    expect(read({ expires: toLocalText('2026-12-24T18:30:00Z') }).data?.expiresAt).toBe('2026-12-24T18:30:00.000Z')
    expect(toLocalText('2026-12-24T18:30:07Z')).toMatch(/:30:07$/)
  })

  it('ask for a chosen code that is long enough', () => {
    expect(read({ code: 'a-b-c-1-2-3' }).error?.issues[0]?.path).toEqual(['code'])
    expect(read({ code: 'hack 2026' }).success).toBe(true)
  })

  it('end a preset with the hour that has begun, so many days away', () => {
    const end = new Date(daysFrom(now, 30)).getTime() - now
    expect(end).toBeGreaterThan(30 * 86_400_000 - 3_600_000)
    expect(end).toBeLessThanOrEqual(30 * 86_400_000 + 2 * 3_600_000)
  })
})

describe('when somebody else saves the same code', () => {
  const base = fieldsOf(code)

  it('follows them in what was not touched, keeps what was typed, and names what both have changed', () => {
    const theirs = { ...base, quota: '80', name: 'Hackathon 2' }
    const { fields, contested } = mergeFields({ ...base, quota: '50', skipsApproval: '' }, base, theirs)
    expect(fields).toEqual({ ...base, name: 'Hackathon 2', quota: '50', skipsApproval: '' })
    expect(contested).toEqual(['quota'])
  })

  it('has nothing to say when both typed the same', () => {
    const mine = { ...base, quota: '80' }
    expect(mergeFields(mine, base, mine)).toEqual({ fields: mine, contested: [] })
  })
})

it('duplicates everything but the code and a time that is over', () => {
  const copy = duplicateOf(code, now)
  expect(changedFields(fieldsOf(code), copy).sort()).toEqual(['code', 'name'])
  expect(copy.code).toBe('')
  expect(duplicateOf(code, Date.parse('2027-01-01T00:00:00Z')).expires).toBe('')
})

describe('the list', () => {
  const belongs = (search: Parameters<typeof readCodeFilter>[0], row = code, at = now) =>
    codeRules(readCodeFilter(search), () => at).belongs(row)

  it('leaves out of the address what makes no sense', () => {
    expect(readCodeFilter({ q: ' ', status: 'gone', team: '7', organization: 'x' })).toEqual({
      search: undefined,
      status: undefined,
      teamId: undefined,
      organizationId: undefined,
    })
  })

  it('lets through what the server would', () => {
    expect(belongs({ q: 'hack 20' })).toBe(true)
    expect(belongs({ q: 'ATHON', status: 'active', team: partners, organization: acme })).toBe(true)
    expect(belongs({ q: 'other' })).toBe(false)
    expect(belongs({ status: 'active' }, code, Date.parse('2026-12-02T00:00:00Z'))).toBe(false)
    expect(belongs({ status: 'used-up' }, { ...code, used: 100 })).toBe(true)
    expect(belongs({ team: acme })).toBe(false)
  })

  it('knows which row expires next', () => {
    expect(nextExpiry([{ ...code, expiresAt: null }, code], now)).toBe(Date.parse(code.expiresAt!))
    expect(nextExpiry([{ ...code, expiresAt: '2026-11-21T11:59:59Z' }], now)).toBeUndefined()
  })
})

it('says how many are used as the product does', () => {
  expect(inviteCodeWords.redeem(100, 37)).toBe('100 / 37')
  expect(inviteCodeWords.redeem(null, 3)).toBe('∞ / 3')
})

it('links to the form with a code that may have spaces', () => {
  expect(linkOf({ code: 'HACK 2026' }, 'https://portal.example')).toBe(
    'https://portal.example/auth/register?code=HACK%202026',
  )
})

describe('the plot', () => {
  it('has every day between the first sign-up and today, quiet ones too', () => {
    const { days, counts } = fillDays(
      [
        { day: '2026-11-01', count: 5 },
        { day: '2026-11-03', count: 2 },
      ],
      now,
    )
    expect(days).toHaveLength(21)
    expect(counts.slice(0, 4)).toEqual([5, 0, 2, 0])
    expect(days.at(-1)).toBe(Date.parse('2026-11-21T00:00:00Z') / 1000)
  })

  it('shows two weeks at least', () => {
    expect(fillDays([{ day: '2026-11-21', count: 1 }], now).days).toHaveLength(14)
    expect(fillDays([], now).days).toEqual([])
  })
})
