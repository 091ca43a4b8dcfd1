import { z } from 'zod'
import { staffRoles, type StaffRole } from '#server/features/auth/schema.ts'
import type { MailPaces } from '#server/features/review-mails/schema.ts'
import { emailField, nameField, versionField } from '#server/features/users/schema.ts'

/** One portal admin. Instants are ISO strings. */
export interface StaffRow {
  id: string
  email: string
  firstName: string
  lastName: string
  role: StaffRole
  state: 'active' | 'invited'
  createdAt: string
  /** how soon they are told of what has come into the queue */
  paces: MailPaces
  version: number
}

export const inviteStaffInput = z.object({
  requestId: z.uuid(),
  email: emailField,
  firstName: nameField('Enter a first name.'),
  lastName: nameField('Enter a last name.'),
  role: z.enum(staffRoles),
})
export type InviteStaffInput = z.infer<typeof inviteStaffInput>

export const changeStaffInput = z.object({
  id: z.uuid(),
  version: versionField,
  role: z.enum(staffRoles),
})
export type ChangeStaffInput = z.infer<typeof changeStaffInput>
