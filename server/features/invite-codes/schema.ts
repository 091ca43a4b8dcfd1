import { z } from 'zod'
import type { HistoryEntry } from '#server/audit/history.ts'
import { nameField, versionField, instantField } from '#server/features/users/schema.ts'
import { codeKey, codeStatuses, type CodeFacts, type CodeStatus } from './rules.ts'

/** One row of the invite codes list; also what its events carry. Instants are ISO strings. */
export interface CodeRow extends CodeFacts {
  id: string
  /** as it is shared */
  code: string
  name: string
  /** whoever registers with it needs no approval */
  skipsApproval: boolean
  team: { id: string; name: string; isDefault: boolean }
  organization: { id: string; name: string; isDefault: boolean }
  createdBy: { id: string; name: string } | null
  createdAt: string
  /** counts every change, places among them */
  version: number
  /** counts what admins wrote; an edit names the one that it is based on */
  edition: number
}

/** A code's page. Who redeemed it comes in pages of its own. */
export interface CodeDetail extends CodeRow {
  /** sign-ups a day (UTC, as YYYY-MM-DD), oldest first, days without any left out; at most the last 366 such days */
  signUps: { day: string; count: number }[]
  /** catalogues that whoever registers with it sees beyond the public ones */
  opens: number
  history: HistoryEntry[]
}

/** Who redeemed a code. */
export interface RedemptionRow {
  id: string
  /** null: the account has been deleted */
  account: { id: string; name: string; email: string } | null
  redeemedAt: string
  /** set when the place came back: the registration was rejected or withdrawn */
  returnedAt: string | null
}

export const codeListInput = z.object({
  search: z.string().trim().max(200).optional(),
  status: z.enum(codeStatuses).optional(),
  teamId: z.uuid().optional(),
  organizationId: z.uuid().optional(),
  after: z.object({ at: instantField, id: z.uuid() }).optional(),
})
export type CodeListInput = z.infer<typeof codeListInput>

/** Pages of 50, newest first; `next` is the cursor of the following page, null at the end. */
export interface CodePage {
  rows: CodeRow[]
  next: { at: string; id: string } | null
}

export const codeInput = z.object({ id: z.uuid() })
export const redemptionListInput = z.object({
  id: z.uuid(),
  after: z.object({ at: instantField, id: z.uuid() }).optional(),
})
export interface RedemptionPage {
  rows: RedemptionRow[]
  next: { at: string; id: string } | null
}

export const codeLengthMin = 8

/** A code that an admin chooses; what people leave out or put in when they type it (case, spaces, hyphens) does not count. */
export const chosenCodeField = z
  .string()
  .trim()
  .max(60, 'At most 60 characters.')
  .regex(/^[A-Za-z0-9][A-Za-z0-9 -]*$/, 'Use letters, digits and hyphens.')
  .refine((code) => codeKey(code).length >= codeLengthMin, `Use at least ${codeLengthMin} letters or digits.`)

const fields = {
  name: nameField('Enter a name.'),
  /** null: unlimited */
  quota: z.int().min(1, 'At least 1 place.').max(1_000_000, 'At most 1,000,000 places.').nullable(),
  /** null: never */
  expiresAt: instantField.nullable(),
  isActive: z.boolean(),
  teamId: z.uuid('Choose a team.'),
  skipsApproval: z.boolean(),
}

export const addCodeInput = z.object({
  requestId: z.uuid(),
  /** absent: 128 random bits in readable groups */
  code: chosenCodeField.optional(),
  ...fields,
})
export type AddCodeInput = z.infer<typeof addCodeInput>

export const editCodeInput = z.object({ id: z.uuid(), edition: versionField, ...fields })
export type EditCodeInput = z.infer<typeof editCodeInput>

export const pauseCodeInput = z.object({ id: z.uuid(), edition: versionField, isActive: z.boolean() })
export const isFreeInput = z.object({ code: chosenCodeField })

/** What goes with a code that is deleted. */
export interface CodeDeletion {
  /** people who registered with it; they keep their accounts and teams */
  redemptions: number
  /** registrations with it that wait for a decision; they go on without it, into the default organization */
  waiting: number
}

/** A code as a visitor types it. */
export const typedCodeField = z.string().trim().min(1).max(100)
export const checkCodeInput = z.object({ code: typedCodeField })

/** What a visitor may know of a code: whether places are left, not how many; where it leads only while it can be used. */
export type CodeCheck =
  | { status: 'active'; teamName: string; organizationName: string; skipsApproval: boolean }
  | { status: Exclude<CodeStatus, 'active'> | 'unknown' }
