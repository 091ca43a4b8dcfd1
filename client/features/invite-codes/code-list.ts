// What belongs on the list of invite codes and where, and the filter in the address. Pure.
import { deletedVersion } from '#client/features/users/user-list.ts'
import { idOf } from '#client/lib/id-of.ts'
import type { ListRules } from '#client/realtime/live-list.ts'
import { codeKey, codeStatuses, statusOf, type CodeStatus } from '#server/features/invite-codes/rules.ts'
import type { CodeRow } from '#server/features/invite-codes/schema.ts'

export interface CodeFilter {
  search: string | undefined
  status: CodeStatus | undefined
  organizationId: string | undefined
  teamId: string | undefined
}

/** The filter as it stands in the address. */
export interface CodeSearch {
  q?: string | undefined
  status?: string | undefined
  organization?: string | undefined
  team?: string | undefined
}

/** Reads the address; what does not make sense there is left out. */
export function readCodeFilter(search: CodeSearch): CodeFilter {
  return {
    search: search.q?.trim().slice(0, 200) || undefined,
    status: codeStatuses.find((one) => one === search.status),
    organizationId: idOf(search.organization),
    teamId: idOf(search.team),
  }
}

export const isCodeFiltered = (filter: CodeFilter): boolean => Object.values(filter).some((one) => one !== undefined)

export const isDeleted = (code: Pick<CodeRow, 'version'>): boolean => code.version === deletedVersion

/** Those that the filter lets through, as the server does; the newest first. @param now epoch ms by the server's clock */
export function codeRules(filter: CodeFilter, now: () => number): ListRules<CodeRow> {
  const search = filter.search?.toLowerCase()
  const key = codeKey(filter.search ?? '')
  return {
    belongs: (code) =>
      !isDeleted(code) &&
      (filter.status === undefined || statusOf(code, now()) === filter.status) &&
      (filter.organizationId === undefined || code.organization.id === filter.organizationId) &&
      (filter.teamId === undefined || code.team.id === filter.teamId) &&
      (search === undefined || code.name.toLowerCase().includes(search) || codeKey(code.code).includes(key)),
    placeOf: ({ createdAt, id }) => ({ at: createdAt, id }),
    order: 'newest-first',
  }
}

/** When the next of these expires, in epoch ms by the server's clock; undefined when none will. */
export function nextExpiry(codes: readonly CodeRow[], now: number): number | undefined {
  const coming = codes
    .filter(({ expiresAt }) => expiresAt !== null)
    .map(({ expiresAt }) => Date.parse(expiresAt!))
    .filter((at) => at > now)
  return coming.length > 0 ? Math.min(...coming) : undefined
}

/** The address that prefills the registration form. */
export const linkOf = (code: Pick<CodeRow, 'code'>, origin: string): string =>
  `${origin}/auth/register?code=${encodeURIComponent(code.code)}`
