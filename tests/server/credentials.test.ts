import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checksumOf, formatKey, isKey, keyPrefix } from '#server/features/credentials/rules.ts'
import { hashesOf, open, seal } from '#server/features/credentials/seal.ts'
import type { Keys } from '#server/keys.ts'

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })

describe('a key', () => {
  test('is a prefix, 43 characters for 256 bits, and 6 of checksum', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const key = formatKey(random)
        expect(key).toMatch(/^gatehouse_[0-9A-Za-z]{49}$/)
        expect(isKey(key)).toBe(true)
      }),
    )
    for (const extreme of [0, 255])
      expect(isKey(formatKey(new Uint8Array(32).fill(extreme))), `all ${extreme}`).toBe(true)
  })

  test('says all of its bits: two of different bytes differ', () => {
    fc.assert(
      fc.property(bytes, fc.nat(255), (random, bit) => {
        const other = Uint8Array.from(random)
        other[bit >> 3]! ^= 1 << (bit & 7)
        expect(formatKey(other)).not.toBe(formatKey(random))
      }),
    )
  })

  test('has the checksum that everybody computes: CRC-32 in base 62', () => {
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...digits), minLength: 43, maxLength: 43 }), (random) => {
        const value = [...checksumOf(random)].reduce((sum, digit) => sum * 62 + digits.indexOf(digit), 0)
        expect(value).toBe(crc32(random))
      }),
    )
  })

  test('with a character changed, lost, added or swapped is none', () => {
    const key = formatKey(randomBytes(32))
    for (let at = keyPrefix.length; at < key.length; at++) {
      const other = key[at] === 'x' ? 'y' : 'x'
      expect(isKey(key.slice(0, at) + other + key.slice(at + 1)), `changed at ${at}`).toBe(false)
      expect(isKey(key.slice(0, at) + key.slice(at + 1)), `lost at ${at}`).toBe(false)
      const swapped = key.slice(0, at) + (key[at + 1] ?? '') + key[at]! + key.slice(at + 2)
      if (swapped !== key) expect(isKey(swapped), `swapped at ${at}`).toBe(false)
    }
    for (const text of ['', keyPrefix, ` ${key}`, `${key}\n`, `${key}0`, key.toUpperCase(), key.replace('_', '-')])
      expect(isKey(text), JSON.stringify(text)).toBe(false)
  })
})

const secret = (version: number) => ({ version, key: randomBytes(32) })
const keysOf = (...secrets: { version: number; key: Buffer }[]): Keys => ({
  current: secrets[0]!,
  byVersion: new Map(secrets.map(({ version, key }) => [version, key])),
})
const older = secret(1)
const newer = secret(2)
const before = keysOf(older)
const after = keysOf(newer, older)

describe('keeping a key', () => {
  const id = randomUUID()
  const key = formatKey(randomBytes(32))

  test('a hash under each secret, the present one first: what the older one hashed is still found', () => {
    expect(hashesOf(before, key)).toHaveLength(1)
    expect(hashesOf(after, key)).toHaveLength(2)
    expect(hashesOf(after, key)[1]).toEqual(hashesOf(before, key)[0])
    expect(hashesOf(after, key)[0]).not.toEqual(hashesOf(before, key)[0])
    expect(hashesOf(before, formatKey(randomBytes(32)))[0]).not.toEqual(hashesOf(before, key)[0])
  })

  test('no secret serves two purposes: the hash is not by the secret itself', () => {
    expect(hashesOf(before, key)[0]).not.toEqual(createHmac('sha256', older.key).update(key).digest())
  })

  test('is sealed by the present secret, and opened by the one that sealed it', () => {
    const sealed = seal(before, id, key)
    expect(sealed.secretVersion).toBe(1)
    expect(open(before, id, sealed)).toBe(key)
    expect(open(after, id, sealed)).toBe(key)
    expect(seal(after, id, key).secretVersion).toBe(2)
    expect(() => open(keysOf(newer), id, sealed)).toThrow('SECRET_KEYS lacks version 1')
    expect(() => open(keysOf(secret(1)), id, sealed), 'another secret of that version').toThrow()
  })

  test('twice is two different rows, and neither says the key', () => {
    const [one, two] = [seal(before, id, key), seal(before, id, key)]
    expect(one.sealed).not.toEqual(two.sealed)
    expect(one.sealedKey).not.toEqual(two.sealedKey)
    for (const part of [one.sealed, one.sealedKey]) expect(part.includes(key.slice(0, 12))).toBe(false)
  })

  test('a row that somebody changed does not open, nor does one under another id', () => {
    const sealed = seal(before, id, key)
    expect(() => open(before, randomUUID(), sealed)).toThrow()
    const other = seal(before, id, formatKey(randomBytes(32)))
    expect(() => open(before, id, { ...sealed, sealedKey: other.sealedKey })).toThrow()
    expect(() => open(before, id, { ...sealed, sealed: other.sealed })).toThrow()
    for (const part of ['sealed', 'sealedKey'] as const)
      for (let at = 0; at < sealed[part].length; at++) {
        const changed = Buffer.from(sealed[part])
        changed[at]! ^= 1
        expect(() => open(before, id, { ...sealed, [part]: changed }), `${part} at ${at}`).toThrow()
        expect(() => open(before, id, { ...sealed, [part]: sealed[part].subarray(0, at) }), `cut at ${at}`).toThrow()
      }
  })
})
