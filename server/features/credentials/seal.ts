// How keys are kept: a keyed hash to find one by, and a sealed copy to show it again (rule 11 of the security of this house).
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import type { Keys } from '#server/keys.ts'

const ivBytes = 12
const tagBytes = 16

export interface Sealed {
  /** IV, tag and text of AES-256-GCM */
  sealed: Buffer
  /** the row's own key, sealed by the secret of `secretVersion` */
  sealedKey: Buffer
  secretVersion: number
}

/** Seals a text for the row of an id; it opens in no other row. */
export function seal(keys: Keys, id: string, text: string): Sealed {
  const rowKey = randomBytes(32)
  return {
    sealed: encrypt(rowKey, id, Buffer.from(text)),
    sealedKey: encrypt(sealingKey(keys.current.key), id, rowKey),
    secretVersion: keys.current.version,
  }
}

/** Opens what `seal` sealed. @throws Error the secret of that version is not configured any more, or the row was tampered with */
export function open(keys: Keys, id: string, { sealed, sealedKey, secretVersion }: Sealed): string {
  const secret = keys.byVersion.get(secretVersion)
  if (!secret) throw new Error(`SECRET_KEYS lacks version ${secretVersion}, which sealed this key`)
  return decrypt(decrypt(sealingKey(secret), id, sealedKey), id, sealed).toString()
}

/** Hashes a key under each secret, the present one first: a key issued under an older one is still found. */
export function hashesOf(keys: Keys, text: string): Buffer[] {
  const others = [...keys.byVersion.keys()].filter((version) => version !== keys.current.version)
  return [keys.current.version, ...others].map((version) =>
    createHmac('sha256', hashingKey(keys.byVersion.get(version)!))
      .update(text)
      .digest(),
  )
}

const derived = new WeakMap<Buffer, Map<string, KeyObject>>()

/** Derives a key per purpose, so that no secret serves two (NIST SP 800-108). Made once: to make one costs more than to hash by it. */
function derive(secret: Buffer, purpose: string): KeyObject {
  if (!derived.has(secret)) derived.set(secret, new Map())
  const byPurpose = derived.get(secret)!
  if (!byPurpose.has(purpose))
    byPurpose.set(purpose, createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))))
  return byPurpose.get(purpose)!
}
const sealingKey = (secret: Buffer) => derive(secret, 'gatehouse credential seal')
const hashingKey = (secret: Buffer) => derive(secret, 'gatehouse credential hash')

function encrypt(key: KeyObject | Buffer, boundTo: string, plain: Buffer): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(boundTo))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

function decrypt(key: KeyObject | Buffer, boundTo: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(boundTo))
    .setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()])
}
