// What is said of a credential by its dates. Pure.
import { toLocalTime } from '#client/realtime/server-clock.ts'
import { credentialsWords } from '#client/words/credentials.ts'
import type { CredentialRow, KeyFacts } from '#server/features/credentials/schema.ts'

/** The API products by name, as the title of whatever is about them. */
export const namesOf = ({ products }: { products: readonly { name: string }[] }): string =>
  credentialsWords.names(products.map(({ name }) => name))

const minuteMs = 60_000
const freshMs = 5 * minuteMs
/** As long before as the mail that warns of it. */
const soonMs = 14 * 24 * 60 * minuteMs

/** It has just been issued. @param now epoch ms of this machine */
export const isFresh = ({ issuedAt }: Pick<CredentialRow, 'issuedAt'>, now: number): boolean =>
  now - toLocalTime(issuedAt) < freshMs

/** It expires within two weeks; one that lives shorter than four, within half its life: as its mail says. */
export function isExpiringSoon({ expiresAt, keys }: Pick<CredentialRow, 'expiresAt' | 'keys'>, now: number): boolean {
  const present = keys[0]
  if (!expiresAt || !present) return false
  const lifeMs = Date.parse(expiresAt) - Date.parse(present.issuedAt)
  return toLocalTime(expiresAt) - now < Math.min(soonMs, lifeMs / 2)
}

/** The same of an app, of which only the next expiry is known. */
export const isExpiring = (at: string, now: number): boolean => toLocalTime(at) - now < soonMs

/** When a credential was last used, by whichever of its keys; null: never. */
export function lastUseOf(keys: readonly Pick<KeyFacts, 'lastUsedAt'>[]): string | null {
  const uses = keys.flatMap(({ lastUsedAt }) => lastUsedAt ?? []).sort()
  return uses.at(-1) ?? null
}

/** When one of these changes by itself next: a key that ends, a credential that expires; epoch ms of this machine. */
export function nextEnd(credentials: readonly CredentialRow[], now: number): number | undefined {
  const ends = credentials
    .filter(({ state }) => state === 'live')
    .flatMap(({ expiresAt, keys }) => [expiresAt, ...keys.map(({ worksUntil }) => worksUntil)])
    .flatMap((at) => (at === null ? [] : toLocalTime(at)))
    .filter((at) => at > now)
  return ends.length > 0 ? Math.min(...ends) : undefined
}
