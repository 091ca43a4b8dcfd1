import { z } from 'zod'
import { nameField } from '#server/features/users/schema.ts'

/** One of one's own sessions. Instants are ISO strings. */
export interface OwnSession {
  id: string
  createdAt: string
  expiresAt: string
  userAgent: string | null
  address: string | null
  isCurrent: boolean
}

export const namesInput = z.object({
  firstName: nameField('Enter your first name.'),
  lastName: nameField('Enter your last name.'),
})
export const sessionInput = z.object({ id: z.string().regex(/^[0-9a-f]{64}$/) })
export const deleteProfileInput = z.object({ password: z.string().min(1, 'Enter your password.').max(256) })
