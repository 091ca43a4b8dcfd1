// Making a cluster: once per data folder, all or nothing.
import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import type { Place } from './place.ts'
import { EmbeddedError } from './refusal.ts'

export const USER = 'gatehouse'
export const DATABASE = 'gatehouse'

const DRAFT = 'initdb-'

/**
 * After this the cluster and its empty database exist; a kill on the way leaves only a draft, which the next call removes.
 * The caller holds the folder's lock.
 *
 * @param durable  false skips the sync to disk, for clusters that need not outlive a power cut
 */
export async function makeCluster(place: Place, binaries: Binaries, password: string, durable = true): Promise<void> {
  for (const name of readdirSync(place.home)) {
    if (name.startsWith(DRAFT)) rmSync(join(place.home, name), { recursive: true, force: true })
  }
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return

  const draft = mkdtempSync(join(place.home, DRAFT))
  if (place.account) chownSync(draft, place.account.uid, place.account.gid)
  const passwordFile = join(draft, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (place.account) chownSync(passwordFile, place.account.uid, place.account.gid)
  const cluster = join(draft, 'cluster')

  await run(binaries.initdb, initdbArguments(cluster, passwordFile, durable), draft, place)
  // In single-user mode, so that no cluster is ever seen that lacks its database.
  const single = ['--single', '-c', 'log_checkpoints=off', '-D', cluster, 'postgres']
  await run(binaries.postgres, single, draft, place, `create database ${DATABASE}\n`)

  renameSync(cluster, place.cluster)
  rmSync(draft, { recursive: true, force: true })
  if (durable) await sync(place.home)
}

function initdbArguments(cluster: string, passwordFile: string, durable: boolean): string[] {
  return [
    `--pgdata=${cluster}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Built in: the same order on every machine, and not SQL_ASCII on one without LANG.
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--lc-messages=C',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]
}

function run(program: string, args: string[], cwd: string, { account }: Place, input = ''): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...account, cwd, env: postgresEnvironment(), stdio: 'pipe' })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', (error: NodeJS.ErrnoException) => reject(cannotSpawn(error, account)))
    child.once('close', (code, signal) => {
      if (code === 0) return resolve()
      const reason = output.trim().split('\n').slice(-3).join(' ')
      reject(new EmbeddedError(`The embedded Postgres could not be made in ${cwd} (${signal ?? code}): ${reason}`))
    })
    // A program that ends early closes the pipe; its exit code tells the story.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/** Never our own environment: it holds secrets, and any user may read that of a process that runs as them. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
}

/** Turns a failed spawn into the sentence that mends it. */
export function cannotSpawn(error: NodeJS.ErrnoException, account: Place['account']): Error {
  if (account && (error.code === 'EPERM' || error.code === 'EINVAL')) {
    return new EmbeddedError(
      `Postgres does not run as root, and this machine does not let root become user id ${account.uid}; start Gatehouse as another user, or set DATABASE_URL to a running server.`,
      { cause: error },
    )
  }
  return new EmbeddedError(`The embedded Postgres cannot be run (${error.code ?? error.message}).`, { cause: error })
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}
