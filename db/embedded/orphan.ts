// A kill -9 of Gatehouse leaves its Postgres running. The caller holds the folder's lock, so nobody living owns it.
import { readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { commandLine, waitUntilGone } from './processes.ts'
import { type EmbeddedLog, EmbeddedError } from './refusal.ts'

/**
 * After this no server process runs on the cluster.
 *
 * @throws EmbeddedError when one does and cannot be stopped
 */
export async function stopOrphan(cluster: string, log: EmbeddedLog): Promise<void> {
  const path = join(cluster, 'postmaster.pid')
  const [first, folder] = readLines(path)
  const pid = Number(first)
  if (!(pid > 0)) return

  if (!isPostmasterOf(pid, cluster, folder)) {
    // Postgres believes any living process of its user to be the old server, and containers give the same few numbers
    // out again. Leftover backends are still found: by their shared memory, whose key follows from the folder.
    if (commandLine(pid) !== undefined) rmSync(path, { force: true })
    return
  }
  log.warn(`stopping the Postgres (process ${pid}) that an earlier run left behind`)
  for (const [signal, waitMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    kill(pid, signal, cluster)
    if (await waitUntilGone(pid, waitMs)) return
  }
  throw new EmbeddedError(
    `A Postgres (process ${pid}) still runs on ${cluster} and does not stop; end it with kill -9 ${pid}.`,
  )
}

/** By the arguments we start it with, which any user may read; a link to its working directory needs more rights than root has in most containers. */
function isPostmasterOf(pid: number, cluster: string, folder: string | undefined): boolean {
  const command = commandLine(pid)
  if (command === undefined || folder !== cluster) return false
  const program = basename(command.split(' -D ')[0] ?? '')
  return program === 'postgres' && command.includes(` -D ${cluster} `)
}

function kill(pid: number, signal: NodeJS.Signals, cluster: string): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ESRCH') return
    throw new EmbeddedError(
      `A Postgres (process ${pid}) that an earlier run left behind on ${cluster} may not be stopped by this user; end it with kill ${pid}.`,
      { cause: error },
    )
  }
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch {
    return []
  }
}
