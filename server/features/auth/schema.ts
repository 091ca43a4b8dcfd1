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
  organization: {
    id: string
    name: string
    isDefault: boolean
    role: 'super_admin' | 'team_member'
    /** ISO instant until which its approval can be undone, and nobody is invited into it */
    settlesAt: string | null
  } | null
  /** asked for an organization and waits for the decision */
  hasOpenOrganizationRequest: boolean
  emailConfirmed: boolean
  /** the only thing this person may do is change the password */
  mustChangePassword: boolean
}

export const logInInput = z.object({
  email: emailField,
  password: z.string().min(1, 'Enter your password.').max(256, 'At most 256 characters.'),
})
export type LogInInput = z.infer<typeof logInInput>
