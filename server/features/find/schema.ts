import { z } from 'zod'

export const foundKinds = ['review', 'user', 'organization', 'app', 'code', 'product'] as const
export type FoundKind = (typeof foundKinds)[number]

/** One letter finds everything. */
export const findLengthMin = 2

export const findInput = z.object({ text: z.string().trim().min(findLengthMin).max(100) })

/** Something that an admin looks for by name or address. */
export interface Found {
  kind: FoundKind
  id: string
  name: string
  /** what tells it from others of that name: an address, an organization, the code itself */
  hint: string
}
