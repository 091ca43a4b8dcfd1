// One Gatehouse per data folder. The lock names its holder by pid and start time, so that a lock left by a kill -9 is
// told from a living sibling's.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processIdentity } from './processes.ts'
import { EmbeddedError } from './refusal.ts'

/**
 * Holds the folder for this process until the returned function is called or the process is gone.
 *
 * @param name  what the operator calls the folder
 * @throws EmbeddedError when another living process holds it
 */
export function lockFolder(folder: string, name = folder): () => void {
  const path = join(folder, 'gatehouse.lock')
  const mine = `${process.pid} ${processIdentity(process.pid)}`
  while (!claim(path, mine)) {
    const holder = read(path)
    if (holder === undefined) continue
    if (isHeld(holder)) throw takenBy(name, holder)
    discard(path, holder, name)
  }
  return () => {
    if (read(path) === mine) rmSync(path, { force: true })
  }
}

/** Linked from a finished draft, so that nobody ever reads a half-written lock. */
function claim(path: string, mine: string): boolean {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, mine)
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Takes a dead holder's lock away; what was really taken is looked at, for somebody faster may have replaced it. */
function discard(path: string, stale: string, name: string): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const taken = read(aside)
  if (taken !== undefined && taken !== stale && isHeld(taken)) {
    renameSync(aside, path)
    throw takenBy(name, taken)
  }
  rmSync(aside, { force: true })
}

function isHeld(holder: string): boolean {
  const [pid = '', identity] = holder.split(' ')
  return identity !== undefined && processIdentity(Number(pid)) === identity
}

function takenBy(name: string, holder: string): EmbeddedError {
  return new EmbeddedError(
    `Another Gatehouse (process ${holder.split(' ')[0]}) is running on ${name}; stop it, or set DATA_DIR to another folder.`,
  )
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
