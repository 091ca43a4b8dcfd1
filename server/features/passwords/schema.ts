import { z } from 'zod'
import { emailField, newPasswordField } from '#server/features/users/schema.ts'

export const requestResetInput = z.object({ email: emailField })
export const resetInput = z.object({ token: z.string().min(20).max(100), password: newPasswordField })
export const changeInput = z.object({
  currentPassword: z.string().min(1, 'Enter your current password.').max(256),
  password: newPasswordField,
})
export const confirmInput = z.object({ password: z.string().min(1, 'Enter your password.').max(256) })
/** After a log-in with a password that somebody else typed. */
export const replaceInput = z.object({ password: newPasswordField })
