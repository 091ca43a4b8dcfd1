// The fields that people are made of, with the sentences that a form shows.
import { z } from 'zod'
import type { HistoryEntry } from '#server/audit/history.ts'
import type { AppCounts } from '#server/features/apps/schema.ts'
import type { MailRow } from '#server/features/emails/schema.ts'
import { userStates, type UserState } from './rules.ts'

export const organizationRoles = ['super_admin', 'team_member'] as const
export type OrganizationRole = (typeof organizationRoles)[number]
export const roleLabels: Record<OrganizationRole, string> = { super_admin: 'Super admin', team_member: 'Team member' }

/** A row's version, as the database counts it. */
export const versionField = z.int32()

/** An instant that the database can hold, ISO 8601 in UTC. */
export const instantField = z.iso
  .datetime({ error: 'Enter a date and a time.' })
  .refine((instant) => /^(19[7-9]|[2-9]\d\d)\d/.test(instant), 'Enter a date from 1970 on.')

// Controls, direction marks, and what takes no room: two names that look the same would not be the same. Joiners stay, some
// scripts need them between letters.
const invisible =
  /[\p{Cc}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/u
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u
const link = /https?:|www\.|:\/\/|[\p{L}\d]\.\p{L}{2,}\//iu

/** A name that may be left empty: at most 60 characters in their plain form (NFKC), none invisible, no links (names end up in mails). */
export const optionalNameField = z
  .string()
  .normalize('NFKC')
  .trim()
  .max(60, { error: 'At most 60 characters.', abort: true })
  .refine((name) => !invisible.test(name) && (name === '' || visible.test(name)), 'Remove the invisible characters.')
  .refine((name) => !link.test(name), 'A name cannot contain a link.')

/** A first or last name. */
export const nameField = (empty: string) => optionalNameField.min(1, empty)

/** One address; the local part is ASCII, the domain may be international. What is too long is not looked at any further. */
export const emailField = z
  .string()
  .trim()
  .min(1, 'Enter your email address.')
  .max(254, { error: 'At most 254 characters.', abort: true })
  .regex(/^[\x21-\x3f\x41-\x7e]+@[^\s@.]+(\.[^\s@.]+)+$/, 'Enter an email address like name@example.com.')
  .refine((email) => !/[",;:<>()[\]\\\p{C}]/u.test(email), 'Enter an email address like name@example.com.')

export const passwordLengthMin = 12

/** A password that somebody chooses: 12 to 256 characters, anything allowed. */
export const newPasswordField = z
  .string()
  .min(passwordLengthMin, `Use at least ${passwordLengthMin} characters; a few words are fine.`)
  .max(256, 'At most 256 characters.')

/** The form under which an address is unique: lower(NFKC). Plus-addresses stay distinct. */
export function emailKey(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase()
}

/** One row of the users list; also what its events carry. Instants are ISO strings. */
export interface UserRow {
  id: string
  email: string
  firstName: string
  lastName: string
  state: UserState
  organization: { id: string; name: string; isDefault: boolean }
  role: OrganizationRole
  teams: { id: string; name: string }[]
  emailConfirmed: boolean
  /** since when they are in this organization */
  memberSince: string
  createdAt: string
  version: number
}

/** A user's page: the row and what belongs to it. */
export interface UserDetail extends UserRow {
  sessions: { id: string; createdAt: string; userAgent: string | null; address: string | null }[]
  /** the last ones */
  mails: MailRow[]
  history: HistoryEntry[]
  /** the newest review of the person's registration, if they came that way */
  review: { id: string; state: string; version: number } | null
  invitation: { invitedAt: string; expiresAt: string | null; invitedBy: string | null } | null
  mustChangePassword: boolean
}

export const userListInput = z.object({
  search: z.string().trim().max(200).optional(),
  state: z.enum(userStates).optional(),
  organizationId: z.uuid().optional(),
  teamId: z.uuid().optional(),
  role: z.enum(organizationRoles).optional(),
  after: z.object({ at: instantField, id: z.uuid() }).optional(),
})
export type UserListInput = z.infer<typeof userListInput>

export interface UserPage {
  rows: UserRow[]
  next: { at: string; id: string } | null
}

const place = {
  firstName: nameField('Enter a first name.'),
  lastName: nameField('Enter a last name.'),
  organizationId: z.uuid('Choose an organization.'),
  teamIds: z.array(z.uuid()).max(50),
  role: z.enum(organizationRoles),
}

/** A password or an invitation, never both: an invitation is sent later, and only to somebody without a password. */
export const addUserInput = z.object({
  requestId: z.uuid(),
  ...place,
  email: emailField,
  isActive: z.boolean(),
  password: newPasswordField.optional(),
  mustChangePassword: z.boolean(),
})
export type AddUserInput = z.infer<typeof addUserInput>

export const editUserInput = z.object({ id: z.uuid(), version: versionField, ...place })
export type EditUserInput = z.infer<typeof editUserInput>

export const userInput = z.object({ id: z.uuid() })

/** What goes with a person who is deleted. */
export interface DeletionPreview {
  sessions: number
  openReviews: number
  mails: number
  /** apps that are deleted, and what goes with them */
  appsGone: AppCounts
  /** apps that stay in the organization without a maker, with their keys */
  appsKept: number
}
