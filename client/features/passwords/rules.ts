// What a new password must be, checked while it is typed; the server checks the same and more (what is commonly guessed).
import type { Failure } from '#client/lib/api.ts'
import { accountWords } from '#client/words/account.ts'
import { portalWords } from '#client/words/portal.ts'
import { passwordLengthMin } from '#server/features/users/schema.ts'

/** The two fields of every form that sets a password. */
export const noPassword = { password: '', passwordAgain: '' }
export type NewPassword = typeof noPassword

/** Least and most characters as the settings have it, and the same twice; complaints by field. */
export function checkNewPassword(
  values: NewPassword,
  minimum = passwordLengthMin,
): Partial<Record<keyof NewPassword, string>> {
  const w = accountWords.fields
  const problems: Partial<Record<keyof NewPassword, string>> = {}
  // Counted as the server counts, which compares normalized passwords.
  if (values.password.normalize('NFKC').length < minimum) problems.password = w.tooShort(minimum)
  else if (values.password.length > 256) problems.password = w.tooLong
  if (values.password !== values.passwordAgain) problems.passwordAgain = portalWords.fields.passwordsDiffer
  return problems
}

/** Refusals of a new password, shown at its field. */
export const refusedPasswords = { PASSWORD_TOO_SHORT: 'password', PASSWORD_TOO_COMMON: 'password' } as const

/** The owner may have asked for more characters since this page was opened. */
export function refusedSentence({ sentence, detail }: Failure): string {
  return typeof detail.minimum === 'number' ? accountWords.fields.tooShort(detail.minimum) : sentence
}
