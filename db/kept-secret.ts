// Secrets that Gatehouse makes for itself on the first start and keeps beside its data.
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'

/**
 * Answers the same secret for the same folder and name for ever, also to processes that ask at once; the file is
 * readable by its owner only.
 *
 * @param generate  makes the secret (one line) when none is kept yet
 */
export function keepSecret(directory: string, name: string, generate: () => string): string {
  const path = join(directory, name)
  const kept = readSecret(path)
  if (kept !== undefined) return kept

  // The data folder itself stays passable: as root, Postgres must get through it to its own.
  mkdirSync(dirname(directory), { recursive: true, mode: 0o711 })
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  // Written beside and linked: a kill leaves no half a secret, and of two processes exactly one gets to name it.
  const draft = `${path}.${randomUUID()}`
  writeFileSync(draft, `${generate()}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return keepSecret(directory, name, generate)
}

function readSecret(path: string): string | undefined {
  let secret: string
  try {
    secret = readFileSync(path, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    // A backup tool or a volume may have widened it; where the file system knows no modes this changes nothing.
    chmodSync(path, 0o600)
  } catch {
    // Not ours to change (a read-only mount): reading it was allowed, so go on.
  }
  return secret
}
