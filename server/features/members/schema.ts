import { z } from 'zod'
import {
  emailField,
  nameField,
  organizationRoles,
  type OrganizationRole,
  versionField,
} from '#server/features/users/schema.ts'

/** One line of an organization's member list: a user, or a teammate's invitation that nobody has accepted yet. */
export interface MemberRow {
  id: string
  /** `invitation`: can be resent and revoked; `member`: edited and removed. Both can be edited. */
  kind: 'member' | 'invitation'
  firstName: string
  lastName: string
  email: string
  role: OrganizationRole
  teams: { id: string; name: string }[]
  /** ISO instant; null for an invitation */
  memberSince: string | null
  /** Pending means invited, everybody else is registered. */
  status: 'registered' | 'pending'
  /** of an invitation: when its link dies; null until the mail has left */
  expiresAt: string | null
  /** of an invitation: who sent it */
  invitedBy: string | null
  version: number
}

/** The member list of the caller's organization, by name; empty in the default organization, whose members are strangers. */
export interface MemberList {
  rows: MemberRow[]
  /** the teams that a super admin can choose from, the default one first */
  teams: { id: string; name: string; isDefault: boolean }[]
  /** more than are listed: the search finds them */
  isCut: boolean
}

export const memberListInput = z.object({ search: z.string().trim().max(200).optional() })

const place = {
  firstName: nameField('Enter a first name.'),
  lastName: nameField('Enter a last name.'),
  role: z.enum(organizationRoles),
  teamIds: z.array(z.uuid()).max(50),
}

export const inviteMemberInput = z.object({ requestId: z.uuid(), email: emailField, ...place })
export type InviteMemberInput = z.infer<typeof inviteMemberInput>

export const editMemberInput = z.object({ id: z.uuid(), version: versionField, ...place })
export type EditMemberInput = z.infer<typeof editMemberInput>

export const memberInput = z.object({ id: z.uuid() })
