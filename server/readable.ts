/**
 * Holds when every text in a value can be stored: Postgres takes neither NUL nor half of a surrogate pair, and nobody types them.
 * Walks without recursion, because a caller decides how deep a value is.
 */
export function isReadable(value: unknown): boolean {
  const waiting = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string' && (next.includes('\0') || !next.isWellFormed())) return false
    if (typeof next === 'object' && next !== null) for (const part of Object.values(next)) waiting.push(part)
  }
  return true
}
