import type { Db } from '#db/database.ts'
import { refuseCommonPassword } from '#server/features/auth/blocklist.ts'
import { findSettings } from '#server/features/settings/queries.ts'
import { refuse } from '#server/refusals.ts'

/**
 * Checks a password that somebody chooses against the length in the settings and the blocklist; no composition rules.
 *
 * @param known facts about its owner, which it may not mostly consist of
 * @throws PASSWORD_TOO_SHORT with `minimum`, PASSWORD_TOO_COMMON
 */
export async function refuseWeakPassword(db: Db, password: string, known: readonly string[]): Promise<void> {
  const { passwordLength } = await findSettings(db)
  if (password.normalize('NFKC').length < passwordLength) refuse('PASSWORD_TOO_SHORT', { minimum: passwordLength })
  refuseCommonPassword(password, known)
}
