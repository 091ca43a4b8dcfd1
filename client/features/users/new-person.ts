// The typed part of a new user's form, checked as the server will.
import { z } from 'zod'
import { addUserInput, newPasswordField } from '#server/features/users/schema.ts'

export const noPerson = { firstName: '', lastName: '', email: '', password: '' }

/** An empty password is none: then an invitation can be sent. */
export const newPersonInput = addUserInput
  .pick({ firstName: true, lastName: true, email: true })
  .extend({ password: z.preprocess((typed) => (typed === '' ? undefined : typed), newPasswordField.optional()) })
