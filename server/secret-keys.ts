// How versioned keys are written, in SECRET_KEYS and in the file that stands in for it.

export interface SecretKey {
  version: number
  /** 32 bytes */
  key: Buffer
}

/** Reads `1:<base64>,2:<base64>`, newest first; undefined when anything about it is wrong. */
export function parseSecretKeys(text: string): SecretKey[] | undefined {
  const keys = text
    .split(',')
    .map((part) => /^\s*(\d{1,6}):([A-Za-z0-9+/_-]{43}=?)\s*$/.exec(part))
    .map((match) => match && { version: Number(match[1]), key: Buffer.from(match[2]!, 'base64') })
  if (!keys.every((key) => key !== null && key.version > 0 && key.key.length === 32)) return undefined
  const valid = keys.filter((key) => key !== null)
  if (new Set(valid.map(({ version }) => version)).size < valid.length) return undefined
  return valid.sort((a, b) => b.version - a.version)
}

/** Writes a key as `parseSecretKeys` reads it. */
export function formatSecretKey({ version, key }: SecretKey): string {
  return `${version}:${key.toString('base64')}`
}
