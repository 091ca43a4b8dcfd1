import { z } from 'zod'
import type { ReviewKind } from '#server/features/reviews/schema.ts'

/**
 * How soon somebody of the staff is told of what has come into the queue: with the next mail, at most once in five minutes; once an
 * hour; by the digest of each morning.
 */
export const mailPaces = ['at_once', 'hourly', 'daily', 'never'] as const
export type MailPace = (typeof mailPaces)[number]
export type MailPaces = Record<ReviewKind, MailPace>

const paceField = z.enum(mailPaces)
export const setPacesInput = z.object({
  id: z.uuid(),
  paces: z.object({ registration: paceField, organization: paceField, access: paceField }),
})
export type SetPacesInput = z.infer<typeof setPacesInput>
