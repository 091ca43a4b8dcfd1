import { z } from 'zod'
import { emailField } from '#server/features/users/schema.ts'

export const staffRoles = ['owner', 'approver', 'auditor'] as const
export type StaffRole = (typeof staffRoles)[number]

/** Who is signed in, as their own pages see it. */
export interface Me {
  id: string
  kind: 'staff' | 'user'
  email: string
  firstName: string
  lastName: string
  staffRole: StaffRole | null
  organization: { id: string; name: string; isDefault: boolean; role: 'super_admin' | 'team_member' } | null
  emailConfirmed: boolean
  /** the only thing this person may do is change the password */
  mustChangePassword: boolean
}

export const logInInput = z.object({
  email: emailField,
  password: z.string().min(1, 'Enter your password.').max(256, 'At most 256 characters.'),
})
export type LogInInput = z.infer<typeof logInInput>
