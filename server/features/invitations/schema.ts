import { z } from 'zod'
import { newPasswordField } from '#server/features/users/schema.ts'

/** One outstanding invitation. Instants are ISO strings. */
export interface InvitationRow {
  /** the invited account, or the teammate's invitation */
  id: string
  name: string
  email: string
  isStaff: boolean
  /** a super admin's, of their own organization: portal admins may revoke it, not resend it */
  isTeammates: boolean
  /** the organization, or the role of a portal admin */
  into: string
  invitedBy: string | null
  invitedAt: string
  /** null until the mail has left */
  expiresAt: string | null
  version: number
}

/** What an invitation's page says before it is accepted. */
export interface OpenInvitation {
  firstName: string
  email: string
  into: string
  isStaff: boolean
  invitedBy: string | null
  expiresAt: string
  /** a teammate's invitation of somebody with an account: accepting moves it into the organization and replaces its password */
  movesAccount: boolean
  /** … but not where the account belongs elsewhere: then the link opens nothing */
  belongsElsewhere: boolean
}

export const acceptInput = z.object({ token: z.string().min(20).max(100), password: newPasswordField })
