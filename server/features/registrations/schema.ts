import { z } from 'zod'
import { emailField, nameField, newPasswordField } from '#server/features/users/schema.ts'

export const registerInput = z.object({
  requestId: z.uuid(),
  email: emailField,
  firstName: nameField('Enter your first name.'),
  lastName: nameField('Enter your last name.'),
  password: newPasswordField,
  inviteCode: z.string().trim().max(100).optional(),
})
export type RegisterInput = z.infer<typeof registerInput>

/** What the form adds; the second password never leaves the browser. */
export const registerForm = registerInput
  .omit({ requestId: true })
  .extend({ passwordAgain: z.string() })
  .refine((form) => form.password === form.passwordAgain, { path: ['passwordAgain'], message: 'The passwords differ.' })

/** `sent`: a decision follows, the status page shows it. `registered`: log-in works now. */
export interface Registered {
  outcome: 'sent' | 'registered'
}

export const tokenInput = z.object({ token: z.string().min(20).max(100) })
