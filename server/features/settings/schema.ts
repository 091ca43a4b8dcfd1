import { z } from 'zod'
import { emailField, nameField, optionalNameField, versionField } from '#server/features/users/schema.ts'

export const portalVisibilities = ['public', 'private', 'hidden'] as const
export type PortalVisibility = (typeof portalVisibilities)[number]

/** What everybody may know of the settings; pages act on it live. */
export interface PublicSettings {
  portalName: string
  /** public: anyone; private: signed out only /auth/…; hidden: only staff */
  portalVisibility: PortalVisibility
  /** least characters of a password that somebody chooses */
  passwordLength: number
  registerEnabled: boolean
  signInEnabled: boolean
  /** whether somebody decides a registration; a code may skip that */
  registrationsNeedApproval: boolean
  /** users of the default organization may ask for an organization of their own */
  registerOrganizationsEnabled: boolean
  /** a registration waits outside of the queue until its address is confirmed */
  requiresConfirmedEmail: boolean
  version: number
}

/** All settings, as staff see them, with who saved them last. */
export interface Settings extends PublicSettings {
  autoApproveRegistrations: boolean
  autoApproveOrganizations: boolean
  /** days after which an invitation's link dies */
  invitationDays: number
  /** empty: the portal's name, and no-reply at the portal's host */
  senderName: string
  senderAddress: string
  /** the colour of mails, #rrggbb in lower case */
  accent: string
  /** the picture at the head of mails; null: the first letter of the portal's name */
  logoId: string | null
  /** seconds in which a decision can be undone, and for which its mails wait */
  undoSeconds: number
  /** hours after which what waits turns amber, and red */
  amberHours: number
  redHours: number
  /** hours after which staff are reminded of what waits; null: they are not */
  reminderHours: number | null
  /** what a rejection offers to say */
  rejectReasons: string[]
  savedAt: string | null
  savedBy: { id: string; name: string } | null
}

export const rejectReasonsMax = 20
/** It goes out with every mail. */
export const logoBytesMax = 200_000
const hoursField = z.int().min(1, 'At least 1 hour.').max(8760, 'At most 8,760 hours, a year.')

export const settingsInput = z
  .object({
    version: versionField,
    portalName: nameField('Enter a name.'),
    registerEnabled: z.boolean(),
    signInEnabled: z.boolean(),
    autoApproveRegistrations: z.boolean(),
    // Absent: unchanged.
    registerOrganizationsEnabled: z.boolean().optional(),
    autoApproveOrganizations: z.boolean().optional(),
    portalVisibility: z.enum(portalVisibilities).optional(),
    requiresConfirmedEmail: z.boolean().optional(),
    invitationDays: z.int().min(1, 'At least 1 day.').max(90, 'At most 90 days.').optional(),
    passwordLength: z.int().min(12, 'At least 12 characters.').max(64, 'At most 64 characters.').optional(),
    senderName: optionalNameField.optional(),
    senderAddress: z.union([z.literal(''), emailField]).optional(),
    accent: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'Enter a colour like #3451d1.')
      .toLowerCase()
      .optional(),
    logoId: z.uuid().nullable().optional(),
    undoSeconds: z.int().min(0, 'At least 0 seconds.').max(60, 'At most 60 seconds.'),
    amberHours: hoursField.optional(),
    redHours: hoursField.optional(),
    reminderHours: hoursField.nullable().optional(),
    rejectReasons: z
      .array(z.string().trim().min(1, 'Enter a reason.').max(500, 'At most 500 characters.'))
      .max(rejectReasonsMax, `At most ${rejectReasonsMax} reasons.`)
      .optional(),
  })
  // Where only one of them is changed, a constraint knows the other.
  .refine(({ amberHours, redHours }) => !amberHours || !redHours || redHours >= amberHours, {
    path: ['redHours'],
    message: 'At least as many hours as for amber.',
  })
export type SettingsInput = z.infer<typeof settingsInput>
