import { z } from 'zod'
import type { PlanFacts } from '#server/features/plans/schema.ts'
import { versionField } from '#server/features/users/schema.ts'

/** A key without its secret. Instants are ISO strings. */
export interface KeyFacts {
  id: string
  lastFour: string
  issuedAt: string
  /** null: the present key; else rotated out, and refused from then on */
  worksUntil: string | null
  lastUsedAt: string | null
}

/** What an approved request yielded: one key, two while it is being rotated. */
export interface CredentialRow {
  id: string
  appId: string
  state: 'live' | 'expired' | 'revoked'
  catalogueName: string
  plan: PlanFacts | null
  products: { id: string; slug: string; name: string; baseUrls: string[] }[]
  /** the present one first; none once revoked or expired */
  keys: KeyFacts[]
  issuedAt: string
  expiresAt: string | null
  revokedAt: string | null
  version: number
}

/** How long the old key goes on, in hours. */
export const overlapHours = [0, 1, 24, 168] as const

/** A password typed within so many minutes lets a key be revealed. */
export const recentPasswordMinutes = 10

export const rotateInput = z.object({
  id: z.uuid(),
  version: versionField,
  requestId: z.uuid(),
  overlapHours: z.literal(overlapHours),
})
export const revokeInput = z.object({ id: z.uuid(), version: versionField })
export const revealInput = z.object({ keyId: z.uuid() })
