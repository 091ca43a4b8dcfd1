// What an invite code's stored facts mean, on both sides of the wire; claim.ts says the same in SQL, by the database's clock.

export const codeStatuses = ['active', 'paused', 'expired', 'used-up'] as const
export type CodeStatus = (typeof codeStatuses)[number]

export interface CodeFacts {
  isActive: boolean
  /** ISO instant; null: never */
  expiresAt: string | null
  /** null: unlimited */
  quota: number | null
  used: number
}

/** Derives the one status, the first that applies. @param now epoch ms by the server's clock */
export function statusOf({ isActive, expiresAt, quota, used }: CodeFacts, now: number): CodeStatus {
  if (!isActive) return 'paused'
  if (expiresAt !== null && Date.parse(expiresAt) <= now) return 'expired'
  return quota !== null && used >= quota ? 'used-up' : 'active'
}

/** The form under which a code is found: upper case, without the separators that people leave out or put in. */
export function codeKey(code: string): string {
  return code.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
}
