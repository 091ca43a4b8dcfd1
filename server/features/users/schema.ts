// The fields that people are made of, with the sentences that a form shows.
import { z } from 'zod'

const controlOrBidi = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const link = /https?:|www\.|:\/\//i

/** A first or last name: 1 to 60 characters, no control characters, no links (names end up in mails). */
export const nameField = (empty: string) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .max(60, 'At most 60 characters.')
    .refine((name) => !controlOrBidi.test(name), 'Remove the invisible characters.')
    .refine((name) => !link.test(name), 'A name cannot contain a link.')

/** One address; the local part is ASCII, the domain may be international. */
export const emailField = z
  .string()
  .trim()
  .min(1, 'Enter your email address.')
  .max(254, 'At most 254 characters.')
  .regex(/^[\x21-\x3f\x41-\x7e]+@[^\s@]+\.[^\s@]+$/, 'Enter an email address like name@example.com.')
  .refine((email) => !/[",;:<>()[\]\\]/.test(email) && !controlOrBidi.test(email), 'Enter an email address like name@example.com.')

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
