import { z } from 'zod'
import { staffRoles, type StaffRole } from '#server/features/auth/schema.ts'
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
  getsQueueMails: boolean
  /** the mail of each morning that says what waits */
  getsDigest: boolean
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
  getsQueueMails: z.boolean(),
})
export type ChangeStaffInput = z.infer<typeof changeStaffInput>

export const digestInput = z.object({ id: z.uuid(), getsDigest: z.boolean() })
