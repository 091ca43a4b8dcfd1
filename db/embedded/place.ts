// Where the cluster lives. `DATA_DIR/postgres` always leads to it: a folder, or, where the account that runs Postgres
// could not enter DATA_DIR, a link to a folder below /var/lib/gatehouse. The link is the memory: moving DATA_DIR keeps its
// database, deleting DATA_DIR makes the next start a first one.
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, readlinkSync, realpathSync, rmdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Account, canEnter, chooseAccount, isRoot, ownerOf } from './account.ts'
import { EmbeddedError } from './refusal.ts'

export const SYSTEM_FOLDER = '/var/lib/gatehouse'

export type Place = {
  /** Holds the cluster, its lock and its drafts; belongs to whoever runs Gatehouse. */
  home: string
  /** Postgres' own data directory, `home/postgres`; may not exist yet. */
  cluster: string
  /** Who runs Postgres; undefined means this process's own user. */
  account: Account | undefined
}

/**
 * Finds the cluster of `dataDir`, or decides for good where it will be; creates the folders around it, not the cluster.
 *
 * @throws EmbeddedError when the cluster belongs to somebody as whom this process cannot run
 */
export function findPlace(dataDir: string): Place {
  // Passable but not listable: as root, Postgres must get through to its own folder, and nobody needs to look around.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const inside = join(realpathSync(dataDir), 'postgres')
  const kind = lstatSync(inside, { throwIfNoEntry: false })
  if (kind?.isSymbolicLink()) return existing(readlinkSync(inside))
  if (kind) return existing(inside)

  const account = chooseAccount()
  if (canEnter(account, dirname(inside))) return { home: dirname(inside), cluster: inside, account }

  const home = claimHome(dirname(inside))
  // Linked before anything is put there: a kill in between must not leave a cluster that nobody finds again.
  try {
    symlinkSync(join(home, 'postgres'), inside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    // Another process began its first start at the same moment; from here on the lock decides between the two.
    rmdirSync(home)
    return findPlace(dataDir)
  }
  return { home, cluster: join(home, 'postgres'), account }
}

function existing(cluster: string): Place {
  const home = dirname(cluster)
  if (!lstatSync(home, { throwIfNoEntry: false })) {
    throw new EmbeddedError(
      `The database folder ${home}, to which DATA_DIR leads, is gone; put it back from a backup, or set DATA_DIR to another folder.`,
    )
  }
  if (!lstatSync(cluster, { throwIfNoEntry: false })) return { home, cluster, account: chooseAccount() }

  const owner = ownerOf(cluster)
  if (!isRoot()) {
    if (process.getuid === undefined || owner.uid === process.getuid()) return { home, cluster, account: undefined }
    throw new EmbeddedError(
      `The database in ${cluster} belongs to user id ${owner.uid}; start Gatehouse as that user or as root, or set DATA_DIR to another folder.`,
    )
  }
  if (owner.uid === 0) {
    throw new EmbeddedError(
      `The database in ${cluster} belongs to root, as whom Postgres does not run; give the folder back to the user it was made by (chown -R).`,
    )
  }
  if (!canEnter(owner, home)) {
    throw new EmbeddedError(
      `User id ${owner.uid}, who owns the database in ${cluster}, may not enter ${home}; allow it with chmod o+x on each folder above it.`,
    )
  }
  return { home, cluster, account: owner }
}

/** A new folder for this data folder; an older one of the same path is left alone, for it may hold a moved DATA_DIR's data. */
function claimHome(dataDir: string): string {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  for (let attempt = 1; ; attempt++) {
    const home = join(SYSTEM_FOLDER, attempt === 1 ? hash : `${hash}-${attempt}`)
    try {
      makeSystemFolder()
      mkdirSync(home)
      chmodSync(home, 0o711)
      return home
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EEXIST') continue
      throw new EmbeddedError(
        `Postgres cannot run as root below ${dataDir} and cannot make ${home} instead (${code}); set DATA_DIR to a folder that others may enter.`,
      )
    }
  }
}

/** Makes the folder whatever the umask is; the account that runs Postgres must get through it. */
export function makeSystemFolder(): void {
  mkdirSync(SYSTEM_FOLDER, { recursive: true })
  chmodSync(SYSTEM_FOLDER, 0o755)
}
