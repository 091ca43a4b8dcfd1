import { dictionary } from '@zxcvbn-ts/language-common'
import { passwordLengthMin } from '#server/features/users/schema.ts'
import { refuse } from '#server/refusals.ts'

// Shorter ones are refused by their length already.
const common = new Set(dictionary['passwords-common'].filter((password) => password.length >= passwordLengthMin))

/**
 * Says whether a password is among the first that are guessed: a common one, a short pattern repeated (`abcabcabcabc`), a run
 * (`123456789012`), or mostly what is known of its owner (NIST SP 800-63B 3.1.1.2, OWASP ASVS 6.2.4, 6.2.11).
 */
export function isCommonPassword(password: string, known: readonly string[]): boolean {
  const plain = password.normalize('NFKC').toLowerCase()
  const rest = known
    .flatMap((fact) => fact.toLowerCase().split(/[@.\s]+/))
    .filter((word) => word.length >= 3)
    .reduce((left, word) => left.replaceAll(word, ''), plain)
  return common.has(plain) || /^(.{1,4})\1+.{0,3}$/.test(plain) || isRun(plain) || rest.length < 6
}

function isRun(text: string): boolean {
  const steps = new Set([...text].slice(1).map((_, i) => (text.charCodeAt(i + 1) - text.charCodeAt(i) + 10) % 10))
  return /^\d+$/.test(text) && steps.size === 1
}

/** @throws PASSWORD_TOO_COMMON */
export function refuseCommonPassword(password: string, known: readonly string[]): void {
  if (isCommonPassword(password, known)) refuse('PASSWORD_TOO_COMMON')
}
