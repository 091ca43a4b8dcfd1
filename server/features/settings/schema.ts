import { z } from 'zod'

/** What everybody may know of the settings; pages act on it live. */
export interface PublicSettings {
  portalName: string
  registerEnabled: boolean
  signInEnabled: boolean
  version: number
}

/** All settings, as staff see them, with who saved them last. */
export interface Settings extends PublicSettings {
  autoApproveRegistrations: boolean
  /** seconds in which a decision can be undone, and for which its mails wait */
  undoSeconds: number
  savedAt: string | null
  savedBy: { id: string; name: string } | null
}

export const settingsInput = z.object({
  version: z.int(),
  portalName: z.string().trim().min(1, 'Enter a name.').max(60, 'At most 60 characters.'),
  registerEnabled: z.boolean(),
  signInEnabled: z.boolean(),
  autoApproveRegistrations: z.boolean(),
  undoSeconds: z.int().min(0, 'At least 0 seconds.').max(60, 'At most 60 seconds.'),
})
export type SettingsInput = z.infer<typeof settingsInput>
