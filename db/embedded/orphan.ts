// A kill -9 of Gatehouse leaves its Postgres running. The caller holds the folder's lock, so nobody living owns it.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commandLine, waitUntilGone } from './processes.ts'
import { type EmbeddedLog, EmbeddedError } from './refusal.ts'

const PID_FILE = 'postmaster.pid'

/**
 * After this no server process runs on the cluster.
 *
 * @throws EmbeddedError when one does and cannot be stopped
 */
export async function stopOrphan(cluster: string, log: EmbeddedLog): Promise<void> {
  const pid = serverPid(cluster)
  if (pid === undefined) return

  if (!isServerOf(pid, cluster)) {
    // Postgres believes any living process of its user to be the old server, and containers give the same few numbers
    // out again. Leftover backends are still found: by their shared memory, whose key follows from the folder.
    if (isStranger(pid)) rmSync(join(cluster, PID_FILE), { force: true })
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

/**
 * By the arguments we start it with, which any user may read; the link to its working directory takes more rights than
 * root has in most containers.
 */
function isServerOf(pid: number, cluster: string): boolean {
  return servedFolder(pid) === cluster
}

/** Whether the number is certainly not a server of this folder: a zombie, another program, or another cluster's server. */
function isStranger(pid: number): boolean {
  const command = commandLine(pid)
  if (command === undefined) return isKnown(pid)
  const folder = servedFolder(pid)
  return folder === undefined ? !/^\S*postgres( |$)/.test(command) : serverPid(folder) === pid
}

function servedFolder(pid: number): string | undefined {
  return /^.*?\/postgres -D (.+?)(?= -c |$)/.exec(commandLine(pid) ?? '')?.[1]
}

function serverPid(cluster: string): number | undefined {
  try {
    return Number(readFileSync(join(cluster, PID_FILE), 'utf8').split('\n')[0]) || undefined
  } catch {
    return undefined
  }
}

/** Whether the system still has a process of this number, be it a dead one that nobody has asked about. */
function isKnown(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
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
