import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { keepSecret } from '#db/kept-secret.ts'
import { type Config, ConfigError } from './config.ts'
import { formatSecretKey, parseSecretKeys, type SecretKey } from './secret-keys.ts'

export interface Keys {
  /** Seals whatever is sealed from now on. */
  current: SecretKey
  /** Opens what an older version sealed. */
  byVersion: Map<number, Buffer>
}

/**
 * The keys that seal credentials: those of SECRET_KEYS, else the ones made on the first start and kept, with mode 0600,
 * in DATA_DIR/keys/secret-keys. Without that file nothing sealed can be opened again, so it belongs into every backup.
 *
 * @throws ConfigError when the kept file is damaged
 */
export function loadKeys({ dataDir, secretKeys }: Pick<Config, 'dataDir' | 'secretKeys'>): Keys {
  const keys = secretKeys ?? keptKeys(join(dataDir, 'keys'))
  return { current: keys[0]!, byVersion: new Map(keys.map(({ version, key }) => [version, key])) }
}

function keptKeys(folder: string): SecretKey[] {
  const text = keepSecret(folder, 'secret-keys', () => formatSecretKey({ version: 1, key: randomBytes(32) }))
  const keys = parseSecretKeys(text)
  if (keys) return keys
  throw new ConfigError(`The file ${join(folder, 'secret-keys')} is damaged; put it back from a backup.`)
}
