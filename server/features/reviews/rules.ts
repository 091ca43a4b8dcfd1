// What the server and open tabs must agree on.
import type { ReviewFacts } from './schema.ts'

/** So long a claim lives unless it is renewed. */
export const claimSeconds = 90

/** Each word is looked for by itself; further ones narrow nothing down, and cost. */
const wordsMax = 8

/** The words of a search in the lower case in which they are looked for. */
export const wordsOf = (search: string): string[] =>
  search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, wordsMax)

/** What a search looks in, in lower case; written when a review is submitted. */
export function searchTextOf({ facts }: ReviewFacts): string {
  const name = 'name' in facts ? `${facts.name} ` : ''
  return `${name}${facts.firstName} ${facts.lastName} ${facts.email}`.toLowerCase()
}
