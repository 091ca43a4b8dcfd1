// What an API key looks like: a prefix that scanners of repositories find, 256 random bits, a checksum.

/** Begins every key. */
export const keyPrefix = 'gatehouse_'
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const randomLength = 43
const checksumLength = 6
const shape = new RegExp(`^${keyPrefix}[0-9A-Za-z]{${randomLength + checksumLength}}$`)

/** CRC-32 (IEEE 802.3) of the random part in base 62: tells a typing error, or somebody else's token, without asking a database. */
export function checksumOf(random: string): string {
  let crc = 0xffffffff
  for (let i = 0; i < random.length; i++) {
    crc ^= random.charCodeAt(i)
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return toBase62(BigInt((crc ^ 0xffffffff) >>> 0), checksumLength)
}

function toBase62(value: bigint, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest /= 62n) text = base62[Number(rest % 62n)]! + text
  return text
}

/** Writes 32 random bytes as a key. */
export function formatKey(bytes: Uint8Array): string {
  const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  const random = toBase62(value, randomLength)
  return `${keyPrefix}${random}${checksumOf(random)}`
}

/** Whether a text can be a key at all. */
export function isKey(text: string): boolean {
  if (!shape.test(text)) return false
  const random = text.slice(keyPrefix.length, keyPrefix.length + randomLength)
  return text.endsWith(checksumOf(random))
}
