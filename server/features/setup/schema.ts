import { z } from 'zod'
import { emailField, nameField, newPasswordField } from '#server/features/users/schema.ts'

export const setupInput = z.object({
  token: z.string().min(20).max(100),
  email: emailField,
  firstName: nameField('Enter your first name.'),
  lastName: nameField('Enter your last name.'),
  password: newPasswordField,
})
export type SetupInput = z.infer<typeof setupInput>
